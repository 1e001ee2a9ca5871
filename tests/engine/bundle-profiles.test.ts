/** Profiles and what a person sets otherwise, on finished files, read by qpdf and poppler. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleDefinitionSchema, profileRules, type BundleDefinition } from '../../shared/domain/bundle.ts';
import type { Override } from '../../shared/domain/bundle-settings.ts';
import { bundleBench, ofExhibit, textOf, tool, type BundleBench } from './bundle-bench.ts';
import { fineJpeg, labelsIn, openActionOf, stampsOf } from './bundle-readers.ts';

type Built = CommandOutput<'bundles.build'>;
const because = (reason: string) => ({ reason, author: 'Nobody', madeAt: '1999-01-01T00:00:00.000Z' });
const weighed = ({ checks }: Pick<Built, 'checks'>): string[] => checks.filter(({ outcome }) => outcome === 'warn').map(({ rule }) => rule);
const ruleIn = ({ checks }: Pick<Built, 'checks'>, name: string) => checks.find(({ rule }) => rule === name);

let on: BundleBench;
beforeAll(async () => { on = await bundleBench(); }, 120_000);

describe('overrides', () => {
  let plain: BundleDefinition;
  let bundleId: CommandOutput<'bundles.save'>['bundleId'];
  let built: Built;
  const save = async (overrides: readonly Override[], more: Partial<BundleDefinition> = {}): Promise<BundleDefinition> => {
    const { bundles } = await on.bench.engine.call('bundles.save', { bundleId, definition: { ...plain, ...more, overrides: [...overrides] } });
    const kept = bundles.find(({ id }) => id === bundleId);
    if (kept === undefined) throw new Error('the bundle is not listed');
    return kept.definition;
  };
  const wanted: readonly Override[] = [
    { setting: 'dpi', value: 600, ...because('The handwriting is lost at 300') }, { setting: 'zoom', value: 'fit-width', ...because('The chair asked') }, { setting: 'corner', value: 'centre', ...because('The papers have numbers on the right') },
    { setting: 'prefix', value: 'H-', ...because('Three bundles are read side by side') }, { setting: 'size', value: 15, ...because('A panel member reads large print') },
    { setting: 'order', section: 'Statements', value: 'any', ...because('In the order of the allegations') }, { setting: 'copies', value: 'any', ...because('It is exhibited twice') },
  ];

  beforeAll(async () => {
    const photo = await on.addUnread('fine.jpg', await fineJpeg(), 'PIC/1');
    plain = bundleDefinitionSchema.parse({
      title: 'Hearing bundle', letter: 'B', hearingOn: '2022-06-30',
      sections: [
        { title: 'Statements', documents: [ofExhibit('statement', 'Statement', on.statement, { dated: '2021-10-04' }), ofExhibit('again', 'Statement again', on.statement, { dated: '2021-09-01' })] },
        { title: 'Exhibits', documents: [ofExhibit('photo', 'Photograph', photo)] },
      ],
    });
    ({ bundleId } = await on.bench.engine.call('bundles.save', { definition: plain }));
  });

  it('are signed by whoever keeps them, then, and not by what is sent', async () => {
    const before = Date.now();
    const { overrides } = await save(wanted.slice(0, 1));
    expect(overrides).toMatchObject([{ setting: 'dpi', value: 600, reason: 'The handwriting is lost at 300', author: 'R. Reviewer' }]);
    expect(Date.parse(overrides[0]?.madeAt ?? '')).toBeGreaterThanOrEqual(before);
    // What stands is not signed anew with every other change; what is said anew is.
    expect((await save(wanted.slice(0, 2))).overrides[0]).toEqual(overrides[0]);
    const changed = (await save([{ setting: 'dpi', value: 450, ...because('The handwriting is lost at 300') }])).overrides[0];
    expect(changed?.author).toBe('R. Reviewer');
    expect(Date.parse(changed?.madeAt ?? '')).toBeGreaterThan(Date.parse(overrides[0]?.madeAt ?? ''));
    // Taking the change back brings back what was said, with when it was said.
    expect((await save(overrides)).overrides).toEqual(overrides);
    expect((await save([])).overrides).toEqual([]);
  });

  it('need a reason, are of a section that is there, and are said once', async () => {
    const refused = (overrides: readonly object[]) => on.bench.engine.call('bundles.save', { bundleId, definition: { ...plain, overrides: overrides as Override[] } }).then(() => 'kept', String);
    expect(await refused([{ setting: 'dpi', value: 600, reason: '  ' }])).toContain('An override needs a reason.');
    expect(await refused([{ setting: 'dpi', value: 9_000, reason: 'Finer' }])).toContain('1200');
    expect(await refused([{ setting: 'order', section: 'Letters', value: 'any', reason: 'As they came' }])).toContain('An override names a section that is not in the bundle.');
    expect(await refused([wanted[0] ?? {}, { setting: 'dpi', value: 500, reason: 'Other' }])).toContain('A setting of the bundle is overridden twice.');
    expect(await refused([{ setting: 'colour', value: 'red', reason: 'Prettier' }])).toContain('setting');
  });

  it('are not in definitions kept before there were any, and those mean what they meant', () => {
    const old = { title: 'Hearing bundle', letter: 'A', hearingOn: null, profile: 'utiac', sections: [{ title: 'Schedules', documents: [{ id: 'one', title: 'List', dated: null, turn: 0, source: { type: 'exhibit', exhibitId: 1 } }] }] };
    expect(bundleDefinitionSchema.parse(old)).toEqual({ ...old, overrides: [] });
    expect(profileRules.utiac.settings).toEqual({ late: 'append', dpi: 300, ceiling: 50, zoom: '100', corner: 'right', prefix: '', size: 12, numbering: 'continuous', pages: null, copies: 'once', order: 'date', face: 'plain', letters: null, name: '{case} {bundle} {hearing}' });
  });

  it('make the file otherwise: zoom, corner, prefix, size and pictures', async () => {
    await save(wanted);
    built = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('Operation Larkspur Bundle B 2022-06-30.pdf') });
    expect(openActionOf(built.path)).toMatch(/^\d+ 0 R \/FitH null$/u);
    const stamps = stampsOf(built.path);
    expect(stamps.map(({ text }) => text)).toEqual(Array.from({ length: built.pages }, (_, index) => `H-${index + 1}`));
    for (const { middle, width, height } of stamps) {
      expect(Math.abs(middle - width / 2)).toBeLessThan(3);
      expect(height).toBeGreaterThan(15);
    }
    expect(labelsIn(built.path)).toEqual([{ index: 0, label: { '/P': 'u:H-', '/S': '/D', '/St': 1 } }]);
    const photo = built.documents.find(({ id }) => id === 'photo');
    const [, , , , , , , , , , , , x] = tool('pdfimages', '-list', '-f', String(photo?.firstPage), built.path).trim().split('\n')[2]?.trim().split(/\s+/u) ?? [];
    expect(Math.abs(Number(x) - 600)).toBeLessThan(4);
    const outlines = tool('qpdf', '--json=2', '--json-key=outlines', built.path);
    expect(outlines).toContain('Photograph, page H-9');
    expect(textOf(built.path, 2)).toMatch(/Photograph H-9/u);
  });

  it('are on the cover in short, and in the report with reason, author and day', async () => {
    const cover = textOf(built.path, 1);
    for (const words of ['Departures: Finest picture: 600 dots an inch Opens: fitting the width', 'Before the page number: “H-”', 'Order within a section “Statements”: any order']) expect(cover, words).toContain(words);
    expect(cover).not.toMatch(/complian/iu);
    const { overrides, profile, labels } = built.preflight.report;
    expect(overrides.map(({ rule, setting, section, value, profileValue, reason, author }) => [rule, setting, section, value, profileValue, reason, author])).toContainEqual(['B10', 'dpi', null, 600, 300, 'The handwriting is lost at 300', 'R. Reviewer']);
    expect(overrides).toHaveLength(wanted.length);
    expect(profile.settings).toEqual(profileRules['judiciary-2021'].settings);
    expect(labels).toEqual(built.labels);
    const pages = textOf(built.preflight.pdfPath, 1, 2);
    for (const words of ['7 settings are otherwise than it says', 'The papers have numbers on the right', 'R. Reviewer, ', 'passed, by override']) expect(pages, words).toContain(words);
  });

  it('are said in the outcome of the rule they decide', () => {
    expect(ruleIn(built, 'B10')).toMatchObject({ outcome: 'pass', overridden: true, found: expect.stringMatching(/^No picture is finer than 600 dots an inch\. By override: Finest picture: 600 dots an inch \(the profile says 300 dots an inch\)\. Reason: The handwriting is lost at 300 \(R\. Reviewer, \d\d\/\d\d\/\d{4}\)\.$/u) });
    expect(ruleIn(built, 'B16')).toMatchObject({ outcome: 'pass', overridden: true, found: expect.stringContaining('The same file stands in the bundle before: Statement again.') });
    expect(ruleIn(built, 'B17')).toMatchObject({ outcome: 'pass', overridden: true, pages: [], found: expect.stringMatching(/^Dates go back in “Statements”, where any order is allowed, and in no other section\./u) });
    expect(ruleIn(built, 'B12')).toMatchObject({ outcome: 'not-applicable' });
    expect(ruleIn(built, 'B9')).toMatchObject({ outcome: 'pass', overridden: true, found: expect.stringContaining('fitting the width') });
    expect(ruleIn(built, 'B2')?.found).toMatch(/the last with H-\d+; a reader shows the same numbers\.$/u);
    expect(ruleIn(built, 'B4')?.found).toMatch(/^Nothing but the number is written in the strip .* By override: .*Three bundles are read side by side/u);
    expect(ruleIn(built, 'B7')).toMatchObject({ overridden: false });
  });

  it('are taken back by leaving them out: the file is then as the profile says', async () => {
    await save([]);
    const again = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('again.pdf') });
    expect(openActionOf(again.path)).toMatch(/^\d+ 0 R \/XYZ null null 1$/u);
    expect(labelsIn(again.path)).toEqual([]);
    expect(textOf(again.path, 1)).not.toContain('Departures');
    expect(again.preflight.report.overrides).toEqual([]);
    expect(weighed(again)).toEqual(expect.arrayContaining(['B16', 'B17']));
  });

  it('a version keeps the profile as it was, and its numbers cannot be set otherwise once it is served', async () => {
    await save(wanted);
    const [version] = await on.bench.engine.call('bundles.versions', { bundleId });
    expect(version?.file.follows).toEqual({ profile: 'judiciary-2021', ...profileRules['judiciary-2021'] });
    expect(version?.definition.overrides).toHaveLength(wanted.length);
    await on.bench.engine.call('bundles.serve', { bundleId, versionId: built.versionId, recipients: ['The panel'], servedOn: '2022-05-02', acknowledged: weighed(built) });
    await expect(save(wanted.filter(({ setting }) => setting !== 'corner'))).rejects.toThrow('“Page number stands” was at the foot, in the middle when it was served, and would be at the foot, right');
    await expect(save([...wanted, { setting: 'numbering', value: 'sections', ...because('By direction') }])).rejects.toThrow('“Pages are numbered” was in one run when it was served');
    // What changes nothing that was served can still be set.
    expect((await save([...wanted, { setting: 'late', value: 'supplement', ...because('The panel wants one') }])).overrides).toHaveLength(wanted.length + 1);
  });

  it('late documents follow where the override says', async () => {
    const late = await on.addPdf('ABC/20', 'Late', 1);
    await save([...wanted, { setting: 'late', value: 'supplement', ...because('The panel wants one') }], { sections: [...plain.sections, { title: 'Later', documents: [ofExhibit('late', 'Late statement', late)] }] });
    const supplement = await on.bench.engine.call('bundles.build', { bundleId, destination: on.pathTo('supplement.pdf') });
    expect(supplement.supplement).toBe(1);
    expect(ruleIn(supplement, 'B14')).toMatchObject({ overridden: true, found: expect.stringContaining('The panel wants one') });
    expect(stampsOf(supplement.path).map(({ text }) => text)).toEqual(['H-1', 'H-2', 'H-3']);
  });
});
