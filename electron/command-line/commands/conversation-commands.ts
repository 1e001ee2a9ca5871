/** conversation, channels, third-parties. */
import type { ChannelStatement, Lane, ThirdPartyThread } from '../../../shared/contract/conversations.ts';
import { channelLabels, statedChannels, threadStandings, type ChannelSubject } from '../../../shared/domain/channel.ts';
import { formatGap, formatInstant } from '../../../shared/domain/display-time.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { identifierKinds } from '../../../shared/domain/item.ts';
import { timelineFilterSchema } from '../../../shared/domain/timeline-filter.ts';
import type { Engine } from '../../engine/engine.ts';
import { exhibitIdOf, filterOf } from '../answers.ts';
import { Misunderstood, oneOf, required, type Invocation } from '../options.ts';
import type { Command } from './command.ts';

/** The conversation an item is of. Throws `invalid_input` when it is of none. */
async function threadOf(engine: Engine, itemId: string) {
  const talk = await engine.call('conversation.of', { itemId: itemIdSchema.parse(itemId) });
  if (talk.thread === '') throw new Misunderstood(`Item ${itemId} belongs to no conversation.`);
  return talk;
}

function laneWords({ channel, contacts, undated, first, last, longestGap: gap, oppositeAfterLast: after }: Lane, zone: string): string[] {
  const at = (contact: Lane['first']): string => (contact?.time.earliestMs == null ? 'no time' : `${formatInstant(contact.time.earliestMs, zone)} (${contact.itemId})`);
  const other = channel === 'official' ? 'personal' : 'official';
  return [
    `${String(contacts).padStart(8)}  ${channelLabels[channel]}${undated === 0 ? '' : `, and ${undated} without a time`}`,
    ...(first === null ? [] : [`          first ${at(first)}, last ${at(last)}`]),
    ...(gap === null ? [] : [`          longest time without ${formatGap(gap)}, from ${at(gap.from)} to ${at(gap.to)}${gap.opposite === null ? '' : `; ${gap.opposite} ${other} contacts meanwhile`}`]),
    ...(after === null || after.count === 0 ? [] : [`          ${after.count} ${other} contacts after the last`]),
  ];
}

export const conversation: Command = async ({ engine, invocation, printer, watch }) => {
  const item = invocation.one('item');
  const talk = item === undefined ? null : await threadOf(engine, item);
  const zone = invocation.one('show-zone') ?? (await engine.call('cases.summary', {})).details.displayZone;
  const filter = talk === null ? await filterOf(engine, invocation) : timelineFilterSchema.parse({ threads: [{ exhibitId: talk.exhibitId, thread: talk.thread }] });
  const { lanes } = await engine.call('conversation.lanes', { filter }, watch);
  const named = talk === null ? [] : [
    `“${talk.thread}” in ${talk.exhibitReference}: ${talk.items} items${talk.thirdParty?.thirdParty === true ? `; third-party conversation, ${talk.thirdParty.openToYou ? 'opened' : 'closed'}: ${talk.thirdParty.inWords}` : ''}`,
  ];
  printer.result({ conversation: talk, lanes }, [...named, ...lanes.flatMap((lane) => laneWords(lane, zone))]);
  return 0;
};

async function subjectOf(engine: Engine, invocation: Invocation): Promise<ChannelSubject> {
  const [exhibit, talk, value] = [invocation.one('exhibit'), invocation.one('conversation'), invocation.one('value')];
  if ([exhibit, talk, value].filter((given) => given !== undefined).length !== 1) throw new Misunderstood('Name one of --exhibit, --conversation ITEM, or --kind with --value.');
  if (exhibit !== undefined) return { type: 'exhibit', exhibitId: await exhibitIdOf(engine, exhibit) };
  if (value !== undefined) return { type: 'identifier', kind: oneOf('kind', required(invocation, 'kind'), identifierKinds), normal: value };
  const { exhibitId, thread } = await threadOf(engine, talk ?? '');
  return { type: 'thread', exhibitId, thread };
}

const channelWords = ({ inWords, channel, reason, author }: ChannelStatement): string => `${(channel ?? 'not said').padEnd(9)} ${inWords}  ${author}${reason === '' ? '' : `: ${reason}`}`;

export const channels: Command = async ({ engine, invocation, printer }) => {
  const say = invocation.one('say');
  if (invocation.has('undo')) await engine.call('channels.undo', {});
  if (say !== undefined) {
    const channel = say === 'nothing' ? null : oneOf('say', say, statedChannels);
    await engine.call('channels.state', { subject: await subjectOf(engine, invocation), channel, reason: required(invocation, 'reason') });
  }
  const list = await engine.call('channels.list', {});
  printer.result(list, list.length === 0 ? ['Nothing is said to be official or personal.'] : list.map(channelWords));
  return 0;
};

function threadWords({ exhibitReference, thread, items, thirdParty, openToYou, openings, inWords }: ThirdPartyThread): string[] {
  return [
    `${exhibitReference} “${thread}”: ${items} items, ${thirdParty ? openToYou ? 'opened by you' : 'closed' : 'not of third parties'}. ${inWords}`,
    ...openings.map(({ opened, reason, author, madeAt }) => `    ${opened ? 'opened' : 'closed'} ${formatInstant(Date.parse(madeAt), 'UTC')} by ${author}${reason === '' ? '' : `: ${reason}`}`),
  ];
}

export const thirdParties: Command = async ({ engine, invocation, printer }) => {
  const say = invocation.one('say');
  if ([say !== undefined, invocation.has('open'), invocation.has('close')].filter(Boolean).length > 1) throw new Misunderstood('--say, --open and --close go one at a time.');
  if (say !== undefined || invocation.has('open') || invocation.has('close')) {
    const { exhibitId, thread } = await threadOf(engine, required(invocation, 'conversation'));
    if (say !== undefined) await engine.call('threads.state', { exhibitId, thread, standing: say === 'nothing' ? null : oneOf('say', say, threadStandings), reason: required(invocation, 'reason') });
    if (invocation.has('open')) await engine.call('threads.open', { exhibitId, thread, reason: required(invocation, 'reason') });
    if (invocation.has('close')) await engine.call('threads.close', { exhibitId, thread });
  }
  const list = await engine.call('threads.list', {});
  const closed = list.filter(({ thirdParty }) => thirdParty);
  const opened = closed.filter(({ openings }) => openings.some((one) => one.opened)).length;
  printer.result(list, [`${closed.length} third-party ${closed.length === 1 ? 'conversation' : 'conversations'}, ${opened} opened by somebody`, ...list.flatMap(threadWords)]);
  return 0;
};
