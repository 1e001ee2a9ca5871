/** Runs one damaged input through the importers as an import does, without a case, and says what was wrong with the outcome. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { singleFileTree } from '../../electron/engine/exhibits/evidence-tree.ts';
import { CertificateTally } from '../../electron/engine/importers/certificate/certificate-tally.ts';
import type { EvidenceSource, Importer, ImportFacts, SourceRow } from '../../electron/engine/importers/importer.ts';
import { chooseImporter } from '../../electron/engine/importers/recognise.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { importCertificateSchema, inspectionSchema, questionSchema, type ImportAnswers, type Inspection, type Question } from '../../shared/contract/importing.ts';
import { dateOrderSchema } from '../../shared/domain/audit-row.ts';
import { formatUtc } from '../../shared/domain/display-time.ts';
import { exhibitSchema } from '../../shared/domain/exhibit.ts';
import { describeLocator, itemDraftSchema, quarantinedRowSchema } from '../../shared/domain/item.ts';
import { folderTreeOf } from '../../tests/fixtures/folder-tree.ts';
import type { FuzzInput } from './inputs.ts';
import type { Mutated } from './mutate.ts';

export interface Verdict {
  /** Importer and how it ended: `tabular: 12 rows`, `refused_input`. */
  readonly outcome: string;
  /** What is wrong; empty when nothing is. */
  readonly faults: readonly string[];
}

const never = new AbortController().signal;
const stated = { zone: 'UTC', zoneBasis: 'assumed' } as const;
const mostFaults = 5;
/** Errors that mean a fault of the program, or of the machine, rather than of the file. */
const notTheFile = new Set(['internal', 'worker_gone', 'engine_gone', 'disk_full', 'permission_denied', 'runtime_unsupported']);

/** The damaged files as an exhibit's working copy, below a folder that is emptied first. */
export function sourceIn(folder: string, input: FuzzInput, { files }: Mutated): EvidenceSource {
  rmSync(folder, { recursive: true, force: true });
  const scratchFolder = join(folder, 'scratch');
  mkdirSync(scratchFolder, { recursive: true });
  const path = join(folder, 'evidence');
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  const common = { path, name: '', originalName: input.originalName, modifiedAtMs: 1_632_839_050_000, scratchFolder };
  if (input.folder) return { ...common, sizeBytes: 0, head: new Uint8Array(), tree: folderTreeOf(path) };
  const sizeBytes = statSync(path).size;
  return { ...common, sizeBytes, head: readFileSync(path).subarray(0, 65_536), tree: singleFileTree(path, input.originalName, sizeBytes, common.modifiedAtMs) };
}

function answer({ answer: wanted, options }: Question, { table }: Pick<Inspection, 'table'>): ImportAnswers {
  const first = options[0]?.value;
  switch (wanted) {
    case 'zone': return {};
    case 'dateOrder': return { dateOrder: dateOrderSchema.catch('dmy').parse(options.some(({ value }) => value === 'dmy') ? 'dmy' : first) };
    case 'mapping': return table === null ? {} : { mapping: table.suggested };
    case 'epoch': return { epoch: 'unix-seconds' };
    case 'encoding': return first === undefined ? {} : { encoding: first };
    case 'deviceOwner': return { deviceOwner: first ?? '' };
  }
}

/** Inspects twice, as a person does who answers what is asked, and gives the answers. */
async function answersFor(importer: Importer, source: EvidenceSource): Promise<ImportAnswers> {
  await importer.inspect(source, {}, never);
  const inspection = inspectionSchema.parse(await importer.inspect(source, stated, never));
  return Object.assign({}, stated, ...inspection.questions.map((question) => answer(question, inspection))) as ImportAnswers;
}

class Judge {
  readonly faults: string[] = [];
  readonly tally = new CertificateTally();
  readonly #places = new Set<string>();
  rows = 0;

  fault(words: string): void {
    if (this.faults.length < mostFaults) this.faults.push(words);
  }

  row(row: SourceRow): void {
    this.rows += 1;
    this.tally.add(row);
    if (row.type === 'quarantined') {
      const parsed = quarantinedRowSchema.safeParse(row.row);
      if (!parsed.success) this.fault(`a row set aside is not of the shape: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')}`);
      else if (row.row.reason.trim() === '') this.fault('a row is set aside without a reason');
      return;
    }
    const parsed = itemDraftSchema.safeParse(row.item);
    if (!parsed.success) { this.fault(`an item is not of the shape: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')}`); return; }
    const { locator, time } = row.item;
    formatUtc(time.earliestMs);
    formatUtc(time.latestMs);
    if (time.earliestMs !== null && time.latestMs !== null && time.latestMs < time.earliestMs) this.fault('an item ends before it begins');
    const place = `${locator.type} ${describeLocator(locator)}`;
    if (this.#places.has(place)) this.fault(`two items have one place (${locator.type})`);
    this.#places.add(place);
  }

  certify(importer: Importer, answers: ImportAnswers, facts: ImportFacts): void {
    const exhibit = exhibitSchema.partial().loose().parse({});
    // Only what the certificate repeats of the exhibit is left out; nothing of it is judged.
    const about = { exhibit: { ...exhibit, id: 1, reference: 'F/1', sha256: '0'.repeat(64), originalName: 'fuzzed' } as never, importer, answers, facts, startedAt: '', author: '' };
    const parsed = importCertificateSchema.safeParse(this.tally.certify(about));
    if (!parsed.success) this.fault(`the certificate is not of the shape: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', ')}`);
  }
}

async function readAll(importer: Importer, source: EvidenceSource, answers: ImportAnswers, judging: Judge): Promise<void> {
  const rows = importer.read(source, { answers, signal: never, onBytes: () => undefined });
  for (;;) {
    const step = await rows.next();
    if (step.done === true) { judging.certify(importer, answers, step.value); return; }
    judging.row(step.value);
  }
}

/** What a thrown error says about the program. */
function faultOf(error: unknown, answers: ImportAnswers | null): string | null {
  if (!(error instanceof PlumblineError)) {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim().replace(/\(?file:\/\/.*?\/(electron|shared|node_modules|scripts)\//, '($1/')).join(' < ') : '';
    return `${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : 'something that is no error'} ${stack}`;
  }
  if (notTheFile.has(error.code)) return `${error.code}: ${error.message.slice(0, 300)}`;
  if (error.message.trim().length < 10) return `${error.code} without words`;
  if (error.code === 'needs_answers' && answers !== null) {
    const again = questionSchema.array().safeParse(error.details?.['questions']);
    const answered = again.success ? again.data.filter(({ answer: wanted }) => wanted !== 'mapping' && answers[wanted] !== undefined) : [];
    if (!again.success) return 'needs_answers without questions';
    if (answered.length > 0) return `asks again for ${answered.map(({ answer: wanted }) => wanted).join(', ')}`;
  }
  return null;
}

/** Carries one damaged input through recognition, inspection and reading. */
export async function judge(source: EvidenceSource): Promise<Verdict> {
  const judging = new Judge();
  let importer: Importer | null = null;
  let answers: ImportAnswers | null = null;
  try {
    ({ importer } = await chooseImporter(source, never));
    answers = await answersFor(importer, source);
    await readAll(importer, source, answers, judging);
    return { outcome: `${importer.id}: ${judging.rows} rows`, faults: judging.faults };
  } catch (error) {
    const fault = faultOf(error, answers);
    if (fault !== null) judging.fault(fault);
    return { outcome: `${importer?.id ?? 'not recognised'}: ${error instanceof PlumblineError ? error.code : 'threw'}`, faults: judging.faults };
  }
}
