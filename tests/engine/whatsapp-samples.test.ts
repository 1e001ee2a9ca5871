/** The importer against the third-party WhatsApp samples and the facts published with them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { wallClockAt } from '../../shared/domain/zone.ts';
import { inspect, readAll, recognise, removeFolders, sourceAt } from '../fixtures/whatsapp/chat-source.ts';

const samples = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'samples');
const present = existsSync(join(samples, 'expected.json'));
if (!present) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');
afterAll(removeFolders);

interface Expected {
  readonly path: string;
  readonly rows: { readonly messages: number; readonly other: { readonly records: number; readonly ambiguous: number } };
  readonly non_message_rows: { readonly count: number; readonly lines: number[] };
  readonly earliest_local: string; readonly latest_local: string;
  readonly epoch_rule: string;
  readonly participants: { readonly authors: string[] };
  readonly spot_records: readonly { readonly locator: string; readonly local_time: string; readonly utc_if_exported_in_Europe_London: string; readonly sender: string; readonly text60: string }[];
}
const expectations: Expected[] = present
  ? (JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')) as { samples: Expected[] }).samples.filter(({ path }) => path.startsWith('whatsapp-text/'))
  : [];

const localTime = (ms: number | null): string => {
  const clock = wallClockAt('Europe/London', ms ?? NaN);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${clock.year}-${two(clock.month)}-${two(clock.day)}T${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`;
};

describe.skipIf(!present)('WhatsApp samples', () => {
  it('finds all seven sample chats', () => expect(expectations).toHaveLength(7));

  it.each(expectations.map((entry) => [entry.path, entry] as const))('%s gives the published facts', async (_path, expected) => {
    const source = await sourceAt(join(samples, expected.path));
    expect(await recognise(source)).toContain('begins as a WhatsApp record does');
    const undecided = /Cannot be decided/.test(expected.epoch_rule);
    const asked = (await inspect(source)).questions.filter(({ required }) => required).map(({ answer }) => answer);
    expect(asked).toEqual(undecided ? ['zone', 'dateOrder'] : ['zone']);

    const { items, quarantined, rowsIn } = await readAll(source, { zone: 'Europe/London', ...(undecided ? { dateOrder: 'dmy' as const } : {}) });
    for (const item of items) itemDraftSchema.parse(item);
    expect(quarantined).toEqual([]);
    expect(rowsIn).toBe(expected.rows.other.records);
    const messages = items.filter(({ kind }) => kind === 'message');
    expect(messages).toHaveLength(expected.rows.messages);
    expect([...new Set(messages.map(({ from }) => from))].sort()).toEqual([...expected.participants.authors].sort());
    const notices = items.filter(({ kind, remarks }) => kind === 'notice' && remarks.length === 0);
    expect(notices.map(({ locator }) => (locator.type === 'line' ? locator.line : 0))).toEqual(expected.non_message_rows.lines);
    expect(items.filter(({ remarks }) => remarks.some((remark) => remark.startsWith('colon without')))).toHaveLength(expected.rows.other.ambiguous);
    const times = items.map(({ time }) => time.earliestMs ?? NaN);
    expect(localTime(Math.min(...times))).toBe(expected.earliest_local);
    expect(localTime(Math.max(...times))).toBe(expected.latest_local);
    for (const spot of expected.spot_records) {
      const found = messages.find(({ locator }) => locator.type === 'line' && `line ${locator.line}` === spot.locator);
      expect([found?.from, localTime(found?.time.earliestMs ?? null)]).toEqual([spot.sender, spot.local_time]);
      expect(found?.text.replaceAll('\r\n', '\n').slice(0, spot.text60.length)).toBe(spot.text60);
      expect(new Date(found?.time.earliestMs ?? NaN).toISOString().replace('.000Z', 'Z')).toBe(spot.utc_if_exported_in_Europe_London);
    }
  });

  it('leaves the Signal export alone', async () => {
    expect(await recognise(await sourceAt(join(samples, 'signal-text', 'test_export.txt')))).toBeNull();
  });

  it('keeps the 24-hour value of “13:37 p.m.”, flags it and warns', async () => {
    const { items, facts } = await readAll(await sourceAt(join(samples, 'whatsapp-text', 'chat-miner', 'test_dateformat4.txt')), { zone: 'UTC', dateOrder: 'dmy' });
    expect(items.map(({ time }) => time.flags)).toEqual([[], [], ['contradicts-itself'], ['contradicts-itself']]);
    expect(facts.warnings.join('\n')).toMatch(/A 24-hour time with a 12-hour marker.*: 2 records, lines 3, 4/);
  });

  it('names the line whose colon has no space after it', async () => {
    const { facts } = await readAll(await sourceAt(join(samples, 'whatsapp-text', 'chat-miner', 'test_ddmmyy_24hrs.txt')));
    expect(facts.warnings.join('\n')).toMatch(/A colon with no space after it.*: 1 record, line 2/);
    expect(facts.dateOrderBasis).toContain('line 2 says “20/01/19, 11:23”: 20 cannot be a month');
  });
});
