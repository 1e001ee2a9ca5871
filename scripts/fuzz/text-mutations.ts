/** Damage to lines, numbers and nesting, for content that is text. Text is handled as Latin-1, so that every byte survives. */
import { largestInsertion, spliced, type Mutation } from './byte-mutations.ts';
import type { Random } from './random.ts';

const inLines = (change: (lines: string[], random: Random) => string[]): Mutation => (bytes, random) =>
  Buffer.from(change(bytes.toString('latin1').split('\n'), random).join('\n'), 'latin1');

const swapLines = inLines((lines, random) => {
  const [one, other] = [random.below(lines.length), random.below(lines.length)];
  return lines.map((line, at) => (at === one ? lines[other] ?? '' : at === other ? lines[one] ?? '' : line));
});

const repeatLines = inLines((lines, random) => {
  const at = random.below(lines.length);
  const part = lines.slice(at, at + 1 + random.below(4));
  return lines.toSpliced(at, 0, ...Array.from({ length: 1 + random.below(random.chance(0.1) ? 200 : 4) }, () => part).flat());
});

const dropLines = inLines((lines, random) => lines.toSpliced(random.below(lines.length), 1 + random.below(4)));

const joinLines = inLines((lines, random) => {
  const at = random.below(lines.length - 1);
  return lines.toSpliced(at, 2, `${lines[at] ?? ''}${lines[at + 1] ?? ''}`);
});

const swapCells = inLines((lines, random) => {
  const at = random.below(lines.length);
  const separator = random.pick([',', '\t', ';', ' ', ': ', '"']);
  const cells = (lines[at] ?? '').split(separator);
  const [one, other] = [random.below(cells.length), random.below(cells.length)];
  return lines.with(at, cells.map((cell, place) => (place === one ? cells[other] ?? '' : place === other ? cells[one] ?? '' : cell)).join(separator));
});

/** What is written over a number. */
export const hugeNumbers = [
  '1e308', '-1e308', '1e-400', '1e999', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '18446744073709551616', '9007199254740993',
  '-1', '0', '-0', '00', 'NaN', 'Infinity', '-Infinity', 'null', '253402300800', '253402300800000', '8640000000000000', '8640000000000001', '-62135596800000', '4294967296', '2147483648',
  '99', '9999', '1.7976931348623157e+308', '0x7fffffffffffffff', '1_000', '٣', '１２', '9'.repeat(400), '31/02/2021', '24:60:60', '0000-00-00', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00.001Z', '9999-12-31T23:59:59.999999999Z',
].map((written) => Buffer.from(written).toString('latin1'));

/** The places of all matches, at most the first 20,000. */
function placesOf(pattern: RegExp, text: string): { readonly at: number; readonly length: number }[] {
  const places: { at: number; length: number }[] = [];
  for (const match of text.matchAll(pattern)) {
    places.push({ at: match.index, length: match[0].length });
    if (places.length === 20_000) break;
  }
  return places;
}

function replaceOne(pattern: RegExp, values: readonly string[]): Mutation {
  return (bytes, random) => {
    const text = bytes.toString('latin1');
    const places = placesOf(pattern, text);
    if (places.length === 0) return swapLines(bytes, random);
    const { at, length } = random.pick(places);
    return spliced(bytes, at, at + length, Buffer.from(random.pick(values), 'latin1'));
  };
}

const overwriteNumbers = replaceOne(/-?\d+(?:\.\d+)?/g, hugeNumbers);
const overwriteQuoted = replaceOne(/"[^"\n]{0,200}"/g, ['""', '"', 'null', 'true', '[]', '{}', '-1', '1e308', '"\\ud800"', '"\\u0000"', '"__proto__"', '"constructor"', '"\\x"', '"\\u12"', '[[]]', '{"":""}', '"2021-02-30"', `"${'A'.repeat(70_000)}"`]);
const overwriteMark = replaceOne(/[<>"'=/{}[\],:;\t&\\]/g, ['', '<', '>', '"', '\'', '=', '/', '{', '}', '[', ']', ',', ':', '&', '&#0;', '&#x110000;', '&lol;', '\\', '<!--', '<![CDATA[', ']]>', '<?', '\n', '\r', '\0', '--', '=\r\n']);

const bombs: readonly ((depth: number) => string)[] = [
  (depth) => '['.repeat(depth), (depth) => '{"a":'.repeat(depth), (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`, (depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  (depth) => '<a>'.repeat(depth), (depth) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`, (depth) => '<div><table><tr><td>'.repeat(depth / 4), (depth) => '<!--'.repeat(depth), (depth) => '{\\b '.repeat(depth),
  (depth) => '"'.repeat(depth), (depth) => '('.repeat(depth), (depth) => 'BEGIN:VEVENT\r\n'.repeat(depth / 8), (depth) => ' '.repeat(depth), (depth) => '\n'.repeat(depth), (depth) => '\\'.repeat(depth), (depth) => '&amp;'.repeat(depth),
  (depth) => 'A'.repeat(depth), (depth) => ','.repeat(depth), (depth) => '\t'.repeat(depth), (depth) => 'a=b;'.repeat(depth / 4), (depth) => `<x ${Array.from({ length: Math.min(5_000, depth / 10) }, (_, at) => `a${at}="1"`).join(' ')}>`,
  (depth) => '1'.repeat(depth), (depth) => '[1,'.repeat(depth), (depth) => '> '.repeat(depth), (depth) => '01/01/2021, 10:00 - '.repeat(depth / 20), (depth) => '=?utf-8?q?'.repeat(depth / 10), (depth) => '--x\r\n'.repeat(depth / 5),
];

const nest: Mutation = (bytes, random) => {
  const made = random.pick(bombs)(random.pick([200, 5_000, 60_000, 300_000])).slice(0, largestInsertion);
  const places = placesOf(/[[{:>,\n"(]/g, bytes.toString('latin1'));
  const at = places.length === 0 || random.chance(0.1) ? random.below(bytes.length + 1) : random.pick(places).at + 1;
  return spliced(bytes, at, at, made);
};

const entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>';

const declareEntities: Mutation = (bytes) => {
  const text = bytes.toString('latin1');
  const after = text.indexOf('?>');
  const at = after === -1 ? 0 : after + 2;
  return spliced(bytes, at, at, entities);
};

const encodeAgain: Mutation = (bytes, random) => {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const wide = Buffer.from(text, 'utf16le');
  switch (random.below(5)) {
    case 0: return Buffer.concat([Buffer.from('fffe', 'hex'), wide]);
    case 1: return Buffer.concat([Buffer.from('feff', 'hex'), wide.swap16()]);
    case 2: return Buffer.concat([Buffer.from('efbbbf', 'hex'), bytes]);
    case 3: return Buffer.concat([Buffer.from('fffe', 'hex'), wide.subarray(0, random.below(wide.length))]);
    default: return Buffer.from(text.replaceAll('\n', random.pick(['\r', '\r\n', '\u2028', '\u0085'])));
  }
};

export const textMutations: Readonly<Record<string, Mutation>> = {
  'lines swapped': swapLines, 'lines repeated': repeatLines, 'lines dropped': dropLines, 'lines joined': joinLines, 'cells swapped': swapCells,
  'number overwritten': overwriteNumbers, 'quoted value overwritten': overwriteQuoted, 'mark overwritten': overwriteMark, nested: nest, 'entities declared': declareEntities, 'encoded again': encodeAgain,
};
