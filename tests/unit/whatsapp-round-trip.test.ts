/** Any list of records, written in any supported style, is read back exactly, and every row is accounted for. */
import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { readAll, removeFolders, textSource } from '../fixtures/whatsapp/chat-source.ts';

afterAll(removeFolders);

interface Style {
  readonly name: string;
  readonly order: 'dmy' | 'mdy' | 'ymd';
  readonly seconds: boolean;
  readonly write: (date: readonly [number, number, number], hour: number, minute: number, second: number) => string;
}
const two = (value: number): string => String(value).padStart(2, '0');
const half = (hour: number): string => `${hour % 12 === 0 ? 12 : hour % 12}`;
const styles: readonly Style[] = [
  { name: 'Android UK', order: 'dmy', seconds: false, write: ([y, m, d], h, n) => `${two(d)}/${two(m)}/${y}, ${two(h)}:${two(n)} - ` },
  { name: 'Android US', order: 'mdy', seconds: false, write: ([y, m, d], h, n) => `${m}/${d}/${two(y % 100)}, ${half(h)}:${two(n)}\u202f${h < 12 ? 'AM' : 'PM'} - ` },
  { name: 'Android Spain', order: 'dmy', seconds: false, write: ([y, m, d], h, n) => `${d}/${m}/${two(y % 100)} ${half(h)}:${two(n)} ${h < 12 ? 'a. m.' : 'p. m.'} - ` },
  { name: 'Android Germany', order: 'dmy', seconds: false, write: ([y, m, d], h, n) => `${two(d)}.${two(m)}.${two(y % 100)} um ${two(h)}:${two(n)} - ` },
  { name: 'iOS UK', order: 'dmy', seconds: true, write: ([y, m, d], h, n, s) => `\u200e[${two(d)}/${two(m)}/${y}, ${two(h)}:${two(n)}:${two(s)}] ` },
  { name: 'iOS US', order: 'mdy', seconds: true, write: ([y, m, d], h, n, s) => `[${m}/${d}/${two(y % 100)}, ${half(h)}:${two(n)}:${two(s)}\u202f${h < 12 ? 'AM' : 'PM'}] ` },
  { name: 'year first', order: 'ymd', seconds: false, write: ([y, m, d], h, n) => `${y}/${two(m)}/${two(d)}, ${two(h)}:${two(n)} - ` },
  { name: 'China', order: 'ymd', seconds: false, write: ([y, m, d], h, n) => `${y}/${m}/${d} ${h < 12 ? '上午' : '下午'}${half(h)}:${two(n)} - ` },
];

const author = fc.constantFrom('Alex Marsh', 'Sam', '+44 7700 900123', '~ Kit', '🤓', 'Zoë – work');
/** Text that is not itself the start of a record: continuation lines begin with a letter. */
const line = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `t${text.replace(/[\r\n]/g, ' ')}`);
const record = fc.record({
  moment: fc.integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2029, 11, 31) / 1000 }), author, lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});

it.each(styles.map((style) => [style.name, style] as const))('%s', async (_name, style) => {
  await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), async (records, newline, lastNewline) => {
    const written = records.map(({ moment, author: name, lines }) => {
      const at = new Date(moment * 1000);
      const start = style.write([at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()], at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds());
      return `${start}${name}: ${lines.join(newline)}`;
    });
    const content = written.join(newline) + (lastNewline ? newline : '');
    const { items, quarantined, rowsIn } = await readAll(await textSource(content), { zone: 'UTC', dateOrder: style.order });
    expect(quarantined).toEqual([]);
    expect(rowsIn).toBe(records.length);
    expect(items.map(({ from, text, verbatim, time }) => ({ from, text, verbatim, at: time.earliestMs }))).toEqual(records.map(({ moment, author: name, lines }, index) => ({
      from: name, text: lines.join(newline), verbatim: written[index], at: (style.seconds ? moment : moment - (moment % 60)) * 1000,
    })));
    for (const { locator, verbatim } of items) {
      const at = locator.type === 'line' ? locator.byte : -1;
      expect(Buffer.from(content).subarray(at, at + Buffer.byteLength(verbatim)).toString()).toBe(verbatim);
    }
  }), { numRuns: 40 });
});
