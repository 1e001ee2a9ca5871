/**
 * The importer for exhibits that hold many sources: folders, extraction zips, iPhone backups. It finds
 * what is inside, offers each source, and reads the chosen ones with the importers that know them.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, ImportedPart, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import { PartTally } from './part-tally.ts';
import { inspectionQuestions, mergeQuestions } from './questions.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { mayBeZip, openTree } from './open-tree.ts';
import { makePlan, type Plan, type PlannedPart } from './plan.ts';

const label = 'Folder or archive of several sources';

async function withPlan<T>(source: EvidenceSource, importers: readonly Importer[], answers: ImportAnswers, signal: AbortSignal, use: (plan: Plan) => Promise<T>): Promise<T> {
  const plan = await makePlan(source, importers, answers, signal);
  try {
    return await use(plan);
  } finally {
    await plan.close();
  }
}

async function questionsOf(plan: Plan, answers: ImportAnswers, signal: AbortSignal): Promise<Question[]> {
  const asked: { readonly part: string; readonly questions: readonly Question[] }[] = [];
  for (const part of plan.parts) if (part.chosen) asked.push({ part: part.name, questions: await inspectionQuestions(part, answers, signal) });
  return mergeQuestions(asked);
}

const offered = ({ importer: _importer, sources: _sources, ...part }: PlannedPart): InspectionDraft['parts'] extends readonly (infer P)[] | undefined ? P : never => part;

async function inspect(source: EvidenceSource, importers: readonly Importer[], answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  return withPlan(source, importers, answers, signal, async (plan) => ({
    format: 'package', formatLabel: label, recognisedBy: source.tree.kind === 'folder' ? `${source.tree.files.length.toLocaleString('en-GB')} files supplied together` : 'a zip archive',
    questions: await questionsOf(plan, answers, signal),
    findings: [`${plan.parts.length} ${plan.parts.length === 1 ? 'source was' : 'sources were'} recognised.`, ...plan.findings, ...plan.setAside.map(({ reason }) => reason)].slice(0, 200),
    table: null, parts: plan.parts.map(offered),
  }));
}

/** Reads one source of a part. What it cannot read becomes one row set aside; the other sources go on. */
async function* readSource(source: EvidenceSource, part: PlannedPart, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts | null, void> {
  try {
    return yield* part.importer.read(source, context);
  } catch (error) {
    if (!(error instanceof PlumblineError) || !['damaged_input', 'refused_input', 'unrecognised_format'].includes(error.code)) throw error;
    yield { type: 'quarantined', row: { locator: { type: 'file', file: source.name }, code: 'unreadable-member', reason: error.message, verbatim: source.originalName } };
    return null;
  }
}

async function* readPart(part: PlannedPart, context: ReadContext): AsyncGenerator<SourceRow, { readonly certificate: ImportedPart; readonly facts: ImportFacts | null }, void> {
  const tally = new PartTally(part);
  let last: ImportFacts | null = null;
  for await (const source of part.sources()) {
    const rows = readSource(source, part, context);
    try {
      for (;;) {
        const step = await rows.next();
        if (step.done === true) { tally.finish(step.value); last = step.value ?? last; break; }
        tally.add(step.value);
        yield step.value;
      }
    } finally {
      // Whoever stops reading here stops the source too, and it closes what it has open.
      await rows.return(null);
    }
  }
  return { certificate: tally.certify(), facts: last };
}

/** The zone of the whole is that of its parts when they agree. */
function commonFacts(all: readonly ImportFacts[]): Pick<ImportFacts, 'zone' | 'basis' | 'basisBy' | 'dateOrder' | 'dateOrderBasis' | 'encoding'> {
  const same = <T>(values: readonly T[], otherwise: T): T => (values.length > 0 && values.every((value) => value === values[0]) ? values[0] as T : otherwise);
  const stated = all.filter(({ zone }) => zone !== null);
  return {
    zone: same(stated.map(({ zone }) => zone), null), basis: same(stated.map(({ basis }) => basis), 'none'), basisBy: same(stated.map(({ basisBy }) => basisBy), ''),
    dateOrder: same(all.map(({ dateOrder }) => dateOrder), null), dateOrderBasis: same(all.map(({ dateOrderBasis }) => dateOrderBasis), ''), encoding: same(all.map(({ encoding }) => encoding), null),
  };
}

async function* read(source: EvidenceSource, importers: readonly Importer[], context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const plan = await makePlan(source, importers, context.answers, context.signal, (done, total) => context.onBytes(Math.floor((source.sizeBytes * done) / Math.max(1, total) / 10), source.sizeBytes));
  try {
    const missing = (await questionsOf(plan, context.answers, context.signal)).filter(({ required }) => required);
    if (missing.length > 0) throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before ${missing.length === 1 ? 'a question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing });
    const chosen = plan.parts.filter((part) => part.chosen);
    const total = Math.max(1, chosen.reduce((sum, part) => sum + part.sizeBytes, 0));
    const parts: ImportedPart[] = [];
    const facts: ImportFacts[] = [];
    let rowsSeen = plan.setAside.length;
    let before = 0;
    for (const row of plan.setAside) yield { type: 'quarantined', row };
    for (const part of chosen) {
      const done = yield* readPart(part, { ...context, onBytes: (bytes) => context.onBytes(Math.min(total, before + bytes), total) });
      before += part.sizeBytes;
      parts.push(done.certificate);
      rowsSeen += done.certificate.rowsIn;
      if (done.facts !== null) facts.push(done.facts);
    }
    const unread = plan.parts.filter((part) => !part.chosen).map((part) => `Not read: ${part.name} (${part.formatLabel}). ${part.why}`);
    const nothing = plan.parts.length === 0 ? ['No source this version knows was found in it.'] : [];
    return { ...commonFacts(facts), rowsSeen, parts, notes: plan.findings, warnings: [...nothing, ...unread, ...parts.flatMap((part) => part.warnings.map((warning) => `${part.name}: ${warning}`)).slice(0, 400)] };
  } finally {
    await plan.close();
  }
}

/** The importer, over the importers it may hand sources to. */
export function packageImporter(importers: readonly Importer[]): Importer {
  return {
    id: 'package', label, version: '1',
    async recognise(source, signal) {
      if (source.tree.kind === 'folder' && source.name === '') return `${source.tree.files.length.toLocaleString('en-GB')} files supplied together`;
      if (!await mayBeZip(source)) return null;
      try {
        const { tree, close } = await openTree(source, signal);
        await close();
        return `a zip archive of ${tree.files.length.toLocaleString('en-GB')} files`;
      } catch (error) {
        if (error instanceof PlumblineError && error.code === 'unrecognised_format') return null;
        throw error;
      }
    },
    inspect: (source, answers, signal) => inspect(source, importers, answers, signal),
    read: (source, context) => read(source, importers, context),
  };
}
