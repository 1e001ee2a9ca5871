/** What of a picture a page covers, cuts off or does not reach is in the file all the same, and any program takes it out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { degrees, PDFDocument, rgb, type PDFImage, type PDFPage } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { searchFinished } from '../../electron/engine/self-test/self-test.ts';
import type { ProtectedPerson } from '../../shared/domain/cipher.ts';
import { personIdSchema } from '../../shared/domain/ids.ts';
import { scratchFolder } from './harness.ts';

const people: ProtectedPerson[] = [{ personId: personIdSchema.parse(1), cipher: 'Ms A', strings: [{ kind: 'name', text: 'Imogen Vale', strength: 'whole' }] }];
const call = { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('nothing is set'); } };

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="200"><rect width="100%" height="100%" fill="#fff"/><text x="30" y="95" font-family="DejaVu Sans" font-size="44" fill="#111">Imogen Vale</text></svg>';
const at = (page: PDFPage, image: PDFImage, x: number, y: number): void => page.drawImage(image, { x, y, width: 400, height: 100 });

/** Enough for the page to be read as it lies. */
const upright = (page: PDFPage): void => page.drawText(Array.from({ length: 12 }, (_, line) => `Line ${line} of the statement was written down upright`).join('\n'), { x: 60, y: 780, size: 12, lineHeight: 18 });

const ways: Readonly<Record<string, (page: PDFPage, image: PDFImage) => void>> = {
  'is seen': (page, image) => at(page, image, 50, 500),
  'lies under a box': (page, image) => {
    at(page, image, 50, 500);
    page.drawRectangle({ x: 40, y: 490, width: 430, height: 130, color: rgb(0, 0, 0) });
  },
  'is cut off by a clip': (page, image) => {
    const name = page.node.newXObject('Im', image.ref).asString();
    page.node.addContentStream(page.doc.context.register(page.doc.context.flateStream(`q 50 500 10 10 re W n 400 0 0 100 50 500 cm ${name} Do Q`)));
  },
  'lies beside the page': (page, image) => at(page, image, 50, -500),
  'is drawn on its side among upright words': (page, image) => {
    upright(page);
    page.drawImage(image, { x: 500, y: 100, width: 400, height: 100, rotate: degrees(90) });
  },
};

it.each(Object.keys(ways))('a name in a picture that %s is found', async (way) => {
  const document = await PDFDocument.create();
  ways[way]?.(document.addPage([595, 842]), await document.embedPng(await sharp(Buffer.from(svg)).png().toBuffer()));
  const path = join(scratchFolder(), 'finished');
  writeFileSync(path, await document.save());
  expect(await searchFinished(path, 'public.pdf', { people }, call, [1])).not.toEqual([]);
}, 60_000);

it('a name in a picture whose points lie on their side, on a page of upright words, is found', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  upright(page);
  page.drawImage(await document.embedPng(await sharp(Buffer.from(svg)).rotate(90).png().toBuffer()), { x: 60, y: 100, width: 100, height: 400 });
  const path = join(scratchFolder(), 'finished');
  writeFileSync(path, await document.save());
  expect(await searchFinished(path, 'public.pdf', { people }, call, [1])).not.toEqual([]);
}, 60_000);
