/** The chat with a colleague: shift talk, with a handful of lines that touch the case. */
import type { ChatLine } from './chat-text.ts';
import { colleague, officer } from './people.ts';
import { wall } from './wall-clock.ts';

const he = (at: string, text: string): ChatLine => ({ at: wall(at), from: officer, text });
const kit = (at: string, text: string): ChatLine => ({ at: wall(at), from: colleague, text });

export const colleagueStory: readonly ChatLine[] = [
  { at: wall('2021-06-01 06:40'), from: null, text: 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.' },
  he('2021-09-28 15:12', 'Following a silver hatchback out of the supermarket, might stop it'),
  kit('2021-09-28 15:19', 'What for?'),
  he('2021-09-28 15:20', 'Too fast out of the car park'),
  kit('2021-09-28 15:22', 'Did you stop it in the end?'),
  he('2021-09-28 15:50', 'No. Turns out we know half the same people 😂 followed her on Lumogram'),
  kit('2021-09-28 15:55', 'Mate. Is that wise?'),
  he('2021-09-28 15:56', 'Only a follow'),
  kit('2021-10-13 07:05', 'You look rough, late one?'),
  he('2021-10-13 07:09', 'Paperwork till midnight'),
  kit('2021-11-10 13:30', 'Sarge was asking why you were on the system at midnight off shift'),
  he('2021-11-10 13:34', 'Tell Marchbank I was finishing the Vale file'),
  kit('2021-11-10 13:35', 'I am not telling her anything 🤷'),
  kit('2021-12-10 09:40', 'How is the driving course going?'),
  he('2021-12-10 09:44', 'Good. By the way I blocked that girl from the supermarket, too much drama'),
  he('2022-01-18 12:02', 'Harassment job has been withdrawn, one less to carry'),
  kit('2022-01-18 12:10', 'Was she all right about it?'),
  he('2022-01-18 12:11', 'Fine'),
  kit('2022-02-08 16:20', 'Marchbank wants you in the office with your phone. What is going on'),
  he('2022-02-08 16:24', 'No idea'),
];

export const colleagueExchanges: readonly (readonly string[])[] = [
  ['Brew?', 'Always ☕', 'Two minutes'],
  ['Which car are we in today?', 'The one with the broken heater 🥶', 'Of course'],
  ['Can you cover Friday for me?', 'Swap you for Sunday', 'Deal'],
  ['Briefing moved to 14:00', 'Ta'],
  ['Did you log the found bike?', 'Yes, property store, shelf 4'],
  ['Court warning for the 14th came through', 'Same here, share a lift?', 'Yes, 8 at the yard'],
  ['Football tonight?', 'Cannot, school play 👨‍👧', 'Break a leg'],
  ['Radio battery dead again', 'Spare in my locker', 'Lifesaver'],
  ['Sandwich run, want anything?', 'Cheese and pickle please', 'No pickle left', 'Then just cheese'],
  ['Traffic on the bypass is awful', 'Go by the quay'],
  ['Have you done the e-learning?', 'No. Have you?', 'No', '😂'],
  ['Finished?', 'Half an hour', 'ok waiting'],
  ['Happy birthday 🎂', 'Cheers mate'],
  ['Statement for the shoplifting is on the file', 'Legend'],
  ['Can you send me the log number from last night?', '412 of the 3rd', 'Ta'],
  ['Two hours on a scene guard in the rain', '☔ thoughts and prayers'],
  ['Overtime for the fair weekend is up', 'Putting my name down'],
  ['Sarge says radios in for service by Monday', 'Noted'],
  ['Who is duty inspector?', 'Not sure, ask control'],
  ['Running ten late', 'I will tell them'],
  ['Dog walk Sunday?', 'Yes if dry 🐕'],
  ['Leave got approved!!', 'Jealous 🏖️'],
  ['Can you pick up a body-worn on the way?', 'Got two'],
  ['Van smells of chips', 'You are welcome'],
  ['Note to self:\n- uniform order\n- ring dentist\n- fuel card', 'Wrong chat', 'So it is'],
  ['<Media omitted>', '😂😂'],
];
