/** add, import, inspect. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { answersOf, exhibitIdOf } from '../answers.ts';
import { certificateSentences } from '../output.ts';
import { Misunderstood, pathGiven, required } from '../options.ts';
import type { Command, CommandContext } from './command.ts';

function addFile({ engine, invocation, watch }: CommandContext, file: string) {
  return engine.call('exhibits.add', {
    sourcePath: pathGiven(file),
    details: {
      reference: required(invocation, 'ref'), producer: invocation.one('producer') ?? '', description: invocation.one('description') ?? '',
      deviceOwner: invocation.one('owner') ?? '', legalBasis: invocation.one('basis') ?? '',
    },
  }, watch);
}

export const add: Command = async (context) => {
  const exhibit = await addFile(context, context.invocation.words[1] ?? '');
  context.printer.result(exhibit, [`${exhibit.reference}  ${exhibit.originalName}  ${exhibit.sizeBytes} bytes  SHA-256 ${exhibit.sha256}`]);
  return 0;
};

/** The exhibit to read: named, or the file, which is added unless it already is that very exhibit. */
async function exhibitToRead(context: CommandContext): Promise<ExhibitId> {
  const named = context.invocation.one('exhibit');
  const file = context.invocation.words[1];
  if (named !== undefined && file === undefined) return exhibitIdOf(context.engine, named);
  if (file === undefined || named !== undefined) throw new Misunderstood('“import” needs a file with --ref, or --exhibit and no file.');
  try {
    return (await addFile(context, file)).id;
  } catch (error) {
    const standing = error instanceof PlumblineError && error.code === 'duplicate_exhibit' ? error.details?.['reference'] : undefined;
    if (typeof standing !== 'string' || standing.toLowerCase() !== context.invocation.one('ref')?.toLowerCase()) throw error;
    return exhibitIdOf(context.engine, standing);
  }
}

export const importEvidence: Command = async (context) => {
  const answers = await answersOf(context.engine, context.invocation);
  const exhibitId = await exhibitToRead(context);
  const certificate = await context.engine.call('imports.start', { exhibitId, answers }, context.watch);
  context.printer.result(certificate, certificateSentences(certificate));
  return 0;
};

export const inspect: Command = async ({ engine, invocation, printer, watch }) => {
  const exhibitId = await exhibitIdOf(engine, required(invocation, 'exhibit'));
  const inspection = await engine.call('imports.inspect', { exhibitId, answers: await answersOf(engine, invocation) }, watch);
  printer.result(inspection, [
    `${inspection.formatLabel}: ${inspection.recognisedBy}`, ...inspection.findings,
    ...inspection.parts.map((part) => `${part.chosen ? 'Read' : 'Left'}: ${part.name}  ${part.formatLabel}  ${part.recognisedBy}${part.why === '' ? '' : `  ${part.why}`}`),
    ...inspection.questions.map((question) => `${question.required ? 'Needed' : 'May be given'}: ${question.answer}. ${question.why}${question.options.length === 0 ? '' : ` Options: ${question.options.map((option) => `${option.value} (${option.evidence === '' ? option.label : option.evidence})`).join('; ')}`}`),
  ]);
  return 0;
};
