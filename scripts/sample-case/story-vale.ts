/** The chat with Ms Vale: her car was damaged in October 2021 and PC Ashdown was given the report. */
import type { ChatLine } from './chat-text.ts';
import { officer, vale } from './people.ts';
import { wall } from './wall-clock.ts';

const he = (at: string, text: string): ChatLine => ({ at: wall(at), from: officer, text });
const she = (at: string, text: string): ChatLine => ({ at: wall(at), from: vale, text });
const notice = (at: string, text: string): ChatLine => ({ at: wall(at), from: null, text });

/** Pictures named in the chat that are in the archive with it. */
export const valePictures = ['IMG-20211015-WA0003.jpg', 'IMG-20211016-WA0001.jpg', 'IMG-20211119-WA0007.jpg'] as const;

const beginning: readonly ChatLine[] = [
  notice('2021-10-12 23:44', 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.'),
  he('2021-10-12 23:44', "Hi Imogen it's Rowan, the officer dealing with your car. This is my own phone, easier to reach me on here 🙂"),
  she('2021-10-12 23:52', 'Oh hello. Bit late! Is there news about the car?'),
  he('2021-10-12 23:53', 'Not yet, just wanted you to have my number'),
  she('2021-10-12 23:58', 'Ok. How did you get mine?'),
  he('2021-10-12 23:59', "It's on your report 😊"),
];

const flirtation: readonly ChatLine[] = [
  he('2021-10-15 21:02', 'Two photos of the scratch for your insurance'),
  he('2021-10-15 21:03', `${valePictures[0]} (file attached)`),
  she('2021-10-15 21:40', 'Thanks'),
  he('2021-10-16 09:15', `${valePictures[1]} (file attached)\nthe other side`),
  he('2021-10-20 22:31', 'You looked lovely today by the way 😍'),
  she('2021-10-20 22:48', 'That is kind but you came about the car?'),
  he('2021-10-20 22:49', 'I can do both 😉🔥'),
  she('2021-10-22 08:10', 'میں کل فون کروں گی'),
  she('2021-10-22 08:11', 'Sorry, that was for my mum 👩‍👩‍👧 - she has the Urdu keyboard on my phone'),
  he('2021-10-24 22:58', 'Send me a picture of you then, just for me'),
  she('2021-10-24 23:20', "I'd rather not"),
  he('2021-10-24 23:21', 'Worth a try. Our secret, yes? 🤫'),
  he('2021-10-24 23:22', "Don't mention this to anyone at the station, I could get in bother"),
];

/** The night the clocks went back: 01:50 is before 01:12. */
const clockChange: readonly ChatLine[] = [
  he('2021-10-31 01:50', 'Still up? On nights'),
  { ...he('2021-10-31 01:12', 'Clocks have gone back so I get an extra hour of this'), secondTime: true },
  { ...he('2021-10-31 01:48', 'Thinking of you x'), secondTime: true },
  she('2021-10-31 09:30', 'I was asleep. Please can we keep this to the car'),
];

const later: readonly ChatLine[] = [
  he('2021-11-03 10:05', 'Update on your report: CCTV from the car park has been asked for. It usually takes two weeks.\nReference is WB/21/40417.\nIf anything changes ring 101 and quote that.'),
  she('2021-11-03 10:31', 'Thank you, that is helpful 🙏'),
  he('2021-11-09 23:15', 'You could send a pic to my personal email if you prefer. Delete it after'),
  he('2021-11-09 23:17', 'You deleted this message'),
  she('2021-11-10 07:58', 'No. Please stop asking'),
  he('2021-11-12 14:20', 'Update: CCTV came back, no registration visible. I have asked the shop next door for theirs. <This message was edited>'),
  he('2021-11-19 20:41', `${valePictures[2]} (file attached)`),
  she('2021-11-19 21:05', '<Media omitted>'),
  he('2021-11-19 21:06', 'Delete this chat when you have a minute, keeps things tidy'),
  she('2021-11-26 18:22', 'This message was deleted'),
  he('2021-11-26 18:40', 'Missed voice call'),
  he('2021-12-03 11:00', 'Your report is closed now, no further lines of enquiry. A letter will follow. Sorry it is not better news.'),
  she('2021-12-03 12:14', 'OK, thank you for letting me know'),
  he('2021-12-08 22:50', 'Now it is closed there is nothing stopping us having that drink 😉'),
  she('2021-12-08 23:30', 'I do not want to. Please do not contact me again'),
  he('2021-12-09 22:45', '🔥'),
  notice('2021-12-10 08:01', 'You blocked this contact. Tap to unblock.'),
];

export const valeStory: readonly ChatLine[] = [...beginning, ...flirtation, ...clockChange, ...later];

/** Proper case contact, and the small talk that came with it. The first speaker is the officer. */
export const valeExchanges: readonly (readonly string[])[] = [
  ['Morning, any more trouble with the car?', 'No, all quiet thanks'],
  ['Is there any news?', 'Nothing yet, I will let you know as soon as there is', 'ok thanks'],
  ['I have sent your statement to the file', 'Great, thank you 👍'],
  ['Can you confirm the time you parked?', 'About half past six', 'Perfect, thanks'],
  ['The insurer has asked for the reference', 'It is on the letter, top right', 'Found it'],
  ['Did the neighbour see anything?', 'She thinks a grey van, not sure'],
  ['Could you bring the repair estimate?', 'Will drop it at the desk tomorrow', 'Thanks, ask for me or leave it in an envelope'],
  ['How are you doing?', 'Fine, busy at work'],
  ['Is it ok to get the car repaired now?', 'Yes, we have all the photos we need', '👍🏽'],
  ['Garage says Thursday', 'Good. Keep the receipt'],
  ['What shifts are you on?', 'Earlies then nights', 'Sounds tiring 🥱'],
  ['Letter arrived?', 'Not yet'],
  ['Good weekend?', 'Yes thanks, took the family out 👨‍👩‍👧‍👦', 'Nice'],
];
