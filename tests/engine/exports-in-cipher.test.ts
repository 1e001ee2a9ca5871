/** Exports with ciphers in place of names: read back by other software, and kept from leaving when anything protected is still in them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import { searchFinished } from '../../electron/engine/self-test/self-test.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { rowFormats } from '../../shared/contract/exporting.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { documentKinds } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, caseForAll, codeOf, freshEngine, londonAnswers, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });

/** What other software reads in a file: the text of pages, the parts of an archive, what a message carries. */
function readBack(path: string): string {
  const beginning = readFileSync(path).subarray(0, 5).toString('latin1');
  if (beginning.startsWith('%PDF')) return tool('pdftotext', '-raw', path, '-');
  if (beginning.startsWith('PK')) return tool('unzip', '-p', path);
  const text = readFileSync(path, 'utf8');
  if (beginning !== 'From:') return text;
  return `${text.split('--')[0]}${text.split(/\r\n--/u).slice(1).map((part) => {
    const bytes = Buffer.from(part.split('\r\n\r\n').slice(1).join(''), 'base64');
    if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8');
    writeFileSync(`${path}.zip`, bytes);
    return tool('unzip', '-p', `${path}.zip`);
  }).join('\n')}`;
}

const chat = [
  '28/09/2021, 15:31 - Rowan Ashdown: hello Imogen', '28/09/2021, 15:32 - Imogen Vale: who is this? it is i\u200bmogen', '28/09/2021, 15:58 - Rowan Ashdown: ring IMOGEN-VALE on 07700 900417 or +44 7700 900 417',
  '29/09/2021, 09:00 - Imogen Vale: mail ｉｍｍｙ.vale@example.org, car AB12 CDE 💕', '31/10/2021, 01:30 - Rowan Ashdown: no names here',
].join('\n');
const protectedWords = /imogen|vale(?!n)|900 ?417|AB12 ?CDE|immy/iu;

let bench: Bench;
beforeAll(async () => {
  typesetter = await startTypesetter();
  bench = await caseForAll(host);
  const chatId = (await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers)).exhibitId;
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog.replaceAll('AB12CDE', 'AB12 CDE')), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
  for (const [kind, value] of [['phone', '07700 900417'], ['vrm', 'AB12 CDE'], ['email', 'immy.vale@example.org']] as const) await bench.engine.call('people.holdIdentifier', { personId: id, kind, value, basis: 'Statement' });
  await bench.engine.call('ciphers.give', { personId: id, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
  const { items } = await bench.engine.call('items.page', { filter: { ...everything, exhibitIds: [chatId] } });
  const itemIds = items.slice(0, 2).map(({ id: itemId }) => itemId);
  await bench.engine.call('review.assess', { itemIds, state: 'no-policing-purpose', reasons: 'He writes to Imogen Vale at home', innocentExplanation: 'Ms Vale may have asked' });
  await bench.engine.call('review.account', { itemIds, whose: 'officer', name: '', source: 'interview', place: 'page 3', saidOn: null, text: 'Imogen gave me 07700 900 417' });
  await bench.engine.call('coverage.listTerm', { term: 'Imogen' });
  await bench.engine.call('views.save', { name: 'All of Imogen Vale', filter: { ...everything, search: 'imogen' } });
}, 300_000);
afterAll(() => typesetter.stop());

const hidden = { ciphers: true };

