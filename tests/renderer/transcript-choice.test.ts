/** Which picture of the chosen item the export dialog asks a transcript of. */
import { describe, expect, it } from 'vitest';
import { askedFor, noOptions, picturesOf } from '../../renderer/features/export/document-choice.ts';
import { exhibitSchema } from '../../shared/domain/exhibit.ts';
import { itemIdSchema } from '../../shared/domain/ids.ts';
import { attachmentSchema } from '../../shared/domain/item.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';

const file = (name: string, mediaType: string, member: string | null) => attachmentSchema.parse({ name, mediaType, member, sizeBytes: null, sha256: null, state: member === null ? 'missing' : 'present' });
const exhibit = exhibitSchema.pick({ originalName: true }).parse({ originalName: 'screenshot.png' });
const pictures = picturesOf({ attachments: [file('statement.pdf', 'application/pdf', 'a'), file('one.png', 'image/png', 'b'), file('gone.png', 'image/png', null), file('', 'image/jpeg', '')], exhibit });
const id = itemIdSchema.parse('a'.repeat(32));
const ask = (picture: string, of = pictures) => askedFor('transcript', { filter: everything, zone: 'Europe/London', item: { id, thread: '', pictures: of } }, { ...noOptions, picture });

describe('a transcript in the export dialog', () => {
  it('offers the pictures the item brings, and no other file nor one that is not there', () => {
    expect(pictures).toEqual([{ attachment: 1, name: 'one.png' }, { attachment: 3, name: 'screenshot.png' }]);
  });

  it('is of the first picture until another is chosen', () => {
    expect(ask('')).toMatchObject({ asked: { kind: 'transcript', itemId: id, attachment: 1 } });
    expect(ask('3')).toMatchObject({ asked: { attachment: 3 } });
  });

  it('cannot be made without an item, or of one that has no picture', () => {
    expect(ask('', [])).toEqual({ fault: 'The chosen item has no picture.' });
    expect(askedFor('transcript', { filter: everything, zone: 'UTC', item: null }, noOptions)).toHaveProperty('fault', expect.stringContaining('Choose the item of the picture first'));
  });
});
