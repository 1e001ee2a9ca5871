/** The pattern of contact as PDF: its numbers are those of Patterns, its totals foot, and its charts are drawn. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, freshCase, londonAnswers, scratchFolder, writeEvidence } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
beforeAll(async () => { typesetter = await startTypesetter(); }, 300_000);
afterAll(() => typesetter.stop());

const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8' });
const flowing = (path: string): string => tool('pdftotext', '-raw', path, '-').replace(/\s+/g, ' ');
const chat = [
  '28/09/2021, 15:31 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
  '28/09/2021, 15:31 - Rowan Ashdown: one', '28/09/2021, 15:32 - Imogen Vale: two', '28/09/2021, 23:58 - Rowan Ashdown: three', '05/10/2021, 09:00 - Imogen Vale: four',
].join('\n');

it('counts what Patterns counts, withholds what is privileged, foots, and draws its charts as sharp lines', async () => {
  const bench = await freshCase(scratchFolder(), host);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  const { items } = await bench.engine.call('items.page', { filter: { ...everything, search: 'four' } });
  await bench.engine.call('review.disclose', { itemIds: items.map(({ id }) => id), handling: 'privileged', reason: 'To her solicitor' });
  const { id: personId } = await bench.engine.call('people.create', { name: 'Rowan Ashdown', role: 'officer', relationship: 'self' });
  await bench.engine.call('people.holdIdentifier', { personId, kind: 'name', value: 'Rowan Ashdown', basis: 'Interview' });
  const zone = 'Europe/London';
  const destination = join(bench.folder, 'pattern.pdf');
  const done = await bench.engine.call('exports.document', { kind: 'patterns', filter: everything, zone, destination });
  const counted = await bench.engine.call('patterns.summary', { filter: { ...everything, handlings: ['normal', 'sensitive'] }, zone });
  const { contacts, accesses } = counted.dated;
  expect(contacts).toBe(3);
  expect(done).toMatchObject({ rows: contacts + accesses, withheld: 1, total: done.rows + done.withheld + done.leftOut });

  const text = flowing(destination);
  expect(text).toContain('In the lines above, all together: contacts 3, system accesses 3. A day with neither has no line.');
  // Numbers of a column end under one another, whatever their length.
  const ends = [...tool('pdftotext', '-bbox', destination, '-').matchAll(/xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<\/word>\s*<word [^>]*xMax="([\d.]+)"[^>]*>(\d+)<\/word>\s*<word [^>]*xMax="([\d.]+)"[^>]*>(\d+)<\/word>/gu)]
    .filter(([, , day]) => /^\d\d\/\d\d\/\d{4}$/u.test(String(day))).map(([, , , contactsEnd, , accessesEnd]) => [contactsEnd, accessesEnd]);
  expect(ends.length).toBeGreaterThan(1);
  expect(new Set(ends.map(String)).size).toBe(1);
  const heads = [...tool('pdftotext', '-bbox', destination, '-').matchAll(/xMax="([\d.]+)" yMax="[\d.]+">accesses<\/word>/gu)].map(([, end]) => Number(end));
  expect(heads.some((end) => Math.abs(end - Number(ends[0]?.[1])) < 1)).toBe(true);
  // Whose name is what the source has is named once.
  expect(text).not.toContain('Rowan Ashdown (Rowan Ashdown');
  expect(text).toContain(`Contacts and system accesses counted ${done.rows} + privileged and withheld 1 + other rows of this selection ${done.leftOut} + outside this selection 0 = ${done.total} items.`);
  for (const line of ['Tuesday 28/09/2021 3 2', 'Tuesday 05/10/2021 0 1', 'Rowan Ashdown 2 2', `All ${contacts}`, 'First contact Tue 28/09/2021 15:31 BST; last Tue 28/09/2021 23:58 BST.']) expect(text).toContain(line);
  expect(text).toContain(`Night, 23:00 to 06:00 ${counted.night.contacts.night} ${counted.night.accesses.night}`);
  // Drawn, not pasted: no pictures, and words that can be searched.
  expect(tool('pdfimages', '-list', destination).trim().split('\n')).toHaveLength(2);
  expect(text).toMatch(/Contacts, at most 3 a day/);
  expect(tool('qpdf', '--check', destination)).toContain('No syntax or stream encoding errors');
});

it('is refused for nothing but privileged items, and says so when nothing has a time', async () => {
  const bench = await freshCase(scratchFolder(), host);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  const destination = join(bench.folder, 'none.pdf');
  const done = await bench.engine.call('exports.document', { kind: 'patterns', filter: { ...everything, search: 'nowhere' }, zone: 'UTC', destination, per: 'week' });
  expect(done.rows).toBe(0);
  expect(flowing(destination)).toContain('Nothing with a time is in this selection.');
  await expect(bench.engine.call('exports.document', { kind: 'patterns', filter: { ...everything, handlings: ['privileged'] }, zone: 'UTC', destination: `${destination}.2.pdf` })).rejects.toThrow('never exported');
});
