/** What a sound or film says about itself. Runs in the reading thread only: its containers are as hostile as any other input. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseFile, type IAudioMetadata } from 'music-metadata';
import type { Field } from '../../../../shared/domain/item.ts';
import type { MediaFacts } from '../contained/orders.ts';
import { createdName } from './created-name.ts';

const maxFields = 200;
const maxValue = 2_000;
/** QuickTime counts from 1904; a clock that was never set writes zero. */
const quickTimeZeroMs = Date.UTC(1904, 0, 1);

const cut = (value: string): string => (value.length > maxValue ? `${value.slice(0, maxValue)}… (${value.length} characters in the file)` : value);

function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${seconds === whole ? '' : ` (${seconds.toFixed(3)} seconds)`}`;
}

function formatFields({ format }: IAudioMetadata): Field[] {
  const fields: Field[] = [];
  const add = (name: string, value: string | number | undefined, unit = ''): void => { if (value !== undefined && value !== '') fields.push({ name, value: `${value}${unit}` }); };
  add('Container', format.container);
  add('Codec', format.codec);
  if (format.duration !== undefined && Number.isFinite(format.duration)) add('Duration', clockText(format.duration));
  add('Channels', format.numberOfChannels);
  add('Samples a second', format.sampleRate);
  add('Bits a second', format.bitrate === undefined ? undefined : Math.round(format.bitrate));
  add('Made with', format.tool);
  // By the standard in UTC; many devices write local time. The digits are kept, the zone is for a person to say.
  for (const [name, time] of [[createdName, format.creationTime], ['Changed (as stored)', format.modificationTime]] as const) {
    if (time === undefined || Number.isNaN(time.getTime()) || time.getTime() <= quickTimeZeroMs) continue;
    add(name, time.toISOString().replace('T', ' ').replace(/(?:\.000)?Z$/, ''));
  }
  return fields;
}

function valueOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') return value.text;
  return '';
}

/** Tags as the file names them; pictures and other bytes inside them are left. */
function tagFields({ native }: IAudioMetadata): Field[] {
  return Object.entries(native).flatMap(([family, tags]) => tags.map(({ id, value }) => ({ name: `${family} ${id.slice(0, 100)}`, value: cut(valueOf(value)).replace(/\0+$/, '') })))
    .filter(({ value }) => value.trim() !== '').slice(0, maxFields);
}

/** Bytes of a speech frame by its type, without the byte that states it; 20 milliseconds each. */
const amrFrames: Readonly<Record<string, readonly number[]>> = {
  'audio/amr': [12, 13, 15, 17, 19, 20, 26, 31, 5], 'audio/amr-wb': [17, 23, 32, 36, 40, 46, 50, 58, 60, 5],
};

/** AMR has no header to speak of: its length is that of its frames, counted. */
async function readSpeech(path: string, mediaType: string): Promise<MediaFacts> {
  const sizes = amrFrames[mediaType] ?? [];
  let skip = mediaType === 'audio/amr' ? 6 : 9;
  let frames = 0;
  let strange = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let at = skip;
    while (at < chunk.length) {
      const type = ((chunk[at] ?? 0) >> 3) & 15;
      const size = sizes[type];
      if (size === undefined && type < 14) strange += 1;
      frames += 1;
      at += 1 + (size ?? 0);
    }
    skip = at - chunk.length;
  }
  const seconds = frames * 0.02;
  return {
    fields: [{ name: 'Container', value: 'AMR' }, { name: 'Codec', value: mediaType === 'audio/amr' ? 'AMR (narrow band)' : 'AMR-WB' }, { name: 'Duration', value: clockText(seconds) }],
    seconds, hasPicture: false, madeBy: null,
    faults: [...(strange > 0 ? ['It holds frames of a kind that does not exist: it is damaged.'] : []), ...(skip > 0 ? ['It ends in the middle of a frame.'] : [])],
  };
}

/** The library compares a chunk with what is left after it, so it says this of sound files. The length is checked here instead. */
const unfounded = /^data chunk /i;

async function cutOff(path: string, mediaType: string): Promise<string[]> {
  if (mediaType !== 'audio/wav') return [];
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const stated = bytesRead === 8 ? buffer.readUInt32LE(4) + 8 : 0;
    const { size } = await file.stat();
    return stated > size ? [`It ends ${(stated - size).toLocaleString('en-GB')} bytes before the length it states: it was cut off.`] : [];
  } finally {
    await file.close();
  }
}

/** Reads the file at `path`. Rejects when its container cannot be understood. */
export async function readMedia(path: string, mediaType: string): Promise<MediaFacts> {
  if (Object.hasOwn(amrFrames, mediaType)) return readSpeech(path, mediaType);
  const read = await parseFile(path, { duration: true, skipCovers: true });
  const { format, quality } = read;
  if (format.container === undefined && format.codec === undefined) throw new Error(quality.warnings[0]?.message ?? 'it says nothing about itself');
  const noted = quality.warnings.map(({ message }) => message).filter((message) => !unfounded.test(message));
  return {
    fields: [...formatFields(read), ...tagFields(read)], seconds: format.duration ?? null, hasPicture: format.hasVideo === true,
    madeBy: format.tool ?? null, faults: [...await cutOff(path, mediaType), ...noted.slice(0, 10).map((message) => `The reader noted: ${cut(message)}`)],
  };
}
