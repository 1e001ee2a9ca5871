/** Draws the screen of a telephone of no particular make: status bar, title, and what is below it. 540 × 1080 pixels. */
import { widthOf, words, wrap } from './lettering.ts';

export const screenWidth = 540;
export const screenHeight = 1080;

const ink = '#1b1f24';
const quiet = '#6a727c';
const accent = '#2f5d8a';

/** A flame, 40 pixels high, from its top left corner. */
export function flame(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})"><path d="M20 0c3 9 14 14 14 26a14 14 0 0 1-28 0c0-6 4-9 5-14 4 2 5 5 5 8 4-6 5-12 4-20z" fill="#e8591c"/><path d="M20 22c2 4 6 6 6 11a6 6 0 0 1-12 0c0-4 4-6 6-11z" fill="#f9c846"/></g>`;
}

/** A smiling face with hearts for eyes, 40 pixels high. */
export function heartEyes(x: number, y: number): string {
  const heart = (dx: number): string => `<path transform="translate(${dx} 10)" d="M6 10 0 4a3.4 3.4 0 0 1 6-3 3.4 3.4 0 0 1 6 3z" fill="#d22f3d"/>`;
  return `<g transform="translate(${x} ${y})"><circle cx="20" cy="20" r="19" fill="#f7cd46"/>${heart(6)}${heart(22)}<path d="M9 24h22a11 10 0 0 1-22 0z" fill="#6b3b12"/></g>`;
}

export interface ScreenPart { readonly svg: string; readonly height: number }

/** One line of a list of notices, with what it is about and when. */
export function noticeRow(title: string, detail: string, when: string, marks: readonly ((x: number, y: number) => string)[] = []): ScreenPart {
  const drawn = marks.map((mark, index) => mark(100 + index * 52, 76)).join('');
  const height = marks.length === 0 ? 96 : 132;
  const svg = `<circle cx="52" cy="48" r="28" fill="#c9d1d9"/>${words(title, 96, 40, { size: 21, fill: ink, bold: true })}${words(detail, 96, 68, { size: 19, fill: ink })}`
    + `${words(when, screenWidth - 24, 40, { size: 17, fill: quiet, anchor: 'end' })}${drawn}<path d="M24 ${height - 1}H516" stroke="#dde1e6"/>`;
  return { svg, height };
}

/** A chat bubble; the owner's own stand on the right. */
export function bubble(text: string, clock: string, own: boolean): ScreenPart {
  const size = 20;
  const lines = wrap(text, 330, size);
  const width = Math.max(...lines.map((line) => widthOf(line, size)), 90) + 36;
  const height = lines.length * 28 + 48;
  const x = own ? screenWidth - 24 - width : 24;
  const set = lines.map((line, index) => words(line, x + 18, 34 + index * 28, { size, fill: ink })).join('');
  return { svg: `<rect x="${x}" y="4" width="${width}" height="${height - 4}" rx="16" fill="${own ? '#d7e6f5' : '#eceff2'}"/>${set}${words(clock, x + width - 14, height - 12, { size: 14, fill: quiet, anchor: 'end' })}`, height: height + 12 };
}

/** A line in the middle of the screen, such as a date. */
export function middleLine(text: string, size = 18): ScreenPart {
  return { svg: words(text, screenWidth / 2, size + 14, { size, fill: quiet, anchor: 'middle' }), height: size + 34 };
}

/** A heading with what stands under it, as settings and profiles show them. */
export function labelled(label: string, value: string): ScreenPart {
  return { svg: `${words(label, 28, 30, { size: 16, fill: quiet })}${words(value, 28, 60, { size: 23, fill: ink })}<path d="M24 81H516" stroke="#dde1e6"/>`, height: 82 };
}

/** A large round portrait, left grey. */
export function portrait(name: string, under: string): ScreenPart {
  return { svg: `<circle cx="270" cy="90" r="66" fill="#c9d1d9"/>${words(name, 270, 200, { size: 28, fill: ink, bold: true, anchor: 'middle' })}${words(under, 270, 234, { size: 19, fill: quiet, anchor: 'middle' })}`, height: 264 };
}

export interface Screen { readonly clock: string; readonly battery: number; readonly title: string; readonly parts: readonly ScreenPart[] }

/** The whole screen as SVG. */
export function screenSvg({ clock, battery, title, parts }: Screen): string {
  let y = 128;
  const placed = parts.map((part) => {
    const group = `<g transform="translate(0 ${y})">${part.svg}</g>`;
    y += part.height;
    return group;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${screenWidth}" height="${screenHeight}" viewBox="0 0 ${screenWidth} ${screenHeight}"><rect width="100%" height="100%" fill="#ffffff"/>`
    + `${words(clock, 28, 36, { size: 22, fill: ink, bold: true })}<rect x="462" y="18" width="40" height="20" rx="4" fill="none" stroke="${ink}" stroke-width="2"/><rect x="465" y="21" width="${(34 * battery) / 100}" height="14" fill="${ink}"/><rect x="504" y="24" width="4" height="8" fill="${ink}"/>`
    + `<rect y="56" width="${screenWidth}" height="60" fill="#f4f6f8"/>${words(title, 28, 95, { size: 26, fill: accent, bold: true })}${placed.join('')}<rect x="190" y="1060" width="160" height="6" rx="3" fill="${ink}"/></svg>`;
}

/** A flat grey picture that says its content was left out. */
export function withheldSvg(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="100%" height="100%" fill="#8b8f94"/>${words('image withheld in sample', 240, 188, { size: 28, fill: '#ffffff', anchor: 'middle' })}</svg>`;
}
