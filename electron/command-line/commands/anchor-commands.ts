/** anchors. */
import { anchorKindLabels, anchorKinds, type Anchor, type AnchorStatement } from '../../../shared/domain/anchor.ts';
import { zoneBases } from '../../../shared/domain/evidence-time.ts';
import { anchorIdSchema, personIdSchema } from '../../../shared/domain/ids.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { Misunderstood, oneOf, required, type Invocation } from '../options.ts';
import type { Command, CommandContext } from './command.ts';

/** Bases on which a stated time can rest: every time here has a zone. */
const bases = zoneBases.filter((basis) => basis !== 'none');

/** What is typed; what is left out keeps what stands, or must be there when nothing stands. */
function statementOf(invocation: Invocation, standing: Anchor | null): AnchorStatement {
  const value = (name: string, kept: string | undefined): string => invocation.one(name) ?? kept ?? required(invocation, name);
  const person = invocation.one('person');
  return {
    kind: oneOf('kind', value('kind', standing?.kind), anchorKinds), title: value('title', standing?.title), date: value('date', standing?.date), clock: invocation.one('clock') ?? standing?.clock ?? '',
    zone: value('from-zone', standing?.zone), zoneBasis: oneOf('zone-basis', value('zone-basis', standing?.zoneBasis), bases), zoneBasisBy: invocation.one('zone-by') ?? standing?.zoneBasisBy ?? '',
    source: value('source', standing?.source), note: invocation.one('note') ?? standing?.note ?? '',
    personId: person === undefined ? standing?.personId ?? null : person === 'none' ? null : personIdSchema.parse(Number(person)),
  };
}

function anchorWords({ id, kind, title, date, clock, zone, zoneBasis, personName, source, author }: Anchor): string {
  return `${String(id).padStart(4)}  ${date} ${clock === '' ? 'all day' : clock} ${zone} (${zoneBasis})  ${anchorKindLabels[kind]}: ${title}${personName === null ? '' : `, about ${personName}`}  [${source}]  ${author}`;
}

async function act({ engine, invocation }: CommandContext): Promise<void> {
  const [change, remove] = [invocation.one('change'), invocation.one('remove')];
  if ([invocation.has('add'), invocation.has('undo'), change !== undefined, remove !== undefined].filter(Boolean).length > 1) throw new Misunderstood('--add, --change, --remove and --undo go one at a time.');
  if (invocation.has('add')) await engine.call('anchors.add', statementOf(invocation, null));
  if (invocation.has('undo')) await engine.call('anchors.undo', {});
  if (remove !== undefined) await engine.call('anchors.remove', { anchorId: anchorIdSchema.parse(Number(remove)), reason: required(invocation, 'reason') });
  if (change !== undefined) {
    const anchorId = anchorIdSchema.parse(Number(change));
    const standing = (await engine.call('anchors.list', {})).find(({ id }) => id === anchorId);
    if (standing === undefined) throw new PlumblineError('not_found', `There is no anchor ${change} in this case, or it has been removed.`);
    await engine.call('anchors.change', { anchorId, statement: statementOf(invocation, standing) });
  }
}

export const anchors: Command = async (context) => {
  await act(context);
  const list = await context.engine.call('anchors.list', {});
  context.printer.result(list, list.length === 0 ? ['No anchors are stated.'] : list.map(anchorWords));
  return 0;
};
