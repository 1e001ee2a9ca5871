/** Pages of one PDF often list the same pictures: the page that shows one is made anew, and the others may not keep what it showed. */
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleDefinition } from '../../shared/domain/bundle.ts';
import { bundleBench, tool, type BundleBench } from './bundle-bench.ts';

let bundle: BundleBench;
beforeAll(async () => {
  bundle = await bundleBench();
  const { engine } = bundle.bench;
  const { id: personId } = await engine.call('people.create', { name: 'Imogen Vale' });
  await engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
}, 300_000);

const scan = (text: string, width: number, height: number): Promise<Buffer> => sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><text x="30" y="100" font-family="DejaVu Sans" font-size="40" fill="#111">${text}</text></svg>`)).png().toBuffer();

/** A scan of two pages with one list of what is drawn for both, as scanners write it. */
async function scanned(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const pictures = await Promise.all([scan('nothing to see', 800, 400), scan('Imogen Vale', 811, 411)].map(async (png) => document.embedPng(await png)));
  const listed = document.context.obj({ XObject: Object.fromEntries(pictures.map(({ ref }, index) => [`Im${index + 1}`, ref])) });
  for (const index of pictures.keys()) {
    const page = document.addPage([595, 842]);
    page.node.set(PDFName.of('Resources'), listed);
    page.node.addContentStream(document.context.register(document.context.flateStream(`q 400 0 0 200 80 500 cm /Im${index + 1} Do Q`)));
  }
  return document.save();
}

/** Every picture in the objects of a file, whether or not a page shows it. */
function picturesIn(path: string): string[] {
  const { qpdf: [, objects] } = JSON.parse(tool('qpdf', '--json=2', '--json-key=qpdf', path)) as { qpdf: [unknown, Record<string, { stream?: { dict: Record<string, unknown> } }>] };
  return Object.values(objects).flatMap(({ stream }) => (stream?.dict['/Subtype'] === '/Image' ? [`${String(stream.dict['/Width'])} x ${String(stream.dict['/Height'])}`] : []));
}

describe('a picture that only a redacted page shows', () => {
  it('is not left in the file by another page that lists it', async () => {
    const { bench, addUnread, pathTo } = bundle;
    const exhibitId = await addUnread('scan.pdf', await scanned(), 'PDF/1');
    await bench.engine.call('redactions.add', { file: { type: 'exhibit', exhibitId }, page: 2, region: { x: 0, y: 0, width: 1, height: 1 }, reason: 'Protected: Ms A' });
    const definition: BundleDefinition = { title: 'Hearing', letter: 'A', hearingOn: '2022-06-30', profile: 'judiciary-2021', overrides: [], sections: [{ title: 'Statements', documents: [{ id: 'scan', title: 'Scan', dated: null, turn: 0, source: { type: 'exhibit', exhibitId } }] }] };
    const { bundleId } = await bench.engine.call('bundles.save', { definition });
    await bench.engine.call('bundles.build', { bundleId, destination: pathTo('named.pdf'), passwords: {} });
    expect(picturesIn(pathTo('named.pdf'))).toEqual(expect.arrayContaining(['800 x 400', '811 x 411']));
    await bench.engine.call('bundles.buildInCipher', { bundleId, destination: pathTo('public.pdf'), passwords: {} });
    const left = picturesIn(pathTo('public.pdf'));
    expect(left).toContain('800 x 400');
    expect(left).not.toContain('811 x 411');
  }, 300_000);
});

describe('a picture of which a redacted page shows one part and another page the rest', () => {
  it('is left whole in neither: the other page keeps what is seen of it', async () => {
    const { bench, addUnread, pathTo } = bundle;
    const document = await PDFDocument.create();
    const tall = await document.embedPng(await sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="1200"><rect width="100%" height="100%" fill="#fff"/><text x="30" y="200" font-family="DejaVu Sans" font-size="40">upper half seen</text><text x="30" y="900" font-family="DejaVu Sans" font-size="40">lower half secret</text></svg>')).png().toBuffer());
    for (const y of [0, 842]) document.addPage([640, 600]).drawImage(tall, { x: 0, y: y === 0 ? -600 : 0, width: 640, height: 1200 });
    const exhibitId = await addUnread('tall.pdf', await document.save(), 'PDF/2');
    await bench.engine.call('redactions.add', { file: { type: 'exhibit', exhibitId }, page: 2, region: { x: 0, y: 0, width: 1, height: 1 }, reason: 'Protected: Ms A' });
    const definition: BundleDefinition = { title: 'Hearing', letter: 'B', hearingOn: '2022-06-30', profile: 'judiciary-2021', overrides: [], sections: [{ title: 'Statements', documents: [{ id: 'tall', title: 'Tall', dated: null, turn: 0, source: { type: 'exhibit', exhibitId } }] }] };
    const { bundleId } = await bench.engine.call('bundles.save', { definition });
    await bench.engine.call('bundles.build', { bundleId, destination: pathTo('tall-named.pdf'), passwords: {} });
    expect(picturesIn(pathTo('tall-named.pdf'))).toContain('640 x 1200');
    const built = await bench.engine.call('bundles.buildInCipher', { bundleId, destination: pathTo('tall-public.pdf'), passwords: {} });
    expect(picturesIn(pathTo('tall-public.pdf'))).not.toContain('640 x 1200');
    const text = tool('pdftotext', pathTo('tall-public.pdf'), '-');
    expect(text).toMatch(/upper\s+half\s+seen/u);
    expect(text).not.toMatch(/secret/u);
    expect(JSON.stringify(built)).toContain('Page 1 is made anew in the same way');
  }, 300_000);
});
