/** Makes pictures of pages that leave the building, of the sample case: cover, index, chronology, schedules, a screenshot, and the same in cipher. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTypesetter } from '../electron/command-line/typesetter.ts';
import { Engine } from '../electron/engine/engine.ts';
import { hearingBundle } from './demo/hearing-bundle.ts';
import { populateCase } from './demo/populate-case.ts';
import { defaultSeed, generateSampleCase } from './sample-case.ts';

/** Dots an inch of the pictures: an A4 page is 660 wide. */
const dpi = 80;

/** The page as `<name>.png` in the folder, by poppler. */
function picture(pdf: string, page: number, folder: string, name: string): void {
  execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', '-f', String(page), '-l', String(page), pdf, join(folder, name)]);
}

/** Takes about two minutes. Throws when the bundle cannot be made, or poppler is not there. */
export async function makePagePictures(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'plumbline-pages-'));
  const typesetter = await startTypesetter();
  const engine = new Engine({ settingsFolder: join(scratch, 'settings'), author: 'R. Reviewer', log: (reference, story) => console.error(reference, story), host: (request, input) => typesetter.call(request, input) });
  try {
    const inputs = join(scratch, 'inputs');
    await populateCase(engine, join(scratch, 'Larkspur.plumbline'), await generateSampleCase(inputs, defaultSeed), inputs, { onStep: () => undefined });
    const definition = hearingBundle(await engine.call('exhibits.list', {}));
    const { bundleId } = await engine.call('bundles.save', { definition });
    const named = await engine.call('bundles.build', { bundleId, destination: join(scratch, 'bundle.pdf') });
    const { people } = await engine.call('people.list', { matching: 'Imogen Vale' });
    const [imogen] = people;
    if (imogen === undefined) throw new Error('the sample case has no Imogen Vale');
    await engine.call('ciphers.give', { personId: imogen.id, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
    for (const { source } of definition.sections.flatMap(({ documents }) => documents)) {
      if (source.type !== 'exhibit' || named.documents.some(({ as, id }) => as === 'beside' && id === `exhibit-${source.exhibitId}`)) continue;
      for (const { page, region } of (await engine.call('redactions.suggest', { file: source })).suggestions) await engine.call('redactions.add', { file: source, page, region, reason: 'Section 1 of the 1992 Act' });
    }
    const hidden = await engine.call('bundles.buildInCipher', { bundleId, destination: join(scratch, 'in-cipher.pdf') });
    const pages: (readonly [string, number])[] = [['cover', 1], ['index', 2], ...named.documents.filter(({ as }) => as === 'case').map(({ id, firstPage }) => [id, firstPage] as const), ...named.documents.filter(({ as }) => as === 'picture').slice(0, 2).map(({ id, firstPage }) => [id, firstPage] as const)];
    for (const [name, page] of pages) {
      picture(named.path, page, folder, `page-${name}`);
      picture(hidden.path, page, folder, `page-${name}-in-cipher`);
    }
    picture(named.preflight.pdfPath, 1, folder, 'page-preflight');
    return pages.length * 2 + 1;
  } finally {
    await engine.close();
    await typesetter.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
