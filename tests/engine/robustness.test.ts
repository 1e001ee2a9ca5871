/** Damaged and hostile files that others published, through the whole import: each ends as its class says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { ImportCertificate } from '../../shared/contract/importing.ts';
import { samplesFolder, samplesThere } from '../../scripts/samples/expectations.ts';
import { addExhibit, allItems, caseForAll, type Bench } from './harness.ts';

if (!samplesThere) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

const classes = ['must import', 'must import with warning', 'must be refused with a clear error', 'must be contained'] as const;
const hostileSchema = z.object({ path: z.string(), expected_class: z.enum(classes), why: z.string(), also_acceptable: z.string().optional() });
const hostile = samplesThere
  ? z.object({ robustness: z.array(hostileSchema.loose()) }).parse(JSON.parse(readFileSync(join(samplesFolder, 'expected.json'), 'utf8'))).robustness.filter(({ path }) => existsSync(join(samplesFolder, path)))
  : [];

type Outcome = 'imported' | 'imported with warning' | 'refused';

/** Refused: an error that says why, or a certificate with nothing on the timeline and the reason beside it. */
function outcomeOf(certificate: ImportCertificate, remarks: readonly string[]): Outcome {
  const said = certificate.warnings.length + certificate.notes.length + certificate.quarantined + remarks.length > 0;
  if (certificate.items === 0 && certificate.quarantined > 0) return 'refused';
  return said ? 'imported with warning' : 'imported';
}

/** One case takes them all in, one after another, as an investigator's would. */
async function importing(bench: Bench, path: string, reference: string): Promise<{ readonly outcome: Outcome; readonly said: string }> {
  try {
    const exhibit = await addExhibit(bench, path, reference);
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'assumed' } });
    expect(certificate.rowsIn).toBe(certificate.items + certificate.quarantined + certificate.folded);
    const remarks = (await allItems(bench, { exhibitIds: [exhibit.id] })).flatMap((item) => item.remarks);
    return { outcome: outcomeOf(certificate, remarks), said: [...certificate.warnings, ...certificate.notes, ...certificate.quarantinedRows.map(({ reason }) => reason), ...remarks].join(' | ') };
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code === 'internal' || error.code === 'worker_gone') throw error;
    return { outcome: 'refused', said: error.message };
  }
}

const acceptable: Readonly<Record<(typeof classes)[number], readonly Outcome[]>> = {
  'must import': ['imported', 'imported with warning'],
  'must import with warning': ['imported with warning'],
  'must be refused with a clear error': ['refused'],
  'must be contained': ['imported', 'imported with warning', 'refused'],
};

describe.skipIf(!samplesThere)('published damaged and hostile files', () => {
  const bench = caseForAll();
  it.each(hostile.map((file, index) => [file.path, file.expected_class, file, index + 1] as const))('%s %s', async (path, expected, file, number) => {
    const { outcome, said } = await importing(await bench, join(samplesFolder, path), `R/${number}`);
    const allowed = [...acceptable[expected], ...classes.filter((name) => name === file.also_acceptable).flatMap((name) => acceptable[name])];
    expect(allowed, `${file.why} — ${outcome}: ${said.slice(0, 400)}`).toContain(outcome);
    if (outcome !== 'imported') expect(said).toMatch(/\S{3}/);
  }, 30_000);
});
