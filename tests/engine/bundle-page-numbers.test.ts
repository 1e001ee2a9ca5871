/** Numbers printed on pages and the places of those pages lead to each other; and what is said of the type of a page is never more than is true. */
import { PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found, ToCheck } from '../../electron/engine/bundle/checks/check-bundle.ts';
import { readFaces } from '../../electron/engine/bundle/checks/page-faces.ts';
import { ownPages, pd27aRule } from '../../electron/engine/bundle/checks/pd-27a-rule.ts';
import { numbersOfWhole, numbersWithAddition } from '../../electron/engine/bundle/page-numbers.ts';
import { rulesOf } from '../../electron/engine/bundle/rules-followed.ts';
import type { BundleVersion } from '../../shared/contract/bundles.ts';
import { bundleDefinitionSchema, profileRules } from '../../shared/domain/bundle.ts';
import { bundleSettingsSchema, settings, type BundleSettings } from '../../shared/domain/bundle-settings.ts';
import { pagePrinted, printedOn, printedPages, roman, sectionLetter, type PageLabels } from '../../shared/domain/page-labels.ts';

type Numbering = Pick<BundleSettings, 'numbering' | 'prefix'>;
const bySection: Numbering = { numbering: 'sections', prefix: '' };

interface Batch { readonly front: number; readonly documents: readonly { readonly section: number; readonly pages: number }[] }
const batch = fc.record({ front: fc.integer({ min: 1, max: 12 }), documents: fc.array(fc.record({ section: fc.integer({ min: 0, max: 40 }), pages: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 40 }) });
const numbering: fc.Arbitrary<Numbering> = fc.record({ numbering: fc.constantFrom('continuous' as const, 'sections' as const), prefix: fc.constantFrom('', 'H-', 'A', '1.', 'v') });

/** A file as it grows: the whole first, then what is added. Returns its labels after each step, and its pages. */
function grown(wanted: Numbering, batches: readonly Batch[]): { readonly steps: readonly PageLabels[]; readonly pages: number } {
  const steps: PageLabels[] = [];
  let pages = 0;
  for (const { front, documents } of batches) {
    const before = pages;
    pages += front;
    const placed = documents.map(({ section, pages: length }) => {
      const at = { section: `Section ${section}`, firstPage: pages + 1 };
      pages += length;
      return at;
    });
    const standing = steps.at(-1);
    steps.push(standing === undefined ? numbersOfWhole(wanted, placed) : numbersWithAddition(standing, wanted, before, placed));
  }
  return { steps, pages };
}

describe('numbers printed on pages', () => {
  it('lead to the place of the page and back, however often something is added', () => {
    fc.assert(fc.property(numbering, fc.array(batch, { minLength: 1, maxLength: 4 }), (wanted, batches) => {
      const { steps, pages } = grown(wanted, batches);
      const labels = steps.at(-1) ?? [];
      const printed = Array.from({ length: pages }, (_, index) => printedOn(labels, index + 1));
      expect(new Set(printed).size).toBe(pages);
      printed.forEach((number, index) => expect(pagePrinted(labels, number, pages)).toBe(index + 1));
    }), { numRuns: 150 });
  });

  it('stay as they were printed when something is added', () => {
    fc.assert(fc.property(numbering, fc.array(batch, { minLength: 2, maxLength: 4 }), (wanted, batches) => {
      const { steps, pages } = grown(wanted, batches);
      steps.slice(1).forEach((after, index) => {
        const before = steps[index] ?? [];
        const length = grown(wanted, batches.slice(0, index + 1)).pages;
        for (let page = 1; page <= length; page += 1) expect(printedOn(after, page)).toBe(printedOn(before, page));
      });
      expect(pages).toBeGreaterThan(0);
    }), { numRuns: 60 });
  });

  it('begin with 1 under a letter of its own in every section, in the order in which sections stand', () => {
    const placed = [['One', 3], ['One', 5], ['Two', 6], ['One', 9]].map(([section, firstPage]) => ({ section: String(section), firstPage: Number(firstPage) }));
    const labels = numbersOfWhole(bySection, placed);
    expect([1, 2, 3, 4, 5, 6, 8, 9, 12].map((page) => printedOn(labels, page))).toEqual(['i', 'ii', 'A1', 'A2', 'A3', 'B1', 'B3', 'C1', 'C4']);
    expect(printedPages(labels, 3, 5)).toBe('A1–A3');
    expect(pagePrinted(labels, ' B3 ', 12)).toBe(8);
    for (const none of ['B4', 'D1', 'iii', '3', 'a1', '']) expect(pagePrinted(labels, none, 12)).toBeNull();
  });

  it('go on from Z to AA, and are places where nothing else is set', () => {
    expect([0, 25, 26, 27, 51, 52, 99].map(sectionLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA', 'CV']);
    expect([1, 4, 9, 14, 40, 99, 2_026].map(roman)).toEqual(['i', 'iv', 'ix', 'xiv', 'xl', 'xcix', 'mmxxvi']);
    expect(numbersOfWhole({ numbering: 'continuous', prefix: '' }, [{ section: 'One', firstPage: 3 }])).toEqual([]);
    expect(printedOn([], 7)).toBe('7');
  });
});

describe('B20', () => {
  const definition = bundleDefinitionSchema.parse({ title: 'Hearing bundle', profile: 'pd-27a', sections: [] });
  const document = { id: 'one', section: 'One', title: 'One', dated: null, firstPage: 3, lastPage: 4, picture: false, notes: [], as: 'pages' as const, worded: false, locked: false, sha256: null, bookmark: null };
  const bundle: ToCheck = {
    scratchPath: '', sizeBytes: 1, rules: rulesOf(definition, null), fileName: 'a.pdf', suggestedName: 'a.pdf', served: [], others: [], linked: null, chronologies: [], pages: 4, frontPages: 2, indexPages: [1, 2], additions: [], supplement: 0,
    labels: [...numbersOfWhole(bySection, [document])], documents: [document],
  };
  const found = (faces: readonly string[], smallestPt = 12): Found => ({
    encrypted: false, opensRight: true, labels: [], pictures: { pages: [], repeated: [] }, bookmarks: [], links: [],
    paper: [faces, faces, ['Helvetica'], ['Helvetica']].map((each) => ({ faces: each, isA4: true })), pages: [smallestPt, 12, 6, 6].map((size) => ({ numbered: true, clear: true, bare: false, reads: 'upright', textHash: '', text: '', smallestPt: size })),
  });

  it('passes for Arial, and pages of exhibits do not count', () => {
    expect(ownPages(bundle)).toEqual([1, 2]);
    expect(pd27aRule(bundle, found(['Arial']))).toMatchObject({ outcome: 'pass', found: expect.stringContaining('Its own pages are in Arial. Nothing on them is smaller than 12 pt.') });
  });
  it('says of a face of the same widths that it is not Arial, and names any other', () => {
    expect(pd27aRule(bundle, found(['LiberationSans']))).toMatchObject({ outcome: 'warn', pages: [1, 2], found: expect.stringContaining('in LiberationSans, whose letters have the widths of Arial; it is not Arial itself') });
    expect(pd27aRule(bundle, found(['Arial', 'NotoColorEmoji']))).toMatchObject({ outcome: 'warn', found: expect.stringContaining('use NotoColorEmoji beside Arial, which has not every sign on them.') });
  });
  it('names the faces of signs that a face of the same widths has not', () => {
    expect(pd27aRule(bundle, found(['Arimo', 'NotoColorEmoji']))).toMatchObject({ outcome: 'warn', found: expect.stringContaining('in Arimo, whose letters have the widths of Arial; it is not Arial itself, which is not on this computer. Signs it has not are in NotoColorEmoji.') });
  });
  it('says what its pages are in where there is no Arial at all', () => {
    expect(pd27aRule(bundle, found(['NotoSans']))).toMatchObject({ outcome: 'warn', found: expect.stringContaining('are in NotoSans and not in Arial, which is not on this computer.') });
  });
  it('warns of smaller type, and names the page by what is printed on it', () => {
    expect(pd27aRule(bundle, found(['Arial'], 11.5))).toMatchObject({ outcome: 'warn', pages: [1], found: expect.stringContaining('Smaller than 12 pt, on pages i.') });
  });
});

it('what was followed is what was kept of the version, whatever the profile says by now', () => {
  const { settings: now, ...rest } = profileRules.uksc;
  const kept = { file: { follows: { profile: 'uksc', ...rest, name: 'As it was called', settings: { ...now, dpi: 200, size: 10 } } } } as unknown as BundleVersion; // what is read of it
  const definition = bundleDefinitionSchema.parse({ title: 'Hearing bundle', profile: 'uksc', sections: [], overrides: [{ setting: 'size', value: 14, reason: 'Large print' }] });
  expect(rulesOf(definition, kept)).toMatchObject({ follows: { name: 'As it was called' }, settings: { dpi: 200, size: 14, late: 'supplement' } });
  expect(rulesOf(definition, null).settings.dpi).toBe(300);
});

it('every setting a profile has can be set otherwise', () => {
  expect([...settings].toSorted()).toEqual(Object.keys(bundleSettingsSchema.shape).toSorted());
  for (const setting of settings) {
    const value = { late: 'append', dpi: 300, ceiling: null, zoom: '100', corner: 'left', prefix: 'B', size: 12, numbering: 'sections', pages: 10, copies: 'any', order: 'any', face: 'times', letters: 12, name: '{bundle} {case}' }[setting];
    const parsed = bundleDefinitionSchema.safeParse({ title: 'Hearing bundle', sections: [{ title: 'One', documents: [] }], overrides: [{ setting, value, reason: 'By direction', ...(setting === 'order' ? { section: 'One' } : {}) }] });
    expect(parsed.success, setting).toBe(true);
  }
});

it('a face is named without its cut and the letters of its part, and found in forms too', async () => {
  const source = await PDFDocument.create();
  const page = source.addPage();
  const faceOf = (name: string): PDFRef => source.context.register(source.context.obj({ Type: 'Font', Subtype: 'TrueType', BaseFont: name }));
  page.node.set(PDFName.of('Resources'), source.context.obj({ Font: Object.fromEntries(['Arial-BoldMT', 'ArialMT', 'ABCDEF+TimesNewRomanPS-BoldItalicMT', 'TimesNewRomanPSMT', 'AAAAAA+NotoSans-SemiBold', 'BAAAAA+LiberationSans-Italic'].map((name, index) => [`F${index}`, faceOf(name)])) }));
  page.node.set(PDFName.of('Contents'), source.context.register(source.context.stream('')));
  const target = await PDFDocument.create();
  const [form] = await target.embedPages([page]);
  if (form === undefined) throw new Error('the page was not embedded');
  target.addPage([595.28, 841.89]).drawPage(form);
  await target.flush();
  expect(readFaces(target)).toEqual([{ faces: ['Arial', 'LiberationSans', 'NotoSans', 'TimesNewRoman'], isA4: true }]);
});