describe('an export in cipher, of “the woman, who can’t be named”', () => {
  it.each(documentKinds.filter((kind) => kind !== 'patterns' && kind !== 'unused' && kind !== 'transcript'))('%s: names nobody on any page, in any bookmark, property or link', async (kind) => {
    const destination = join(bench.folder, `${kind}.pdf`);
    const [first] = (await bench.engine.call('items.page', { filter: { ...everything, search: 'hello' } })).items;
    const filter = kind === 'sequence' ? { ...everything, fromMs: Date.parse('2021-09-28T00:00:00Z'), untilMs: Date.parse('2021-09-30T00:00:00Z') } : { ...everything, search: kind === 'chronology' ? 'imogen' : '' };
    await bench.engine.call('exports.document', { kind, zone: 'Europe/London', filter, destination, itemId: first?.id, ...hidden } as CommandInput<'exports.document'>);
    const text = tool('pdftotext', '-raw', destination, '-');
    expect(text).toContain('[Ms A]');
    // One page copied out of it still says which version it is of.
    for (const page of text.split('\f').slice(0, -1)) expect(page).toContain('OFFICIAL-SENSITIVE · IN CIPHER: [ ] STANDS FOR A NAME');
    expect(`${text}${tool('pdfinfo', '-meta', destination)}${tool('pdfinfo', destination)}${tool('qpdf', '--json', destination)}`).not.toMatch(protectedWords);
  });

  it('is a Word file too, in every part of it', async () => {
    const destination = join(bench.folder, 'messages.docx');
    await bench.engine.call('exports.document', { kind: 'messages', format: 'docx', zone: 'Europe/London', filter: everything, destination, ...hidden });
    expect(readBack(destination)).toContain('[Ms A]');
    expect(readBack(destination)).toContain('IN CIPHER: [ ] STANDS FOR A NAME');
    expect(readBack(destination)).not.toMatch(protectedWords);
  });

  it('is the timeline with as many rows, and the schedule of terms', async () => {
    const destination = join(bench.folder, 'timeline.pdf');
    const named = await bench.engine.call('exports.timeline', { filter: { ...everything, search: 'imogen' }, zone: 'UTC', destination: join(bench.folder, 'named.pdf') });
    const done = await bench.engine.call('exports.timeline', { filter: { ...everything, search: 'imogen' }, zone: 'UTC', destination, ...hidden });
    expect([done.rows, done.leftOut]).toEqual([named.rows, named.leftOut]);
    const text = tool('pdftotext', '-raw', destination, '-');
    expect(text).toContain('i[Ms A]'.slice(1));
    expect(text).not.toMatch(protectedWords);
    const terms = join(bench.folder, 'terms.csv');
    await bench.engine.call('exports.terms', { format: 'csv', destination: terms, ...hidden });
    expect(readFileSync(terms, 'utf8')).not.toMatch(protectedWords);
  });

  it.each(rowFormats)('rows as %s: every row, and nobody named in any column, name of a sheet or source row', async (format) => {
    const destination = join(bench.folder, `rows-${format}`);
    const done = await bench.engine.call('exports.rows', { format, filter: everything, zone: 'UTC', destination, ...hidden });
    const plain = await bench.engine.call('exports.rows', { format, filter: everything, zone: 'UTC', destination: `${destination}-named` });
    expect(done.rows).toBe(plain.rows);
    const text = readBack(destination);
    expect(text).toContain('[Ms A]');
    expect(text).not.toMatch(protectedWords);
  });

  it('is refused when its name names somebody, and nothing is left of it', async () => {
    const before = readdirSync(bench.folder);
    const call = bench.engine.call('exports.rows', { format: 'csv', filter: everything, zone: 'UTC', destination: join(bench.folder, 'All of imogen_vale.csv'), ...hidden });
    await expect(call).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('the name of the file (Ms A: a name') });
    expect(readdirSync(bench.folder)).toEqual(before);
  });

  it('leaves a word of a name when a person says it is an ordinary word here, but never what names by itself', async () => {
    const { id } = await bench.engine.call('people.create', { name: 'Otis Page' });
    await bench.engine.call('ciphers.give', { personId: id, cipher: 'Mr P', ground: 'policy', basis: 'Policy 7' });
    const destination = join(bench.folder, 'page.pdf');
    const request = { filter: everything, zone: 'UTC', destination, ...hidden };
    await expect(bench.engine.call('exports.timeline', request)).rejects.toMatchObject({ code: 'rule_broken', details: { words: ['Page'] }, message: expect.stringContaining('If “Page” is an ordinary word where found, say so and export again.') });
    expect(existsSync(destination)).toBe(false);
    expect(await codeOf(bench.engine.call('exports.timeline', { ...request, ordinaryWords: ['Otis Page'] }))).toBe('invalid_input');
    await bench.engine.call('exports.timeline', { ...request, ordinaryWords: ['page'] });
    expect(tool('pdftotext', '-raw', destination, '-')).toContain('Page 1 of');
    const [entry] = (await bench.engine.call('continuity.page', { limit: 1 })).entries;
    expect(entry?.details).toMatchObject({ ciphers: true, ordinaryWords: ['page'] });
    await bench.engine.call('ciphers.withdraw', { personId: id, reason: 'Not needed' });
  });
});

/** Random choices that are the same in every run. */
function chooser(seed: number): <T>(from: readonly [T, ...T[]]) => T {
  let state = seed * 2_654_435_761 + 12_345;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] ?? from[0];
  };
}

interface Someone { readonly first: string; readonly last: string; readonly phone: string; readonly plate: string; readonly email: string }

