/** The writer of PDFs, and opening what it wrote without holding the pictures; judged by qpdf and poppler. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withFinished } from '../../electron/engine/bundle/checks/open-finished.ts';
import { readPictures } from '../../electron/engine/bundle/checks/page-pictures.ts';
import { Aside } from '../../electron/engine/exports/pdf/set-aside.ts';
import { bytesOf, writeDocument } from '../../electron/engine/exports/pdf/write-document.ts';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'plumbline-writing-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Noise, so that no picture is like another and none gets smaller. */
async function picture(seed: number): Promise<Buffer> {
  const dots = Buffer.alloc(120 * 120 * 3);
  for (let at = 0; at < dots.length; at += 1) dots[at] = (at * (seed + 7) * 2_654_435_761) >>> 24;
  return sharp(dots, { raw: { width: 120, height: 120, channels: 3 } }).jpeg({ quality: 90 }).toBuffer();
}

async function pagesWithPictures(count: number): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= count; page += 1) {
    const added = document.addPage([595, 842]);
    added.drawText(`Page ${page} of the statement`, { x: 50, y: 780, size: 12, font });
    added.drawImage(await document.embedJpg(await picture(page)), { x: 50, y: 400, width: 200, height: 200 });
  }
  return document;
}

const textOf = (path: string): string => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a PDF as it is written', () => {
  it('is sound to qpdf, has its pages and the hash that is said of it', async () => {
    const path = join(folder, 'sound.pdf');
    const { sha256, sizeBytes } = await writeDocument(await pagesWithPictures(12), path);
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
    expect(textOf(path).match(/Page \d+ of the statement/g)).toHaveLength(12);
    const bytes = readFileSync(path);
    expect([hashOf(bytes), bytes.length]).toEqual([sha256, sizeBytes]);
  });

  it('has nothing of objects that no page leads to', async () => {
    const document = await pagesWithPictures(1);
    document.context.register(PDFRawStream.of(document.context.obj({}), Buffer.from('left over of a page that is gone')));
    document.context.register(document.context.obj({ Name: document.context.obj('LeftOver') }));
    const bytes = Buffer.from(await bytesOf(document));
    expect(bytes.includes('left over')).toBe(false);
    const path = join(folder, 'nothing-left.pdf');
    writeFileSync(path, bytes);
    expect(execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], { encoding: 'latin1' })).not.toContain('LeftOver');
  });

  it('is the same whether the contents of its streams were set aside or not', async () => {
    const [plain, aside] = [join(folder, 'plain.pdf'), join(folder, 'aside.pdf')];
    await writeDocument(await pagesWithPictures(5), plain);
    const document = await pagesWithPictures(5);
    await document.flush();
    const kept = new Aside(document, join(folder, 'aside.bin'));
    kept.catchUp();
    await writeDocument(document, aside);
    kept.close();
    expect(textOf(aside)).toBe(textOf(plain));
    const pictures = (path: string): string[] => execFileSync('qpdf', ['--json=2', '--json-stream-data=inline', path], { encoding: 'utf8', maxBuffer: 1 << 26 }).match(/"data": "[^"]{1000,}"/g) ?? [];
    expect(pictures(aside)).toHaveLength(5);
    expect(pictures(aside).toSorted()).toEqual(pictures(plain).toSorted());
  });

  it('is read again after it was written, as an object for every one of thousands', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage();
    page.node.set(document.context.obj('Many'), document.context.obj(Array.from({ length: 5_000 }, (_, number) => document.context.register(document.context.obj({ Number: number })))));
    const again = await PDFDocument.load(await bytesOf(document));
    expect(again.context.enumerateIndirectObjects().filter(([, object]) => /\/Number \d/.test(String(object)))).toHaveLength(5_000);
  });
});

describe('a finished file that is opened again', () => {
  it('has the pictures it has when it is read whole', async () => {
    const path = join(folder, 'again.pdf');
    await writeDocument(await pagesWithPictures(6), path);
    const whole = readPictures(await PDFDocument.load(readFileSync(path), { updateMetadata: false }));
    expect(await withFinished(path, readPictures)).toEqual(whole);
    expect(new Set(whole.pages.map(({ hash }) => hash)).size).toBe(6);
  });

  it('is refused when it is cut short, or a picture is not as long as it says; a word inside a picture ends nothing', async () => {
    const path = join(folder, 'cut.pdf');
    await writeDocument(await pagesWithPictures(3), path);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 40));
    await expect(withFinished(path, () => true)).rejects.toThrow('cannot be read again');
    const at = bytes.indexOf('\nendstream', bytes.indexOf('/Subtype /Image'));
    writeFileSync(path, Buffer.concat([bytes.subarray(0, at - 100), Buffer.from('\nendstream'), bytes.subarray(at - 90)]));
    await expect(withFinished(path, () => true)).resolves.toBe(true);
    writeFileSync(path, Buffer.from(bytes.toString('latin1').replace(/\/Length (\d)(\d+)/g, (all, first: string, rest: string) => (rest.length < 3 ? all : `/Length ${first === '9' ? '8' : '9'}${rest}`)), 'latin1'));
    await expect(withFinished(path, () => true)).rejects.toThrow('cannot be read again');
  });
});
