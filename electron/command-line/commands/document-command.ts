/** export chronology, sequence, messages, accesses, exhibits, unused, conversation, transcript, patterns. */
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { columnKeys } from '../../../shared/domain/document-columns.ts';
import { documentFormatFacts, documentLabels, isOrdered, rowOrders, type DocumentKind } from '../../../shared/domain/document-kind.ts';
import { grouped, howMany } from '../../../shared/domain/how-many.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { exhibitIdOf, filterOf, hidingOf, lengthOf } from '../answers.ts';
import { Misunderstood, oneOf, pathGiven, required } from '../options.ts';
import type { CommandContext } from './command.ts';

type Asked = CommandInput<'exports.document'>;

function whole(name: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^\d{1,8}$/u.test(typed)) throw new Misunderstood(`--${name} takes a whole number.`);
  return Number(typed);
}

/** `duty,platform`, once or several times. */
function leftOut(kind: DocumentKind, typed: readonly string[]): string[] {
  const keys = typed.flatMap((some) => some.split(',')).map((key) => key.trim()).filter((key) => key !== '');
  const known = columnKeys(kind);
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Misunderstood(known.length === 0 ? '--leave-out: this document is made of charts, and has no columns to leave out.' : `--leave-out ${unknown}: of this document ${known.join(', ')} can be left out.`);
  return [...new Set(keys)];
}

async function askedFor({ engine, invocation }: CommandContext, kind: DocumentKind): Promise<Asked> {
  const zone = invocation.one('show-zone') ?? (await engine.call('cases.summary', {})).details.displayZone;
  const destination = pathGiven(invocation.words[2] ?? '');
  const format = destination.toLowerCase().endsWith(documentFormatFacts.docx.extension) ? 'docx' as const : 'pdf' as const;
  const every = { zone, destination, format, overwrite: invocation.has('overwrite'), bundlePages: invocation.has('bundle-pages'), nameEmoji: invocation.has('name-emoji'), ...hidingOf(invocation) };
  if (invocation.one('order') !== undefined && !isOrdered(kind)) throw new Misunderstood('--order is of a chronology, messages, accesses or unused material: the others are in order of time, or of exhibits.');
  const firstNumber = whole('first-number', invocation.one('first-number'));
  const leaveOut = leftOut(kind, invocation.all('leave-out'));
  if (kind === 'exhibits') return { kind, ...every, leaveOut, exhibitIds: await Promise.all(invocation.all('exhibit').map((reference) => exhibitIdOf(engine, reference))) };
  if (kind === 'conversation') {
    return { kind, ...every, leaveOut, itemId: itemIdSchema.parse(required(invocation, 'item')), before: whole('rows-before', invocation.one('rows-before')), after: whole('rows-after', invocation.one('rows-after')) };
  }
  if (kind === 'transcript') {
    const picture = whole('attachment', invocation.one('attachment')) ?? 1;
    if (picture === 0) throw new Misunderstood('--attachment is a number counted from 1.');
    return { kind, ...every, itemId: itemIdSchema.parse(required(invocation, 'item')), attachment: picture - 1 };
  }
  const ofFilter = { ...every, filter: await filterOf(engine, invocation) };
  const order = oneOf('order', invocation.one('order') ?? 'earliest', rowOrders);
  switch (kind) {
    case 'chronology': return { kind, ...ofFilter, leaveOut, order };
    case 'sequence': return { kind, ...ofFilter, leaveOut };
    case 'messages': return { kind, ...ofFilter, leaveOut, order, firstNumber };
    case 'patterns': {
      const silence = invocation.one('silence');
      return { kind, ...ofFilter, per: oneOf('per', invocation.one('per') ?? 'day', ['day', 'week'] as const), ...(silence === undefined ? {} : { silenceMs: lengthOf('silence', silence) }) };
    }
    case 'unused': return { kind, ...ofFilter, leaveOut, order, firstNumber, sensitive: invocation.has('sensitive') };
    case 'accesses': {
      const [before, after] = [invocation.one('contact-before'), invocation.one('contact-after')];
      return { kind, ...ofFilter, leaveOut, order, firstNumber, window: { ...(before === undefined ? {} : { beforeMs: lengthOf('contact-before', before) }), ...(after === undefined ? {} : { afterMs: lengthOf('contact-after', after) }) } };
    }
  }
}

export async function exportOfCase(context: CommandContext, kind: DocumentKind): Promise<number> {
  const { engine, printer, watch } = context;
  const done = await engine.call('exports.document', await askedFor(context, kind), watch);
  printer.result(done, [`${done.path}: ${documentLabels[kind].title.toLowerCase()}, ${howMany(done.rows, 'row')}${done.pages === null ? '' : ` on ${howMany(done.pages, 'page')}`}, ${grouped(done.leftOut)} left out${done.withheld === 0 ? '' : `, ${grouped(done.withheld)} privileged and withheld`}, SHA-256 ${done.sha256}`, ...done.warnings]);
  return 0;
}
