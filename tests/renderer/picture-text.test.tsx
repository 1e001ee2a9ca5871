import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlsoIn, PictureText, PictureTextEntry, PictureWord } from '../../shared/contract/pictures.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../../shared/domain/ids.ts';
import { linesOfWords, wordsFound } from '../../renderer/features/item/read-words.ts';

const itemId = itemIdSchema.parse('a'.repeat(32));
const elsewhere = itemIdSchema.parse('b'.repeat(32));
const sha256 = sha256Schema.parse('c'.repeat(64));
const exhibitId = exhibitIdSchema.parse(1);

const word = (text: string, line: number, confidence = 96): PictureWord => ({ text, confidence, line, x: 0.1, y: 0.1 * line, width: 0.2, height: 0.05 });
const reading = { engine: 'tesseract.js', engineVersion: '5', sha256, words: [word('Meet', 0), word('Larkspvr', 0, 41), word('gate', 1)], text: 'Meet Larkspvr\ngate', remarks: [], madeAt: '2026-01-02T10:00:00Z' };
const machine: PictureText = { itemId, attachment: 0, name: 'screenshot.png', page: null, reading, text: reading.text, origin: 'machine', signedOffAt: null, signedOffBy: null, history: [] };
const entry = (deed: PictureTextEntry['deed']): PictureTextEntry => ({ deed, text: 'x', author: 'R. Reviewer', madeAt: '2026-01-02T10:00:00Z', signedOffAt: null, signedOffBy: null });

type Rooms = typeof import('../../renderer/features/item/picture-text.tsx') & typeof import('../../renderer/features/item/also-in.tsx')
  & typeof import('../../renderer/features/item/picture-store.ts') & typeof import('../../renderer/features/item/word-boxes.tsx');
let room: Rooms;

beforeAll(async () => {
  // The window's line to the engine is opened when its module loads; nobody is at the other end. The
  // window is taken away again, because the controls would expect a whole browser behind it.
  vi.stubGlobal('window', { plumbline: { onMessage: () => undefined } });
  await import('../../renderer/engine-client/engine-client.ts');
  vi.unstubAllGlobals();
  room = {
    ...await import('../../renderer/features/item/picture-text.tsx'), ...await import('../../renderer/features/item/also-in.tsx'),
    ...await import('../../renderer/features/item/picture-store.ts'), ...await import('../../renderer/features/item/word-boxes.tsx'),
  };
});
beforeEach(() => room.usePictures.setState(room.usePictures.getInitialState(), true));

/** The card as drawn from a state of the store. Drawn on no screen, the store is read in its first state, so that is what is set. */
function drawn(card: 'text' | 'also in', state: { texts?: readonly PictureText[]; alsoIn?: AlsoIn }): string {
  Object.assign(room.usePictures.getInitialState(), { texts: [], alsoIn: null, ...state });
  const { PictureTextCard, AlsoInCard } = room;
  return renderToStaticMarkup(card === 'text' ? <PictureTextCard itemId={itemId} zone="Europe/London" /> : <AlsoInCard itemId={itemId} onGoTo={() => undefined} />);
}

