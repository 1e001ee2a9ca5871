/**
 * The lines of one entry as named values. `Key:<tab>value`; a bare `From`, `To` or `Participant`
 * opens a block for the lines below it; any other line goes on with the value above it.
 */

export const blocks = ['From', 'To', 'Participant'] as const;
export type Block = (typeof blocks)[number] | '';

export interface Attribute {
  /** The block the value stands in; '' outside any. */
  readonly block: Block;
  readonly key: string;
  /** Without the tabs after the colon; several lines are joined by a line feed. */
  readonly value: string;
}

/** Keys are believed without a tab only when they are known: a text may hold any word and a colon. */
const knownKeys = new Set([
  'text', 'time', 'type', 'tel', 'name', 'number', 'call type', 'duration', 'direction', 'status', 'storage', 'data', 'attribute', 'web address', 'domain',
  'reference number', 'segment number', 'segments', 'subject', 'email', 'e-mail', 'service center', 'account', 'index', 'folder',
]);
const tabbedKey = /^([^\s:\t][^:\t]{0,60}):[ ]{0,4}(?:\t[\t ]{0,16}(.*)|)$/s;
const plainKey = /^([^\s:\t][^:\t]{0,60}): (.*)$/s;

interface Pair { readonly key: string; readonly value: string }

/** The key and value of a line; null when it goes on with the value above. `inText`: a line of running text may look like a key. */
function pairOf(line: string, inText: boolean): Pair | null {
  const tabbed = tabbedKey.exec(line);
  if (tabbed !== null && (tabbed[2] !== undefined || !inText || knownKeys.has((tabbed[1] ?? '').trim().toLowerCase()))) {
    return { key: (tabbed[1] ?? '').trim(), value: tabbed[2] ?? '' };
  }
  const plain = inText ? null : plainKey.exec(line);
  if (plain === null || !knownKeys.has((plain[1] ?? '').trim().toLowerCase())) return null;
  return { key: (plain[1] ?? '').trim(), value: (plain[2] ?? '').trim() };
}

/** `From` alone opens a block when nothing or a key follows; otherwise it is a word in a text. */
function blockOf(lines: readonly string[], at: number): Block | null {
  const word = (lines[at] ?? '').trim();
  const block = blocks.find((name) => name === word);
  if (block === undefined) return null;
  const next = lines.slice(at + 1).find((line) => line.trim() !== '');
  const opens = next === undefined || pairOf(next, true) !== null || blocks.some((name) => name === next.trim());
  return opens ? block : null;
}

export interface ReadAttributes {
  readonly attributes: readonly Attribute[];
  /** Lines before the first key, which belong to no value. */
  readonly loose: readonly string[];
}

/** Without the empty lines at its end, found in one pass however many there are inside. */
function withoutLastLines(value: string): string {
  let end = value.length;
  while (end > 0 && value[end - 1] === '\n') end -= 1;
  return value.slice(0, end);
}

/** Reads the lines of an entry below its heading. Every line ends up in a value or in `loose`. */
export function readAttributes(lines: readonly string[]): ReadAttributes {
  const attributes: { block: Block; key: string; value: string }[] = [];
  const loose: string[] = [];
  let block: Block = '';
  let open: { value: string; key: string } | null = null;
  lines.forEach((line, at) => {
    const opened = blockOf(lines, at);
    if (opened !== null) { block = opened; open = null; return; }
    const pair = pairOf(line, open?.key.toLowerCase() === 'text');
    if (pair !== null) {
      const attribute = { block, ...pair };
      attributes.push(attribute);
      open = attribute;
    } else if (open === null) {
      if (line.trim() !== '') loose.push(line);
    } else {
      open.value += `\n${line}`;
    }
  });
  return { attributes: attributes.map((attribute) => ({ ...attribute, value: withoutLastLines(attribute.value) })), loose };
}
