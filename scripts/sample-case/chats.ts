/** The four chats of the sample, story and background together. About 1,200 lines. */
import { backgroundChat } from './background-chat.ts';
import { chanceFor } from './chance.ts';
import type { ChatLine } from './chat-text.ts';
import { colleague, friend, officer, orrell, vale } from './people.ts';
import { colleagueExchanges, colleagueStory } from './story-colleague.ts';
import { friendExchanges, friendStory } from './story-friend.ts';
import { orrellExchanges, orrellStory } from './story-orrell.ts';
import { valeExchanges, valeStory } from './story-vale.ts';

export interface Chats {
  readonly vale: readonly ChatLine[];
  readonly orrell: readonly ChatLine[];
  readonly colleague: readonly ChatLine[];
  readonly friend: readonly ChatLine[];
}

/** The background of each chat keeps within the time the two people were in touch. */
export function makeChats(seed: number): Chats {
  return {
    vale: [...valeStory, ...backgroundChat(chanceFor(seed, 'chat with Ms Vale'), {
      from: '2021-10-13 00:00', until: '2021-12-02 00:00', lines: 200, speakers: [officer, vale], exchanges: valeExchanges, hours: [9, 19],
    })],
    orrell: [...orrellStory, ...backgroundChat(chanceFor(seed, 'chat with Ms Orrell'), {
      from: '2021-08-15 00:00', until: '2022-01-15 00:00', lines: 150, speakers: [officer, orrell], exchanges: orrellExchanges, hours: [9, 20],
    })],
    colleague: [...colleagueStory, ...backgroundChat(chanceFor(seed, 'chat with a colleague'), {
      from: '2021-06-01 00:00', until: '2022-02-07 00:00', lines: 640, speakers: [officer, colleague], exchanges: colleagueExchanges, hours: [7, 22],
    })],
    friend: [...friendStory, ...backgroundChat(chanceFor(seed, 'chat with a friend'), {
      from: '2021-07-02 00:00', until: '2021-12-20 00:00', lines: 75, speakers: [vale, friend], exchanges: friendExchanges, hours: [12, 21],
    })],
  };
}
