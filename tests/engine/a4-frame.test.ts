/** A page put on A4: as large as it is said to be, clear of the strip the number is printed in. Held against poppler. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, PDFNumber, StandardFonts } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { addFramed } from '../../electron/engine/bundle/a4-frame.ts';
import { tool } from './bundle-bench.ts';
import { scratchFolder } from './harness.ts';

interface Made { readonly size: readonly [number, number]; readonly unit?: number; readonly turn?: number; /** How far the part to be shown is said to reach beyond the page, to the left and down. */ readonly beyond?: number }

/** One word of `points` a third up a page of so many units, framed. What poppler says of the page and of the word, in points. */
async function framed({ size: [width, height], unit, turn = 0, beyond }: Made): Promise<{ readonly page: string; readonly across: number; readonly down: number; readonly letters: number }> {
  const source = await PDFDocument.create();
  const page = source.addPage([width, height]);
  page.drawText('Ledger', { x: width / 10, y: height / 3, size: height / 20, font: await source.embedFont(StandardFonts.Helvetica) });
  page.setRotation(degrees(turn));
  if (beyond !== undefined) page.setCropBox(-beyond, -beyond, width + beyond, height + beyond);
  if (unit !== undefined) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit));
  const target = await PDFDocument.create();
  const [copied] = await target.copyPages(source, [0]);
  if (copied === undefined) throw new Error('no page was copied');
  addFramed(target, copied, 0);
  const path = join(scratchFolder(), 'framed.pdf');
  writeFileSync(path, await target.save());
  const [, words = ''] = tool('pdftotext', '-bbox', path, '-').split('<word ');
  const [, xMin, yMin, , yMax] = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/u.exec(words) ?? [];
  return { page: /Page size: +(\S+ x \S+)/u.exec(tool('pdfinfo', path))?.[1] ?? '', across: Number(xMin), down: Number(yMin), letters: Number(yMax) - Number(yMin) };
}

it('a page in larger units is as large as one of the same size in points', async () => {
  const [plain, halved, tenfold] = [await framed({ size: [500, 700] }), await framed({ size: [250, 350], unit: 2 }), await framed({ size: [50, 70], unit: 10 })];
  expect(plain.page).toBe('595.276 x 841.89');
  for (const same of [halved, tenfold]) {
    expect(same.page).toBe(plain.page);
    for (const measure of ['across', 'down', 'letters'] as const) expect(Math.abs(same[measure] - plain[measure]), measure).toBeLessThan(0.5);
  }
});

it('a sheet too large for A4 is made smaller whatever its units, and turned as it was', async () => {
  const [plain, units] = [await framed({ size: [1_190, 1_684], turn: 90 }), await framed({ size: [119, 168.4], unit: 10, turn: 90 })];
  expect(units.page).toBe(plain.page);
  for (const measure of ['across', 'down', 'letters'] as const) expect(Math.abs(units[measure] - plain[measure]), measure).toBeLessThan(0.5);
});

it('of a page whose part to be shown is said to reach beyond it, nothing more is shown than readers show', async () => {
  const [plain, beyond] = [await framed({ size: [500, 700] }), await framed({ size: [500, 700], beyond: 100 })];
  for (const measure of ['across', 'down', 'letters'] as const) expect(Math.abs(beyond[measure] - plain[measure]), measure).toBeLessThan(0.5);
});
