/** The importers of event tables are asked about every exhibit, so none may stumble over, or claim, what is not theirs. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { caseUcoImporter } from '../../electron/engine/importers/case-uco/index.ts';
import { icalendarImporter } from '../../electron/engine/importers/duty-roster/ics-importer.ts';
import { dutyRosterImporter } from '../../electron/engine/importers/duty-roster/roster-importer.ts';
import type { Importer } from '../../electron/engine/importers/importer.ts';
import { locationTrackImporter } from '../../electron/engine/importers/location-track/index.ts';
import { plasoTimelineImporter } from '../../electron/engine/importers/plaso-timeline/index.ts';
import { timesketchTimelineImporter } from '../../electron/engine/importers/timesketch-timeline/index.ts';
import { notCancelled, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const asked: readonly Importer[] = [timesketchTimelineImporter, plasoTimelineImporter, icalendarImporter, caseUcoImporter, dutyRosterImporter, locationTrackImporter];
const claimedBy = async (bytes: string | Uint8Array): Promise<string[]> => {
  const source = folder.source(bytes);
  const answers = await Promise.all(asked.map(async (importer) => (await importer.recognise(source, notCancelled) === null ? [] : [importer.id])));
  return answers.flat();
};

describe('recognising tables of events', () => {
  it('never fails on bytes of any kind, and claims none of them', async () => {
    expect(await claimedBy(randomBytes(70_000))).toEqual([]);
    expect(await claimedBy(new Uint8Array(70_000))).toEqual([]);
    expect(await claimedBy(Buffer.from('SQLite format 3\0'.padEnd(4_096, '\0'), 'latin1'))).toEqual([]);
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => { expect(await claimedBy(bytes)).toEqual([]); }), { numRuns: 100 });
  });

  it('leaves chats, audits, vCards and other JSON to their own importers', async () => {
    for (const text of [
      '28/09/2021, 15:24 - Alex: See you\n28/09/2021, 15:25 - Sam: Yes\n', 'Date,Time,User ID,Action,Reason\n28/09/2021,15:24:10,A1,View,Check\n28/09/2021,15:25:10,A1,View,Check\n',
      'BEGIN:VCARD\nFN:Alex\nEND:VCARD\n', '{"participants":[{"name":"Alex"}],"messages":[{"sender_name":"Alex","timestamp_ms":1632839050250,"content":"hi"}]}',
      '<?xml version="1.0"?><smses count="1"><sms address="07700900123" date="1632839050250" body="hi"/></smses>', '{"id":1,"type":"message","date":"2021-09-28T15:24:10","from":"Alex","text":"hi"}\n',
    ]) expect([text.slice(0, 30), await claimedBy(text)]).toEqual([text.slice(0, 30), []]);
  });
});
