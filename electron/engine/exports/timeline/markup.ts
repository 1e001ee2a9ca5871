/** Evidence as HTML: escaped everywhere, and unable to steer anything round it. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Characters that reorder text or print nothing; shown by name, so that no row can disguise itself. */
const steering: Readonly<Record<string, string>> = {
  '\u200e': 'LRM', '\u200f': 'RLM', '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\ufeff': 'BOM',
};
const namedPattern = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Every character that is shown by name, and its name: those that steer, and control characters but tab and line ends. */
export const namedCharacters: Readonly<Record<string, string>> = {
  ...steering, ...Object.fromEntries(Array.from({ length: 33 }, (_, code) => (code === 32 ? 0x7f : code)).filter((code) => ![9, 10, 13].includes(code)).map((code) => [String.fromCharCode(code), String.fromCodePoint(0x2400 + (code === 0x7f ? 0x21 : code))])),
};

/** Verbatim text for a page: line ends kept, every invisible character shown by its name. */
export function evidenceHtml(text: string): string {
  return escapeHtml(text.replaceAll('\r\n', '\n'))
    .replace(namedPattern, (character) => `<span class="control">${namedCharacters[character] ?? ''}</span>`);
}

/** Blocks whose letters or digits run from right to left (Unicode's classes R, AL and AN); characters that only steer are shown by name. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Evidence in a box of its own direction, where it has one: without letters from right to left it can turn nothing round, and boxes in every cell make setting pages a seventh slower (measured). */
export function isolated(text: string): string {
  const html = evidenceHtml(text);
  return rightToLeft.test(text) ? `<bdi dir="auto">${html}</bdi>` : html;
}