describe('the card of the text in a picture', () => {
  it('says that a machine read it, marks the words it was not sure of, and shows no picture', () => {
    const html = drawn('text', { texts: [machine] });
    expect(html).toContain('Read by machine');
    expect(html).toContain('1 of 3 words are unsure');
    expect(html).toMatch(/<span class="unsure" title="[^"]*41 of 100[^"]*">Larkspvr<\/span>/);
    expect(html).not.toMatch(/class="unsure"[^>]*>Meet/);
    expect(html).not.toMatch(/<img|evidence:/);
  });

  it('of a text signed off says by whom and when, and offers no second sign-off', () => {
    const html = drawn('text', { texts: [{ ...machine, text: 'Meet Larkspur\ngate', origin: 'person', signedOffAt: '2026-01-02T10:00:00Z', signedOffBy: 'R. Reviewer', history: [entry('signed-off'), entry('edited')] }] });
    expect(html).toMatch(/Signed off by R\. Reviewer, .*2026/);
    expect(html).toContain('Corrected by hand');
    expect(html).toContain('As the machine read it');
    expect(html).not.toContain('>Sign off<');
    expect(html).toContain('>Take back<');
  });

  it('names characters that would steer the text', () => {
    expect(drawn('text', { texts: [{ ...machine, origin: 'person', text: 'a\u202eb' }] })).toContain('a[RLO]b');
  });

  it('of a picture not read yet offers to read it and nothing to sign off', () => {
    const html = drawn('text', { texts: [{ ...machine, reading: null, text: '', origin: 'none' }] });
    expect(html).toContain('>Read text<');
    expect(html).not.toContain('>Sign off<');
  });

  it('is not drawn for an item without a picture, nor with the texts of another item', () => {
    expect(drawn('text', { texts: [] })).toBe('');
    expect(drawn('text', { texts: [{ ...machine, itemId: elsewhere }] })).toBe('');
  });
});

describe('the card of other places', () => {
  const place = (target: typeof itemId | null, name: string) => ({ exhibitId, exhibit: 'ABC/2', itemId: target, attachment: target === null ? null : 0, name });
  const group = { sha256, mediaType: 'image/png', exhibits: 2, count: 3, places: [place(itemId, 'own.png'), place(elsewhere, 'twin.png'), place(null, 'whole.png')] };

  it('leads to every other place, and not to the item itself', () => {
    const html = drawn('also in', { texts: [machine], alsoIn: { duplicates: [group], alike: [], notCompared: 0 } });
    expect(html).toMatch(/<button[^>]*>ABC\/2 — twin\.png<\/button>/);
    expect(html).toContain('whole.png (the exhibit itself)');
    expect(html).not.toContain('own.png');
  });

  it('does not say “nowhere else” of likeness before the pictures have been compared', () => {
    const open = drawn('also in', { texts: [machine], alsoIn: { duplicates: [], alike: [], notCompared: 4 } });
    expect(open).toContain('The same file is nowhere else in this case.');
    expect(open).toContain('4 pictures of the case have not been compared yet.');
    expect(drawn('also in', { texts: [machine], alsoIn: { duplicates: [], alike: [], notCompared: 0 } })).toContain('Nowhere else in this case.');
  });

  it('calls likeness by its distance and asks for a look', () => {
    expect(drawn('also in', { texts: [machine], alsoIn: { duplicates: [], alike: [{ sha256, distance: 3, count: 1, places: [place(elsewhere, 'forwarded.jpg')] }], notCompared: 0 } })).toMatch(/3 of 64 points differ; look at both/);
  });
});

describe('small rules', () => {
  it('words come in their lines', () => {
    expect(linesOfWords(reading.words).map((line) => line.map(({ text }) => text))).toEqual([['Meet', 'Larkspvr'], ['gate']]);
  });

  it('words are found where they stand, a phrase with all of its words', () => {
    expect(wordsFound([word('Meet', 0), word('me', 0), word('there', 0), word('me', 1)], ['meet me']).map(({ text, line }) => [text, line])).toEqual([['Meet', 0], ['me', 0]]);
    expect(wordsFound(reading.words, [])).toEqual([]);
  });

  it('there is something to take back while more was done than undone', () => {
    expect([[], [entry('edited')], [entry('undone'), entry('edited')], [entry('undone'), entry('signed-off'), entry('edited')]].map(room.canTakeBack)).toEqual([false, true, false, true]);
  });

  it('a box is placed by shares of the picture', () => {
    expect(room.boxPlace({ x: 0.25, y: 0.5, width: 0.1, height: 0.03333 })).toEqual({ left: '25%', top: '50%', width: '10%', height: '3.333%' });
  });
});
