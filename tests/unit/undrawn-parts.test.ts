/** What a page lists and does not draw is taken off; what it draws by any way stays. */
import { PDFDict, PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { dropUndrawn } from '../../electron/engine/bundle/undrawn-parts.ts';

interface Listing { readonly document: PDFDocument; readonly picture: () => PDFRef; readonly form: (content: string, more?: Record<string, unknown>) => PDFRef }

async function listing(): Promise<Listing> {
  const document = await PDFDocument.create();
  const { context } = document;
  const drawn = (content: string, entries: Record<string, unknown>): PDFRef => context.register(context.flateStream(content, entries as never));
  return {
    document,
    picture: () => drawn('\0\0\0', { Type: 'XObject', Subtype: 'Image', Width: 1, Height: 1, BitsPerComponent: 8, ColorSpace: 'DeviceRGB', Alternates: [] }),
    form: (content, more = {}) => drawn(content, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 10, 10], ...more }),
  };
}

function pageThatDraws({ document }: Listing, content: string, resources: Record<string, unknown>): void {
  const page = document.addPage([100, 100]);
  page.node.set(PDFName.of('Resources'), document.context.obj(resources as never));
  page.node.set(PDFName.of('Contents'), document.context.register(document.context.flateStream(content)));
}

const named = (owner: PDFDict | undefined, list: string): string[] => (owner?.lookupMaybe(PDFName.of('Resources'), PDFDict)?.lookupMaybe(PDFName.of(list), PDFDict)?.keys() ?? []).map((key) => key.asString());

it('of a list that several pages have, each keeps what it draws', async () => {
  const one = await listing();
  const shared = one.document.context.obj({ XObject: { Im1: one.picture(), 'Im 2': one.picture(), Im3: one.picture() } });
  pageThatDraws(one, '/Im1 Do', {});
  pageThatDraws(one, 'q /Im#202 Do Q', {});
  for (const { node } of one.document.getPages()) node.set(PDFName.of('Resources'), shared);
  dropUndrawn(one.document.getPages());
  expect(one.document.getPages().map(({ node }) => named(node, 'XObject'))).toEqual([['/Im1'], ['/Im#202']]);
});

it('keeps what a form without a list of its own draws, and one inside it', async () => {
  const one = await listing();
  pageThatDraws(one, '/Fm1 Do', { XObject: { Fm1: one.form('/Fm2 Do'), Fm2: one.form('/Im1 Do'), Im1: one.picture(), Im2: one.picture() } });
  dropUndrawn(one.document.getPages());
  expect(named(one.document.getPage(0).node, 'XObject')).toEqual(['/Fm1', '/Fm2', '/Im1']);
});

it('goes into forms, patterns, soft masks and letters that are drawn, and into what comments look like', async () => {
  const one = await listing();
  const { context } = one.document;
  const lists = () => ({ Resources: { XObject: { Im1: one.picture(), Im2: one.picture() } } });
  const [form, pattern, mask, look] = [one.form('/Im1 Do', lists()), one.form('/Im1 Do', { PatternType: 1, ...lists() }), one.form('/Im1 Do', lists()), one.form('/Im1 Do', lists())];
  const font = context.register(context.obj({ Type: 'Font', Subtype: 'Type3', CharProcs: { a: one.form('/Im1 Do') }, ...lists() } as never));
  pageThatDraws(one, '/G gs /P scn /T 9 Tf /Fm Do', { XObject: { Fm: form }, Pattern: { P: pattern }, ExtGState: { G: { SMask: { S: 'Luminosity', G: mask } } }, Font: { T: font } });
  one.document.getPage(0).node.addAnnot(context.register(context.obj({ Type: 'Annot', Subtype: 'Stamp', Rect: [0, 0, 9, 9], AP: { N: { On: look } } } as never)));
  dropUndrawn(one.document.getPages());
  for (const ref of [form, pattern, mask, look]) expect(named(context.lookup(ref) instanceof PDFDict ? undefined : (context.lookup(ref) as unknown as { dict: PDFDict }).dict, 'XObject')).toEqual(['/Im1']);
  expect(named(context.lookup(font, PDFDict), 'XObject')).toEqual(['/Im1']);
});

it('leaves a page as it is whose content cannot be read', async () => {
  const one = await listing();
  pageThatDraws(one, '/Im1 Do', { XObject: { Im1: one.picture(), Im2: one.picture() } });
  const { node } = one.document.getPage(0);
  node.set(PDFName.of('Contents'), one.document.context.register(one.document.context.stream('/Im1 Do', { Filter: 'Unheard' })));
  dropUndrawn(one.document.getPages());
  expect(named(node, 'XObject')).toEqual(['/Im1', '/Im2']);
});
