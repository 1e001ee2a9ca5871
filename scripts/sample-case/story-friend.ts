/** A friend of Ms Vale kept what Ms Vale wrote to him at the time. His handset is set to American English. */
import type { ChatLine } from './chat-text.ts';
import { friend, vale } from './people.ts';
import { wall } from './wall-clock.ts';

const she = (at: string, text: string): ChatLine => ({ at: wall(at), from: vale, text });
const him = (at: string, text: string): ChatLine => ({ at: wall(at), from: friend, text });

export const friendStory: readonly ChatLine[] = [
  { at: wall('2021-07-02 12:00'), from: null, text: 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.' },
  she('2021-09-28 15:08', 'There is a police car right behind me since the supermarket 😳'),
  him('2021-09-28 15:10', 'Were you speeding??'),
  she('2021-09-28 15:14', 'No! He turned off at the lights'),
  she('2021-09-28 15:33', 'Someone called rowan.a.rides just followed me on Lumogram. I think it is HIM'),
  him('2021-09-28 15:35', 'How would he know your name'),
  she('2021-09-28 15:36', 'That is what worries me. Did he run my plates?'),
  him('2021-09-28 15:41', 'Take a screenshot'),
  she('2021-09-28 15:42', 'Already did'),
  she('2021-09-28 16:07', 'He put a flame and heart eyes on my story'),
  she('2021-10-13 08:02', 'The officer who has my car report texted at midnight. Same one 🤦🏽‍♀️'),
  him('2021-10-13 08:15', 'You should tell someone'),
  she('2021-12-09 22:50', 'Another emoji from him. On Lumogram too'),
  him('2021-12-09 22:58', 'Block him'),
  she('2021-12-10 08:04', 'Done on WhatsApp. On the other one it looks as if he has blocked me'),
];

export const friendExchanges: readonly (readonly string[])[] = [
  ['Coffee later?', 'Yes, the usual place ☕'],
  ['Are you at the market on Saturday?', 'From nine', 'Save me a loaf'],
  ['Have you seen my umbrella?', 'Hallway'],
  ['Film on Friday?', 'Yes please', 'Booking two'],
  ['Home safe?', 'Yes 🙂'],
  ['The cat is on the roof again 🐈', 'Again??'],
  ['Can I borrow the drill?', 'Come by after six'],
  ['Quiz night?', 'We came last last time', 'Exactly, only way is up'],
];
