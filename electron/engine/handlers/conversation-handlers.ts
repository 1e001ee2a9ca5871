/** Answers about conversations: their channel, lanes of contact, third-party conversations and who opened them. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { OpenCase } from '../case/open-case.ts';
import { besideRows } from '../conversations/beside-rows.ts';
import { channelStatements } from '../conversations/channel-list.ts';
import { conversationOf } from '../conversations/conversation-of.ts';
import { state as stateSubject, undoStatement } from '../conversations/statements.ts';
import { closeThread, openThread, thirdPartyThreads } from '../conversations/third-party.ts';

export function conversationHandlers(state: EngineState) {
  const changing = <T>(act: (opened: OpenCase) => T): T => {
    const value = act(state.requireCase());
    state.emit('case.changed', { what: 'channels', itemIds: [] });
    return value;
  };
  const threads = ({ db, author }: OpenCase) => thirdPartyThreads(db, author);
  return {
    'conversation.of': ({ itemId }) => conversationOf(state.requireCase(), itemId),
    'conversation.beside': ({ itemIds }) => {
      const { db, author } = state.requireCase();
      return besideRows(db, author, itemIds);
    },
    'channels.list': () => channelStatements(state.requireCase().db),
    'channels.state': ({ subject, channel, reason }) => changing((opened) => {
      stateSubject(opened, 'channel', subject, channel, reason);
      return channelStatements(opened.db);
    }),
    'channels.undo': () => changing(undoStatement),
    'threads.list': () => threads(state.requireCase()),
    'threads.state': ({ exhibitId, thread, standing, reason }) => changing((opened) => {
      stateSubject(opened, 'standing', { type: 'thread', exhibitId, thread }, standing, reason);
      return threads(opened);
    }),
    'threads.open': ({ exhibitId, thread, reason }) => changing((opened) => {
      openThread(opened, { exhibitId, thread }, reason);
      return threads(opened);
    }),
    'threads.close': ({ exhibitId, thread }) => changing((opened) => {
      closeThread(opened, { exhibitId, thread });
      return threads(opened);
    }),
  } satisfies Partial<InlineHandlers>;
}
