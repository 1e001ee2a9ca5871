/** What people said of channels, for lists and dialogs. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ChannelStatement } from '../../../shared/contract/conversations.ts';
import { partyRoles, subjectKey, type ChannelSubject } from '../../../shared/domain/channel.ts';
import type { Item } from '../../../shared/domain/item.ts';
import { saidOfChannels, wordsOf } from './statements.ts';

/** Every subject anything was ever said of, the latest first. */
export function channelStatements(db: CaseDatabase): ChannelStatement[] {
  return saidOfChannels(db).map(({ subject, answer, ...said }) => ({ subject, inWords: wordsOf(db, subject), channel: answer, ...said }));
}

/** What the channel of an item can be stated of, broadest first, with what has been said. */
export function channelSubjectsOf(db: CaseDatabase, item: Item): ChannelStatement[] {
  const parties = item.identifiers.filter(({ role }) => partyRoles.includes(role)).map(({ kind, normal }): ChannelSubject => ({ type: 'identifier', kind, normal }));
  const subjects: ChannelSubject[] = [
    { type: 'exhibit', exhibitId: item.exhibitId }, ...(item.thread === '' ? [] : [{ type: 'thread' as const, exhibitId: item.exhibitId, thread: item.thread }]), ...parties,
  ];
  const said = new Map(channelStatements(db).map((statement) => [subjectKey(statement.subject), statement]));
  return [...new Map(subjects.map((subject) => [subjectKey(subject), subject]))].map(([key, subject]) => said.get(key) ?? {
    subject, inWords: wordsOf(db, subject), channel: null, reason: '', author: '', madeAt: '', history: [],
  });
}
