/** The chat with a number nobody has named: after Ms Orrell withdrew her report, the pictures and the film she gave with it were sent on. */
import type { ChatLine } from './chat-text.ts';
import { officer, unknownNumber } from './people.ts';
import { wall } from './wall-clock.ts';

const he = (at: string, text: string): ChatLine => ({ at: wall(at), from: officer, text });
const they = (at: string, text: string): ChatLine => ({ at: wall(at), from: unknownNumber, text });
const notice = (at: string, text: string): ChatLine => ({ at: wall(at), from: null, text });

/** The first two pictures and the first film are those of the case file; the second film is nowhere else. */
export const sentPictures = ['IMG-20220120-WA0003.jpg', 'IMG-20220120-WA0004.jpg'] as const;
export const sentFilms = ['VID-20220120-WA0005.webm', 'VID-20220126-WA0002.webm'] as const;

export const unknownStory: readonly ChatLine[] = [
  notice('2022-01-20 23:11', 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.'),
  he('2022-01-20 23:12', `${sentPictures[0]} (file attached)`),
  he('2022-01-20 23:12', `${sentPictures[1]} (file attached)`),
  he('2022-01-20 23:14', `${sentFilms[0]} (file attached)`),
  he('2022-01-20 23:15', 'From the file, she has withdrawn now. Keep them to yourself'),
  they('2022-01-20 23:20', 'Who is she?'),
  he('2022-01-20 23:21', 'Nobody you need to know. Delete them after'),
  they('2022-01-20 23:22', 'This message was deleted'),
  they('2022-01-24 20:40', 'Got any more?'),
  he('2022-01-26 10:05', `${sentFilms[1]} (file attached)`),
  he('2022-01-26 10:06', 'On earlies, cannot talk'),
];
