/** Ten screenshots from the handsets of Ms Vale and Ms Orrell. */
import sharp from 'sharp';
import { orrellsNewNumber, orrellsNumber, officersPersonalNumber } from './people.ts';
import { bubble, flame, heartEyes, labelled, middleLine, noticeRow, portrait, screenSvg, withheldSvg, type Screen } from './phone-screen.ts';

export interface Screenshot {
  readonly file: string;
  readonly format: 'png' | 'webp' | 'jpeg';
  readonly screen: Screen;
  /** Clock of the camera, for the one picture that is a photograph of a handset; year:month:day hour:minute:second. */
  readonly taken?: { readonly at: string; readonly offset: string };
}

const lumogram = 'Lumogram';
const handle = 'rowan.a.rides';

const ofVale: readonly Screenshot[] = [
  { file: 'vale-follow-notice.png', format: 'png', screen: { clock: '15:31', battery: 64, title: 'Notifications', parts: [
    middleLine('Tuesday 28 September'), noticeRow(lumogram, `${handle} started following you`, 'now'), noticeRow('Messages', 'Corin: Were you speeding??', '21 min'), noticeRow('Weather', 'Sunny spells until evening', '1 h'),
  ] } },
  { file: 'vale-profile.png', format: 'png', screen: { clock: '15:34', battery: 63, title: handle, parts: [
    portrait('Rowan A', 'Followed by 14 people you follow'), labelled('About', 'Bikes, dogs, early starts'), labelled('Followers', '812'), labelled('Following', '1,204'), middleLine('Follows you'),
  ] } },
  { file: 'vale-reactions.png', format: 'png', screen: { clock: '16:06', battery: 58, title: `${lumogram} activity`, parts: [
    middleLine('Today'), noticeRow(handle, 'reacted to your story', '16:05', [heartEyes]), noticeRow(handle, 'reacted to your story', '16:02', [flame]), noticeRow(handle, 'started following you', '15:31'),
  ] } },
  { file: 'vale-december-emoji.webp', format: 'webp', screen: { clock: '22:47', battery: 31, title: `${lumogram} activity`, parts: [
    middleLine('Thursday 9 December'), noticeRow(handle, 'reacted to your photo', '22:46', [flame]), noticeRow('fen.and.field', 'liked your photo', '20:12'),
  ] } },
  { file: 'vale-blocked.png', format: 'png', screen: { clock: '08:03', battery: 97, title: handle, parts: [
    portrait('User not available', 'This account has blocked you'), middleLine('Friday 10 December 2021'),
  ] } },
];

const ofOrrell: readonly Screenshot[] = [
  { file: 'orrell-message-request.png', format: 'png', screen: { clock: '20:58', battery: 45, title: 'Message request', parts: [
    middleLine('Monday 16 August 2021'), bubble('Hi Tamsin, found you on here too. Rowan from the station', '20:57', false), middleLine('Accept   -   Delete   -   Block'),
  ] } },
  { file: 'orrell-secret.png', format: 'png', screen: { clock: '21:27', battery: 52, title: 'Rowan Ashdown', parts: [
    middleLine('Saturday 11 September 2021'), bubble('image withheld in sample', '21:14', true), bubble('More like that please, only for my eyes', '21:15', false),
    bubble('Keep it secret though. Not a word to anyone or I lose my job', '21:16', false), bubble('I will not say anything', '21:25', true),
  ] } },
  { file: 'orrell-missed-calls.png', format: 'png', screen: { clock: '22:14', battery: 22, title: 'Recent calls', parts: [
    middleLine('Thursday 3 February 2022'), noticeRow(officersPersonalNumber, 'Missed call', '21:59'), noticeRow(officersPersonalNumber, 'Missed call', '21:41'), noticeRow('Mum', 'Outgoing, 12 minutes', '18:30'),
  ] } },
  { file: 'orrell-new-number.png', format: 'png', screen: { clock: '09:15', battery: 88, title: 'About this phone', parts: [
    labelled('My number', orrellsNewNumber), labelled('Number until 5 February 2022', orrellsNumber), labelled('Changed', '05/02/2022 09:12'),
  ] } },
  { file: 'orrell-last-message.jpg', format: 'jpeg', taken: { at: '2022:02:08 10:15:30', offset: '+00:00' }, screen: { clock: '10:14', battery: 71, title: 'Rowan Ashdown', parts: [
    middleLine('Saturday 5 February 2022'), bubble("I have a new number, please don't message", '19:20', true), middleLine('Sunday 6 February 2022'),
    bubble(`Found you. ${orrellsNewNumber} right?`, '22:14', false), middleLine('Monday 7 February 2022'), bubble('I asked you not to. I am reporting this', '08:00', true),
  ] } },
];

export const screenshots: readonly Screenshot[] = [...ofVale, ...ofOrrell];

/** The picture's bytes; the same for the same screenshot. */
export function drawScreenshot({ format, screen, taken }: Screenshot): Promise<Buffer> {
  const drawn = sharp(Buffer.from(screenSvg(screen))).flatten({ background: '#ffffff' });
  switch (format) {
    case 'png': return drawn.png({ palette: true, colours: 64, dither: 0 }).toBuffer();
    case 'webp': return drawn.webp({ quality: 82 }).toBuffer();
    case 'jpeg': {
      const exif = taken === undefined ? {} : {
        IFD0: { Make: 'Wessbridge Imaging', Model: 'Desk camera', DateTime: taken.at },
        IFD2: { DateTimeOriginal: taken.at, OffsetTimeOriginal: taken.offset },
      };
      return drawn.jpeg({ quality: 88 }).withExif(exif).toBuffer();
    }
  }
}

/** A picture that was sent in a chat, with its content left out. The chat's own number makes each different. */
export function withheldPicture(place: number): Promise<Buffer> {
  return sharp(Buffer.from(withheldSvg())).resize(480 + place * 2, 360).flatten({ background: '#8b8f94' }).jpeg({ quality: 80 }).toBuffer();
}
