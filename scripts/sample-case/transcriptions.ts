/** What a reviewer reads off the screenshots: each entry becomes an item of its own, beside the picture. */
import type { ItemKind } from '../../shared/domain/item.ts';
import type { SampleTranscription } from './manifest.ts';
import { officer, officersPersonalNumber, orrell, vale } from './people.ts';
import { screenHeight } from './phone-screen.ts';

interface Reading {
  readonly exhibit: string;
  readonly kind: ItemKind;
  readonly at: string;
  /** The picture's own characters. */
  readonly written: string;
  readonly from: string;
  readonly to: string;
  readonly thread: string;
  readonly text: string;
  /** Top and height on the screen, in pixels. */
  readonly top: number;
  readonly height: number;
}

const handle = 'rowan.a.rides';
const lumogram = 'Lumogram';

const readings: readonly Reading[] = [
  { exhibit: 'DEF/2', kind: 'event', at: '2021-09-28 15:31', written: '15:31 now', from: handle, to: vale, thread: lumogram, text: `${handle} started following you`, top: 180, height: 96 },
  { exhibit: 'DEF/4', kind: 'event', at: '2021-09-28 16:02', written: '16:02', from: handle, to: vale, thread: lumogram, text: 'Reacted to your story: 🔥 (flame)', top: 312, height: 132 },
  { exhibit: 'DEF/4', kind: 'event', at: '2021-09-28 16:05', written: '16:05', from: handle, to: vale, thread: lumogram, text: 'Reacted to your story: 😍 (heart eyes)', top: 180, height: 132 },
  { exhibit: 'DEF/5', kind: 'event', at: '2021-12-09 22:46', written: '22:46', from: handle, to: vale, thread: lumogram, text: 'Reacted to your photo: 🔥 (flame)', top: 180, height: 132 },
  { exhibit: 'DEF/6', kind: 'event', at: '2021-12-10 08:03', written: '08:03', from: handle, to: vale, thread: lumogram, text: `This account has blocked you (${handle})`, top: 128, height: 264 },
  { exhibit: 'DEF/7', kind: 'message', at: '2021-08-16 20:57', written: '20:57', from: officer, to: orrell, thread: 'Message request', text: 'Hi Tamsin, found you on here too. Rowan from the station', top: 180, height: 116 },
  { exhibit: 'DEF/9', kind: 'call', at: '2022-02-03 21:41', written: '21:41', from: officersPersonalNumber, to: orrell, thread: 'Recent calls', text: 'Missed call', top: 276, height: 96 },
  { exhibit: 'DEF/9', kind: 'call', at: '2022-02-03 21:59', written: '21:59', from: officersPersonalNumber, to: orrell, thread: 'Recent calls', text: 'Missed call', top: 180, height: 96 },
  { exhibit: 'DEF/10', kind: 'event', at: '2022-02-05 09:12', written: '05/02/2022 09:12', from: orrell, to: '', thread: 'About this phone', text: 'Number changed from 07700 900385 to 07700 900588', top: 128, height: 246 },
];

const zoneBasisBy: Readonly<Record<string, string>> = {
  [vale]: 'Statement of I. Vale: handset on automatic UK time', [orrell]: 'Statement of T. Orrell: handset on automatic UK time',
};

export const transcriptions: readonly SampleTranscription[] = readings.map(({ exhibit, kind, at, written, from, to, thread, text, top, height }) => ({
  exhibit, kind, date: at.slice(0, 10), clock: at.slice(11), written, precision: 'minute',
  zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: zoneBasisBy[to === '' ? from : to] ?? '',
  from, to: to === '' ? [] : [to], thread, text,
  region: { x: 0, y: top / screenHeight, width: 1, height: height / screenHeight },
}));
