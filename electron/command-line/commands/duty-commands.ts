/** duty. */
import { dutyLabels } from '../../../shared/domain/duty.ts';
import type { DutySpell, DutySpellStatement } from '../../../shared/domain/duty-spell.ts';
import { zoneBases } from '../../../shared/domain/evidence-time.ts';
import { dutySpellIdSchema } from '../../../shared/domain/ids.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { Misunderstood, oneOf, required, type Invocation } from '../options.ts';
import type { Command, CommandContext } from './command.ts';

const bases = zoneBases.filter((basis) => basis !== 'none');

/** `2021-09-28 07:00` in two. */
function minute(name: string, typed: string): readonly [date: string, clock: string] {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(typed.trim());
  if (found === null) throw new Misunderstood(`--${name} ${typed}: give day and time, such as "2021-09-28 07:00".`);
  return [found[1] ?? '', found[2] ?? ''];
}

/** What is typed; what is left out keeps what stands, or must be there when nothing stands. */
function statementOf(invocation: Invocation, before: DutySpell | null): DutySpellStatement {
  const value = (name: string, kept: string | undefined): string => invocation.one(name) ?? kept ?? required(invocation, name);
  const [fromDate, fromClock] = minute('from', value('from', before === null ? undefined : `${before.fromDate} ${before.fromClock}`));
  const [untilDate, untilClock] = minute('until', value('until', before === null ? undefined : `${before.untilDate} ${before.untilClock}`));
  return {
    state: oneOf('state', value('state', before?.state), ['on', 'off'] as const), fromDate, fromClock, untilDate, untilClock,
    zone: value('from-zone', before?.zone), zoneBasis: oneOf('zone-basis', value('zone-basis', before?.zoneBasis), bases), zoneBasisBy: invocation.one('zone-by') ?? before?.zoneBasisBy ?? '',
    source: value('source', before?.source), note: invocation.one('note') ?? before?.note ?? '',
  };
}

async function act({ engine, invocation }: CommandContext): Promise<void> {
  const [change, withdraw] = [invocation.one('change'), invocation.one('withdraw')];
  if ([invocation.has('add'), invocation.has('undo'), change !== undefined, withdraw !== undefined].filter(Boolean).length > 1) throw new Misunderstood('--add, --change, --withdraw and --undo go one at a time.');
  if (invocation.has('add')) await engine.call('duty.add', statementOf(invocation, null));
  if (invocation.has('undo')) await engine.call('duty.undo', {});
  if (withdraw !== undefined) await engine.call('duty.withdraw', { spellId: dutySpellIdSchema.parse(Number(withdraw)), reason: required(invocation, 'reason') });
  if (change !== undefined) {
    const spellId = dutySpellIdSchema.parse(Number(change));
    const before = (await engine.call('duty.spells', {})).find(({ id }) => id === spellId);
    if (before === undefined) throw new PlumblineError('not_found', `There is no duty spell ${change} in this case, or it has been withdrawn.`);
    await engine.call('duty.change', { spellId, statement: statementOf(invocation, before) });
  }
}

const words = ({ id, state, fromDate, fromClock, untilDate, untilClock, zone, zoneBasis, source, author, contradicted }: DutySpell): string =>
  `${String(id).padStart(4)}  ${dutyLabels[state]}  ${fromDate} ${fromClock} to ${untilDate} ${untilClock} ${zone} (${zoneBasis})  [${source}]  ${author}${contradicted ? '  contradicted by a roster or another spell: not known there' : ''}`;

export const duty: Command = async (context) => {
  await act(context);
  const list = await context.engine.call('duty.spells', {});
  context.printer.result(list, list.length === 0 ? ['No duty has been typed in.'] : list.map(words));
  return 0;
};
