/** Recognises sounds and films by their first bytes, never by their name. */

export interface MediaFound { readonly mediaType: string; readonly name: string }

const ascii = (bytes: Uint8Array, start: number, end: number): string => Buffer.from(bytes.subarray(start, end)).toString('latin1');

/** Pictures, and raw photographs, share the container of films. */
const pictureBrands = /^(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs]|crx )$/;
const soundBrands = /^(?:M4A |M4B |M4P |F4A )$/;

function mpeg4(head: Uint8Array): MediaFound | null {
  const box = ascii(head, 4, 8);
  if (box !== 'ftyp') {
    // QuickTime of old has no box that names it.
    const length = head.length >= 8 ? Buffer.from(head).readUInt32BE(0) : 0;
    return /^(?:moov|mdat|wide|pnot)$/.test(box) && (length === 1 || length >= 8) ? { mediaType: 'video/quicktime', name: 'QuickTime film' } : null;
  }
  const brand = ascii(head, 8, 12);
  if (pictureBrands.test(brand)) return null;
  if (soundBrands.test(brand)) return { mediaType: 'audio/mp4', name: 'MPEG-4 sound (M4A)' };
  if (brand === 'qt  ') return { mediaType: 'video/quicktime', name: 'QuickTime film' };
  if (/^3g[gprs2]/.test(brand)) return { mediaType: 'video/3gpp', name: '3GP recording' };
  return { mediaType: 'video/mp4', name: 'MPEG-4 film' };
}

function ogg(head: Uint8Array): MediaFound {
  const first = ascii(head, 26, 96);
  if (first.includes('OpusHead')) return { mediaType: 'audio/ogg', name: 'Ogg Opus sound, as voice messages are' };
  if (first.includes('theora')) return { mediaType: 'video/ogg', name: 'Ogg film' };
  return { mediaType: 'audio/ogg', name: 'Ogg sound' };
}

const layer3Rates = { 1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], 2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] } as const;
const sampleRates = [[11_025, 12_000, 8_000], [0, 0, 0], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]] as const;

/** Length in bytes of the MPEG layer 3 frame at `at`; 0 when there is none. */
function layer3Frame(head: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0] = head.subarray(at, at + 3);
  const version = (b >> 3) & 3;
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || ((b >> 1) & 3) !== 1 || version === 1) return 0;
  const rate = layer3Rates[version === 3 ? 1 : 2][c >> 4] ?? 0;
  const samples = sampleRates[version]?.[(c >> 2) & 3] ?? 0;
  return rate === 0 || samples === 0 ? 0 : Math.floor(((version === 3 ? 144_000 : 72_000) * rate) / samples) + ((c >> 1) & 1);
}

/** Length in bytes of the AAC (ADTS) frame at `at`; 0 when there is none. */
function adtsFrame(head: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = head.subarray(at, at + 6);
  if (a !== 0xff || (b & 0xf6) !== 0xf0 || ((c >> 2) & 15) > 12) return 0;
  const length = ((d & 3) << 11) | (e << 3) | (f >> 5);
  return length >= 7 ? length : 0;
}

/** Two frames one after the other: two bytes alone would find sound everywhere. */
function frames(head: Uint8Array): MediaFound | null {
  const layer3 = layer3Frame(head, 0);
  if (layer3 > 0 && layer3Frame(head, layer3) > 0) return { mediaType: 'audio/mpeg', name: 'MP3 sound' };
  const adts = adtsFrame(head, 0);
  return adts > 0 && adtsFrame(head, adts) > 0 ? { mediaType: 'audio/aac', name: 'AAC sound' } : null;
}

/** What kind of sound or film these first bytes begin; null for anything else. */
export function detectMedia(head: Uint8Array): MediaFound | null {
  if (head.length < 8) return null;
  const four = ascii(head, 0, 4);
  if (four === 'OggS') return ogg(head);
  if (four === 'RIFF' && ascii(head, 8, 12) === 'WAVE') return { mediaType: 'audio/wav', name: 'WAV sound' };
  if (four === 'RIFF' && ascii(head, 8, 12) === 'AVI ') return { mediaType: 'video/x-msvideo', name: 'AVI film' };
  if (four === '\x1a\x45\xdf\xa3') return ascii(head, 4, 64).includes('webm') ? { mediaType: 'video/webm', name: 'WebM film' } : { mediaType: 'video/x-matroska', name: 'Matroska film' };
  if (four === 'fLaC') return { mediaType: 'audio/flac', name: 'FLAC sound' };
  if (ascii(head, 0, 3) === 'ID3' && head.length >= 10 && (head[3] ?? 255) < 5) return { mediaType: 'audio/mpeg', name: 'MP3 sound' };
  if (ascii(head, 0, 6) === '#!AMR\n') return { mediaType: 'audio/amr', name: 'AMR speech' };
  if (ascii(head, 0, 9) === '#!AMR-WB\n') return { mediaType: 'audio/amr-wb', name: 'AMR wide-band speech' };
  if (Buffer.from(head.subarray(0, 8)).toString('hex') === '3026b2758e66cf11') return { mediaType: 'video/x-ms-asf', name: 'Windows Media recording' };
  return mpeg4(head) ?? frames(head);
}
