/** The chat with Ms Orrell, from her handset: she reported harassment in August 2021 and withdrew it in January 2022. */
import type { ChatLine } from './chat-text.ts';
import { officer, orrell, orrellsNewNumber } from './people.ts';
import { wall } from './wall-clock.ts';

const he = (at: string, text: string): ChatLine => ({ at: wall(at), from: officer, text });
const she = (at: string, text: string): ChatLine => ({ at: wall(at), from: orrell, text });
const notice = (at: string, text: string): ChatLine => ({ at: wall(at), from: null, text });

export const orrellPictures = ['00000031-PHOTO-2021-09-03-20-14-22.jpg', '00000118-PHOTO-2021-11-06-22-40-09.jpg'] as const;

const beginning: readonly ChatLine[] = [
  notice('2021-08-14 23:47:31', 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.'),
  he('2021-08-14 23:47:31', 'Hi Tamsin, Rowan from the police station, we met today about your report. This is my personal number, save it'),
  she('2021-08-14 23:55:02', 'Hi, is everything ok? Has something happened?'),
  he('2021-08-14 23:56:10', 'No all fine, just checking you are ok tonight 🙂'),
  she('2021-08-15 00:01:44', 'I am thank you'),
];

const middle: readonly ChatLine[] = [
  he('2021-08-20 10:12:05', 'Update: I have spoken to him and warned him about contacting you. It is recorded on the report WB/21/31806.\nPlease tell us at once if he contacts you again.\nIn an emergency always ring 999.'),
  she('2021-08-20 10:30:41', 'Thank you so much'),
  he('2021-09-03 20:14:22', `<attached: ${orrellPictures[0]}>`),
  she('2021-09-03 20:20:13', 'is that your dog?? 😂'),
  he('2021-09-03 20:21:00', 'He likes you already gorgeous'),
  she('2021-09-11 21:14:52', 'image omitted'),
  he('2021-09-11 21:15:30', 'More like that please 😍 only for my eyes'),
  he('2021-09-11 21:16:02', 'Keep it secret though. Not a word to anyone or I lose my job'),
  she('2021-09-11 21:25:47', 'I will not say anything'),
  he('2021-09-28 16:20:18', 'Stopped for someone today who could not drive to save her life, made me think of you 😂'),
  he('2021-10-09 23:02:37', 'Are you on your own? I can call by after my shift, say it is a welfare check'),
  she('2021-10-09 23:10:15', 'Please not tonight'),
  { ...he('2021-10-31 01:05:09', 'Night shift again. Are you awake?'), secondTime: true },
  he('2021-11-06 22:40:09', `<attached: ${orrellPictures[1]}>`),
  she('2021-11-06 22:52:30', 'This message was deleted.'),
  he('2021-11-20 19:03:00', 'Between us I looked him up, he has moved away. You did not hear that from me'),
  he('2021-12-18 22:22:10', 'A message for you \u200fمرحبا\u200f, I am learning'),
  he('2022-01-10 19:41:26', 'Honestly the report will drag on for a year. If you withdrew it we could just be ourselves'),
  she('2022-01-10 20:15:00', 'Would that be easier for you?'),
  he('2022-01-10 20:15:48', 'For both of us'),
];

const withdrawn: readonly ChatLine[] = [
  she('2022-01-17 11:30:12', 'I rang today and withdrew the complaint. I do not want any more contact please'),
  he('2022-01-17 11:34:55', "Let's talk about it"),
  he('2022-01-19 22:10:00', 'You ok? x'),
  he('2022-01-23 23:40:19', 'I miss our chats'),
  he('2022-01-28 18:05:44', 'Are you ignoring me'),
  she('2022-01-28 18:31:09', 'There is nothing to say. Please leave me alone'),
  he('2022-02-03 21:59:20', 'Missed voice call'),
  she('2022-02-05 19:20:33', `I have a new number, please don't message. I only put it on the report for the court letter`),
  he('2022-02-06 22:14:08', `Found you 😉 ${orrellsNewNumber} right?`),
  she('2022-02-07 08:00:00', 'I asked you not to. I am reporting this'),
];

export const orrellStory: readonly ChatLine[] = [...beginning, ...middle, ...withdrawn];

export const orrellExchanges: readonly (readonly string[])[] = [
  ['Any more messages from him?', 'No, nothing this week', 'Good, keep the old ones please'],
  ['Did the support service ring you?', 'Yes, on Tuesday', 'Great'],
  ['Is the court letter normal?', 'Yes, they all look like that', 'ok'],
  ['How was your day?', 'Long 😴', 'Same here'],
  ['Can I still add to my statement?', 'Of course, make notes with dates and times', 'will do'],
  ['Morning 🌞', 'Morning'],
  ['I changed the locks like you said', 'Well done, that is sensible'],
  ['On a late today', 'Hope it is quiet'],
  ['Which form do I send back?', 'The blue one, the envelope is free', 'Thank you 👩🏾‍💻'],
  ['Did you eat?', 'Soup 🍲', 'That is not a meal'],
];
