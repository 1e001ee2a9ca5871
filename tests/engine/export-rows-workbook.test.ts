/** The workbook as its parts say it: typed cells, a frozen heading line, filters, links, and no formula anywhere. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { cellPieces, columnLetters, serialOf } from '../../electron/engine/exports/rows/workbook/cells.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, freshCase, londonAnswers, writeEvidence } from './harness.ts';

const part = (path: string, name: string): string => execFileSync('unzip', ['-p', path, name.replace('[', '\\[')], { encoding: 'utf8', maxBuffer: 2 ** 28 });
const names = (path: string): string[] => execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trim().split('\n');

function wellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => { throw error; });
  parser.write(xml).close();
}

describe('the workbook', () => {
  it('is a sound archive of sound parts, with typed cells, links to exhibits and the totals', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', ['13/10/2021, 09:00 - Rowan Ashdown: =cmd|\'/c calc\'!A1', '13/10/2021, 09:01 - Imogen Vale: <b>two & "three"</b> \u0007 🔥', `13/10/2021, 09:02 - Imogen Vale: ${'long '.repeat(14_000)}`].join('\n')), 'ABC/1', londonAnswers);
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Tilda Moor.txt', '14/10/2021, 09:00 - Rowan Ashdown: hello\n14/10/2021, 09:01 - Tilda Moor: hello'), 'ABC/2', londonAnswers);
    const path = join(bench.folder, 'rows.xlsx');
    await bench.engine.call('exports.rows', { filter: { ...everything, kinds: ['message'] }, zone: 'Europe/London', format: 'xlsx', destination: path });
    expect(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' })).toContain('No errors');
    for (const name of names(path)) wellFormed(part(path, name));
    expect(names(path).sort()).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/worksheets/sheet3.xml']);

    const items = part(path, 'xl/worksheets/sheet1.xml');
    expect(items).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(items).toMatch(/<autoFilter ref="A1:[A-Z]{2}6"\/>/);
    expect(items).toContain('<hyperlink ref="K2:K4" location="Exhibits!A2"/><hyperlink ref="K5:K6" location="Exhibits!A3"/>');
    expect(items).toMatch(/<c r="B2" s="6"><v>44482\.33333333\d*<\/v><\/c>/);
    expect(items).toMatch(/<c r="I2" s="5" t="inlineStr"><is><t xml:space="preserve">=cmd\|'\/c calc'!A1<\/t>/);
    expect(items).toContain('&lt;b&gt;two &amp; &quot;three&quot;&lt;/b&gt; _x0007_ 🔥');
    expect(items).toContain('Text (part 3)');
    for (const name of names(path)) expect(part(path, name)).not.toMatch(/<f[ >]|externalLink|oleObject/);
    for (const [text] of items.matchAll(/<t xml:space="preserve">[^<]*/g)) expect(text.length).toBeLessThan(32_767 + 30);

    expect(part(path, 'xl/worksheets/sheet2.xml')).toContain('WhatsApp Chat with Tilda Moor.txt');
    const about = part(path, 'xl/worksheets/sheet3.xml');
    for (const line of ['kind is message', 'Rows listed', 'Privileged, in this selection and withheld', 'Outside this selection', 'OFFICIAL-SENSITIVE']) expect(about).toContain(line);
  });

  it('counts columns and days as Excel does, and tears no character apart', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
    expect(serialOf(Date.UTC(1900, 2, 1))).toBe(61);
    expect(serialOf(Date.UTC(2021, 9, 13))).toBe(44_482);
    expect([serialOf(Date.UTC(1899, 0, 1)), serialOf(Date.UTC(10_000, 0, 1))]).toEqual([null, null]);
    const pieces = cellPieces(`x${'🔥'.repeat(40_000)}`);
    expect(pieces.join('')).toBe(`x${'🔥'.repeat(40_000)}`);
    for (const piece of pieces) expect(piece).not.toMatch(/^[\udc00-\udfff]/);
  });
});
