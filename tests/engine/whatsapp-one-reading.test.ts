/** A long chat is read once, on the survey of its beginning; where the rest does not bear that out, it is read again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWhatsAppChat } from '../../scripts/bench/generate-whatsapp.ts';
import { ReadAgain, type EvidenceSource, type ImportFacts, type SourceRow } from '../../electron/engine/importers/importer.ts';
import { whatsappExportImporter } from '../../electron/engine/importers/whatsapp-export/index.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers } from './harness.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
let beginning = '';
beforeAll(() => {
  const path = join(folder.path, 'beginning.txt');
  writeWhatsAppChat(path, 8_300_000, 5);
  beginning = readFileSync(path, 'utf8');
});

interface Once { readonly rows: SourceRow[]; readonly facts: ImportFacts; readonly bytes: number }

/** The chat read by a caller who can throw its rows away; null when it asks to be read again. */
async function readOnce(source: EvidenceSource, answers: ImportAnswers = londonAnswers): Promise<Once | null> {
  const rows: SourceRow[] = [];
  let bytes = 0;
  const reading = whatsappExportImporter.readMany?.(source, { answers, signal: notCancelled, onBytes: (_done, total) => { bytes = total; }, mayReadAgain: true });
  if (reading === undefined) throw new Error('chats are read many rows at a time');
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done === true) return { rows, facts: step.value, bytes };
      rows.push(...step.value);
    }
  } catch (error) {
    if (error instanceof ReadAgain) return null;
    throw error;
  }
}

const chat = (end: string, name = 'chat.txt'): EvidenceSource => folder.source(beginning + end, name);
const late = (author: string, text: string): string => `12/03/2031, 10:30 - ${author}: ${text}\n`;

describe('a long chat', () => {
  it('gives the same rows and facts read once as read twice', async () => {
    const source = chat(late('Imogen Vale', 'the last word'));
    const once = await readOnce(source);
    const twice = await readAll(whatsappExportImporter, source, londonAnswers);
    expect(once?.bytes).toBe(source.sizeBytes);
    expect(once?.facts).toEqual(twice.facts);
    expect(once?.rows.length).toBe(twice.rows.length);
    const different = once?.rows.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(twice.rows[index]));
    expect(different).toBe(-1);
  });

  it('counts dated lines in another format to the end of the text', async () => {
    const source = chat('[12/03/2031, 10:30:05] Rowan Ashdown: quoted from elsewhere\n');
    const once = await readOnce(source);
    expect(once?.facts.warnings.join()).toContain('another format');
    expect(once?.facts).toEqual((await readAll(whatsappExportImporter, source, londonAnswers)).facts);
  });

  it('is read on when somebody new writes late in a group whose name is known: no row says otherwise', async () => {
    const group = (end: string): EvidenceSource => folder.source(`01/01/2015, 00:00 - Hazel Brook: morning\n${beginning}${end}`, 'WhatsApp Chat with Larkspur.txt');
    const source = group(late('Linden Marsh', 'who is this'));
    const once = await readOnce(source);
    expect(once?.facts).toEqual((await readAll(whatsappExportImporter, source, londonAnswers)).facts);
    expect(once?.rows.at(-1)).toMatchObject({ item: { from: 'Linden Marsh', to: [] } });
    expect(await readOnce(group(`12/03/2031, 10:31 - Linden Marsh:tight\n${late('Linden Marsh', 'who is this')}`))).toBeNull();
  });

  it.each([
    ['a third author', late('Linden Marsh', 'hello both'), londonAnswers],
    ['a date that contradicts the order', '03/25/2031, 10:30 - Imogen Vale: a month of 25\n', londonAnswers],
  ])('asks to be read again for %s at its end', async (_what, end, answers) => {
    expect(await readOnce(chat(end), answers)).toBeNull();
  });

  it('asks to be read again when most of it turns out to be in another format', async () => {
    const other = beginning.replaceAll(/^(\d\d\/\d\d\/\d{4}, \d\d:\d\d) - /gm, '[$1:00] ');
    expect(await readOnce(folder.source(beginning.slice(0, beginning.indexOf('\n', 2_500_000) + 1) + other))).toBeNull();
  });

  it('is surveyed whole when its owner is not met at its beginning', async () => {
    const source = chat(late('Linden Marsh', 'mine'));
    const once = await readOnce(source, { ...londonAnswers, deviceOwner: 'Linden Marsh' });
    expect(once?.bytes).toBe(source.sizeBytes * 2);
    expect(once?.rows.at(-1)).toMatchObject({ item: { direction: 'outgoing' } });
  });

  it('imported, is as it would be read whole first, and nothing of the first reading stays', async () => {
    const bench = await freshCase();
    const path = join(folder.path, 'imported.txt');
    writeFileSync(path, beginning + late('Linden Marsh', 'hello both'));
    const certificate = await addAndImport(bench, path, 'ABC/1', londonAnswers);
    const twice = await readAll(whatsappExportImporter, folder.sourceAt(path, 'imported.txt'), londonAnswers);
    expect(certificate).toMatchObject({ rowsIn: twice.rows.length, items: twice.items.length, warnings: twice.facts.warnings, dateOrderBasis: twice.facts.dateOrderBasis });
    const shown = async (search: string): Promise<number> => (await bench.engine.call('timeline.open', { filter: { ...everything, search }, zone: 'UTC' })).shown;
    expect(await shown('"hello both"')).toBe(1);
    const [item] = await allItems(bench, { search: '"hello both"' });
    expect(item).toMatchObject({ thread: 'Imogen Vale, Rowan Ashdown, Linden Marsh', to: [] });
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
    writeFileSync(path, `${beginning}03/25/2031, 10:30 - Imogen Vale: a month of 25\n`);
    expect(await codeOf(addAndImport(bench, path, 'ABC/2', londonAnswers))).toBe('needs_answers');
  });
});
