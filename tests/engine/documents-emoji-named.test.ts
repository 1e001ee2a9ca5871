/** Emoji of a document named behind them, on the pages and in Word files, read back by other software. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { CommandInput } from '../../shared/contract/contract.ts';
import type { DocumentKind } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, caseForAll, londonAnswers, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
let bench: Bench;
const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const note = 'A name in small square brackets after an emoji is what Unicode calls it, and is not in the source.';

beforeAll(async () => {
  typesetter = await startTypesetter();
  bench = await caseForAll((request, input) => typesetter.call(request, input));
  const chat = [
    '28/09/2021, 15:31 - Rowan Ashdown: tok00001 call 07700 900417 🔥😍 & 1️⃣ © 2021', '28/09/2021, 15:32 - Imogen Vale 💕: tok00002 who is this? 👍🏽 🇬🇧', '28/09/2021, 15:33 - Rowan Ashdown: 🔥 مرحبا كيف حالك', '28/09/2021, 15:34 - Rowan Ashdown: tok00004 🌹 for her, 👨‍👩‍👧 and 🐈‍🚗',
  ].join('\n');
  const { exhibitId } = await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  const [first] = (await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [exhibitId] } })).items;
  await bench.engine.call('review.account', { itemIds: [first?.id ?? ''], whose: 'officer', name: '', source: 'interview', place: 'page 3', saidOn: null, text: 'The 😂 was a joke' });
  for (const [name, cipher] of [['Imogen Vale', 'Ms A'], ['Rose Ashdown', 'Ms B']] as const) {
    const { id } = await bench.engine.call('people.create', { name });
    await bench.engine.call('ciphers.give', { personId: id, cipher, ground: 'policy', basis: 'Policy 7' });
  }
}, 300_000);
afterAll(() => typesetter.stop());

type Own = Readonly<Record<string, unknown>>;
async function pathOf(kind: DocumentKind, format: 'pdf' | 'docx', own: Own): Promise<string> {
  const destination = join(bench.folder, `${kind}-${readdirSync(bench.folder).length}.${format}`);
  await bench.engine.call('exports.document', { kind, format, zone: 'Europe/London', filter: everything, destination, ...own } as CommandInput<'exports.document'>);
  return destination;
}
/** A space behind a picture as wide as an emoji is one that poppler does not always see. */
const pageText = async (kind: DocumentKind, own: Own): Promise<string> => tool('pdftotext', '-raw', await pathOf(kind, 'pdf', own), '-').replace(/\s+/g, ' ').replace(/(?<=\P{ASCII})(?=\[|for her)/gu, ' ');
const wordXml = async (kind: DocumentKind, own: Own): Promise<string> => tool('unzip', '-p', await pathOf(kind, 'docx', own), 'word/document.xml');
const wordText = async (kind: DocumentKind, own: Own): Promise<string> => (await wordXml(kind, own)).replace(/<\/w:p>/g, ' ').replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').replace(/\s+/g, ' ');

describe.each([['the pages', pageText], ['a Word file', wordText]] as const)('emoji on %s, when they are to be named', (_where, textOf) => {
  it('are shown and named in the texts, senders and versions of every column, and a note says whose names these are', async () => {
    const messages = await textOf('messages', { nameEmoji: true });
    for (const words of ['🔥 [fire]', '😍 [smiling face with heart-eyes]', '[keycap: 1] © 2021', 'Imogen Vale 💕 [two hearts]', '[thumbs up: medium skin tone]', '[flag: United Kingdom]', '[family: man, woman, girl]', note]) expect(messages).toContain(words);
    expect(await textOf('chronology', { nameEmoji: true })).toContain('The 😂 [face with tears of joy] was a joke');
    expect(await textOf('chronology', { nameEmoji: true, filter: { ...everything, search: '🔥' } })).toMatch(/Selection: .*🔥 \[fire\].*Rows listed 2/);
  });

  it('leave words, numbers and what has no name as they are, so that they are still found', async () => {
    const messages = await textOf('messages', { nameEmoji: true });
    for (const words of ['tok00001 call 07700 900417 🔥', 'tok00002 who is this? 👍', '🐈']) expect(messages).toContain(words);
    expect(messages).not.toMatch(/\[(?:automobile|cat|copyright)\]/);
  });

  it('are not named unless that is asked', async () => {
    const messages = await textOf('messages', {});
    expect(messages).toContain('🔥');
    expect(messages).not.toContain('[');
    expect(messages).not.toContain(note);
  });

  it('are named after people are hidden, and never where that would name one of them', async () => {
    const messages = await textOf('messages', { nameEmoji: true, ciphers: true, ordinaryWords: ['Ashdown'] });
    expect(messages).toContain('[Ms A] 💕 [two hearts]');
    expect(messages).toContain('🌹 for her');
    expect(messages).not.toMatch(/imogen|rose/iu);
  });
});

describe('the name of an emoji', () => {
  it('is set small, and does not turn a line that runs from right to left', async () => {
    const xml = await wordXml('messages', { nameEmoji: true });
    expect(xml).toMatch(/<w:r><w:rPr><w:rStyle w:val="EmojiName"\/><\/w:rPr><w:t xml:space="preserve">\[fire\]<\/w:t><\/w:r>/);
    expect(xml).toMatch(/<w:bidi\/><\/w:pPr>(?:(?!<\/w:p>).)*\[fire\](?:(?!<\/w:p>).)*مرحبا كيف حالك/su);
    const folder = join(bench.folder, readdirSync(bench.folder).find((name) => name.endsWith('.docx')) ?? '');
    expect(tool('unzip', '-p', folder, 'word/styles.xml')).toContain('w:styleId="EmojiName"');
  });

  it('is recorded in the continuity log as asked for', async () => {
    await pathOf('messages', 'docx', { nameEmoji: true });
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'document.exported', details: { kind: 'messages', nameEmoji: true } });
  });

  it('is on charts too, where senders are named', async () => {
    expect(await pageText('patterns', { nameEmoji: true, per: 'day' })).toContain('Imogen Vale 💕 [two hearts]');
  });
});
