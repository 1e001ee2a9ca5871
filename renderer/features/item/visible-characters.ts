/** Characters that print nothing, or steer the text round them, made visible. */

const names: Readonly<Record<string, string>> = {
  '\u200e': '[LRM]', '\u200f': '[RLM]', '\u202a': '[LRE]', '\u202b': '[RLE]', '\u202c': '[PDF]', '\u202d': '[LRO]', '\u202e': '[RLO]',
  '\u2066': '[LRI]', '\u2067': '[RLI]', '\u2068': '[FSI]', '\u2069': '[PDI]', '\u202f': '[NNBSP]', '\ufeff': '[BOM]',
};
const steering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u202f\ufeff]/g;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text with every invisible character named, so that no row can disguise itself. Line ends and tabs stay. */
export function visibleCharacters(text: string): string {
  return text
    .replace(steering, (character) => names[character] ?? '')
    .replace(controls, (character) => String.fromCodePoint(0x2400 + (character.codePointAt(0) === 0x7f ? 0x21 : character.codePointAt(0) ?? 0)));
}