/** Ways in which people, programs and files write who somebody is. */
const written: readonly [(who: Someone) => string, ...((who: Someone) => string)[]] = [
  ({ first, last }) => `${first} ${last}`, ({ first, last }) => `${last}, ${first}`, ({ first, last }) => `${last.toUpperCase()} ${first}`, ({ first, last }) => `${first}.${last}`, ({ first, last }) => `${first}_${last}`,
  ({ first }) => `${first}’s`, ({ last }) => `Ms ${last}`, ({ first }) => Array.from(first).join('\u200d'), ({ first }) => first.normalize('NFD'), ({ first }) => Array.from(first, (letter) => (/[a-z]/iu.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter)).join(''),
  ({ phone }) => phone, ({ phone }) => phone.replace(/ /gu, ''), ({ phone }) => `+44 ${phone.slice(1)}`, ({ phone }) => `0044${phone.slice(1).replace(/ /gu, '')}`, ({ phone }) => `+44 (0)${phone.slice(1).replace(/ /gu, '-')}`,
  ({ plate }) => plate, ({ plate }) => plate.replace(' ', '').toLowerCase(), ({ email }) => email, ({ email }) => email.toUpperCase(), ({ first, last }) => `https://example.org/${first}%20${last}`,
];
const firsts: readonly [string, ...string[]] = ['Imogen', 'Zoë', 'Siân', 'Thandeka', 'Þóra', 'Aoife'];
const lasts: readonly [string, ...string[]] = ['Vale', 'O’Dell', 'Łukasik', 'Penhaligon', 'St-Clair', 'Ngata'];

/** As little of a text as another program would take to tell a name: no accents, no signs, small letters. */
const skeleton = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

describe('two hundred generated cases in cipher', () => {
  it('leave no name, number, plate or address in any file, wherever it was planted, and the search finds one when names are left', async () => {
    const own = freshEngine(undefined, host);
    for (let seed = 1; seed <= 200; seed += 1) {
      const choose = chooser(seed);
      const [first, last] = [choose(firsts), choose(lasts)];
      const digits = String(100 + (seed % 900));
      const who: Someone = { first, last, phone: `07700 900${digits}`, plate: `AB${10 + (seed % 80)} CDE`, email: `home.${digits}@example.org` };
      const say = (): string => `${choose(['see', 'ask', 'for', '(', '“'])} ${choose(written)(who)} ${choose(['now', ')', '.', 'and more'])}`;
      await own.engine.call('cases.create', { folder: join(own.folder, `case-${seed}.plumbline`), details: { ...defaultCaseDetails, title: `About ${say()}`, reference: 'CASE/0412' } });
      const rows = Array.from({ length: 4 }, (_, row) => `28/09/2021, 15:3${row} - ${choose(['Rowan Ashdown', `${first} ${last}`])}: ${say()}`).join('\n');
      await addAndImport(own, writeEvidence(own.folder, `Chat with ${first} ${last} ${seed}.txt`, rows), 'ABC/1', londonAnswers);
      const { id } = await own.engine.call('people.create', { name: `${first} ${last}` });
      for (const [kind, value] of [['phone', who.phone], ['vrm', who.plate], ['email', who.email]] as const) await own.engine.call('people.holdIdentifier', { personId: id, kind, value, basis: 'Statement' });
      await own.engine.call('ciphers.give', { personId: id, cipher: 'Ms A', ground: 'policy', basis: 'Policy 7' });
      const itemIds = (await own.engine.call('items.page', { filter: everything })).items.map((item) => item.id);
      await own.engine.call('review.assess', { itemIds, state: 'unclear', reasons: say(), innocentExplanation: say() });
      await own.engine.call('review.account', { itemIds, whose: 'other', name: say(), source: 'interview', place: say(), saidOn: null, text: say() });
      const format = choose(rowFormats as unknown as readonly ['csv', ...typeof rowFormats]);
      const destination = join(own.folder, `out-${seed}`);
      if (seed % 10 === 0) await own.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination, ...hidden });
      else await own.engine.call('exports.rows', { format, filter: everything, zone: 'UTC', destination, ...hidden });
      const named = `${destination}-named`;
      await own.engine.call('exports.rows', { format, filter: everything, zone: 'UTC', destination: named });
      const found = await searchFinished(named, 'named', { people: await own.engine.call('ciphers.protected', {}) }, { signal: new AbortController().signal, report: () => undefined, host });
      expect(found.length, `seed ${seed}: ${format} without ciphers`).toBeGreaterThan(0);
      const read = readBack(destination);
      const bare = skeleton(read);
      for (const planted of [first, last, who.phone.slice(1), who.phone.slice(6), who.plate, who.plate.replace(' ', ''), who.email]) expect(` ${bare} `, `seed ${seed}: ${planted}`).not.toContain(` ${skeleton(planted).trim()} `);
      expect(bare.replace(/ /gu, ''), `seed ${seed}`).not.toContain(skeleton(who.phone.slice(1)).replace(/ /gu, ''));
      expect(read).toContain('[Ms A]');
      await own.engine.call('cases.close', {});
    }
  }, 600_000);
});
