/** Options of the command line, parsed once; every command reads what it needs and refuses what it does not know. */
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { PlumblineError } from '../../shared/contract/errors.ts';

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const everywhere = { json: flag, author: text, settings: text, 'take-over': flag } as const satisfies ParseArgsOptionsConfig;
const answers = {
  zone: text, 'zone-basis': text, 'zone-by': text, 'date-order': text, 'device-owner': text, mapping: text, 'mapping-name': text, encoding: text,
  epoch: text, part: many,
} as const satisfies ParseArgsOptionsConfig;
const filter = {
  kind: many, exhibit: many, person: many, 'held-by': many, related: many, excluded: flag, 'in-review': flag, tag: many, assessment: many, from: text, until: text, around: text, within: text, conversation: text, 'accesses-about': many, channel: many, view: text, pattern: text, search: text, 'no-undated': flag, read: flag, unread: flag,
  second: many, particular: many, standard: many, relevance: many, handling: many, 'officers-account': text,
} as const satisfies ParseArgsOptionsConfig;
const exhibit = { ref: text, producer: text, description: text, owner: text, basis: text } as const satisfies ParseArgsOptionsConfig;

const assessment = { assess: text, reasons: text, innocent: text, particular: many, standard: many, unlink: flag } as const satisfies ParseArgsOptionsConfig;
const personWords = { name: text, role: text, relationship: text, 'relationship-kind': text, notes: text } as const satisfies ParseArgsOptionsConfig;

/** Options a command takes beside those every command takes, and how many words follow it. */
export const commandOptions = {
  create: { about: 'makes a case folder', words: 1, options: { title: text, reference: text, force: text, regime: text, officer: text, zone: text, marking: text } },
  add: { about: 'adds a file or folder as an exhibit, without reading it', words: 2, options: exhibit },
  import: { about: 'adds a file or folder as an exhibit and reads it, or reads an exhibit again', words: [1, 2], options: { ...exhibit, ...answers, exhibit: text } },
  inspect: { about: 'says what an exhibit is and what has to be answered', words: 1, options: { ...answers, exhibit: text } },
  exhibits: { about: 'lists the exhibits with their hashes', words: 1, options: {} },
  certificates: { about: 'prints the import certificates in force', words: 1, options: {} },
  items: { about: 'prints items in timeline order', words: 1, options: { ...filter, jsonl: flag } },
  search: { about: 'prints items that contain the words', words: 2, options: { ...filter, jsonl: flag } },
  tag: { about: 'tags and assesses items', words: 1, options: { item: many, add: many, remove: many, ...assessment, account: text } },
  agree: { about: 'agrees, as second reviewer, with the first assessment of items', words: 1, options: { item: many, reasons: text } },
  account: { about: 'records what the officer or somebody else says of items, with its source', words: 1, options: { item: many, account: text, whose: text, name: text, text, source: text, place: text, on: text, withdraw: flag } },
  checklist: { about: 'shows or answers the checklist of items', words: 1, options: { item: many, question: text, answer: text, basis: text, note: text } },
  disclose: { about: 'sets the relevance and handling of items', words: 1, options: { item: many, relevance: text, handling: text, reason: text } },
  bulk: { about: 'assesses, tags, sets disclosure on or leaves out every item of a filter; says first what it would do', words: 1, options: { ...filter, ...assessment, put: text, take: text, 'set-relevance': text, 'set-handling': text, reason: text, existing: text, 'link-particular': many, 'link-standard': many, exclude: text, include: text, do: flag } },
  differences: { about: 'lists where second reviewers differ from the first; also where they agree, and what waits', words: 1, options: { list: text } },
  allegations: { about: 'lists allegations and particulars with their results; adds, changes or removes one, records or withdraws a result', words: 1, options: { result: text, outcome: text, by: text, on: text, words: text, 'withdraw-result': text, add: text, under: text, change: text, number: text, text, remove: text, reason: text, 'even-if-used': flag } },
  standards: { about: 'lists the ten Standards; states the wording of one in this case', words: 1, options: { code: text, title: text, wording: text, source: text } },
  undo: { about: 'takes back your latest tag or assessment', words: 1, options: {} },
  transcribe: { about: 'writes down what a picture shows, as an item', words: 1, options: { item: text, kind: text, attachment: text, region: text, date: text, clock: text, written: text, precision: text, 'from-zone': text, 'zone-basis': text, 'zone-by': text, from: text, to: many, thread: text, text } },
  'write-event': { about: 'writes down an event read in an exhibit, as an item', words: 1, options: { exhibit: text, page: text, kind: text, date: text, clock: text, written: text, precision: text, 'from-zone': text, 'zone-basis': text, 'zone-by': text, from: text, to: many, thread: text, text } },
  withdraw: { about: 'takes back an item that a person wrote down', words: 1, options: { item: text, reason: text } },
  'read-pictures': { about: 'reads the text in pictures by machine', words: 1, options: { item: many, again: flag } },
  'picture-text': { about: 'prints, corrects or signs off the text read in a picture', words: 1, options: { item: text, attachment: text, correct: text, 'sign-off': flag, undo: flag } },
  'similar-pictures': { about: 'finds pictures that look alike', words: 1, options: { item: text } },
  duplicates: { about: 'lists files that are in more than one exhibit', words: 1, options: { kind: text, hash: flag } },
  mappings: { about: 'lists saved column mappings; loads and writes them as files', words: 0, options: { name: text, write: text, load: text, remove: text } },
  tags: { about: 'lists the tag set; adds, changes, moves or takes out a tag', words: 1, options: { save: text, move: text, to: text, code: text, definition: text, remove: text, reason: text, 'even-if-used': flag } },
  export: { about: '“export timeline <case> <file.pdf>” makes the timeline PDF; “export rows <case> <file> --format F” the same rows for other programs; “export terms <case> <file.csv or .pdf>” the schedule of search terms; “export chronology”, “sequence”, “messages”, “accesses”, “exhibits”, “unused”, “conversation”, “transcript” or “patterns” that document as PDF', words: 3, options: { ...filter, per: text, silence: text, 'show-zone': text, format: text, 'no-mark': flag, ciphers: flag, ordinary: many, overwrite: flag, 'bundle-pages': flag, 'name-emoji': flag, order: text, 'leave-out': many, 'first-number': text, sensitive: flag, item: text, attachment: text, 'rows-before': text, 'rows-after': text, 'contact-before': text, 'contact-after': text } },
  people: { about: 'lists the people with what they hold', words: 1, options: { matching: text, relationship: many } },
  'person-add': { about: 'adds a person', words: 1, options: personWords },
  'person-update': { about: 'changes a person’s name, role, relationship or notes', words: 1, options: { ...personWords, person: text } },
  'person-hold': { about: 'states that a person holds a number, name, handle, plate …', words: 1, options: { person: text, holding: text, kind: text, value: text, 'valid-from': text, 'valid-until': text, basis: text, shared: flag } },
  'person-release': { about: 'takes such a statement back', words: 1, options: { holding: text, reason: text } },
  'person-merge': { about: 'makes one person of two', words: 1, options: { keep: text, merge: text, reason: text } },
  'person-split': { about: 'takes a merged person, or some identifiers, apart again', words: 1, options: { person: text, merged: text, name: text, role: text, holding: many, reason: text } },
  'person-accept': { about: 'accepts a suggestion', words: 1, options: { suggestion: text, person: text, reason: text } },
  'person-decline': { about: 'declines a suggestion and remembers why', words: 1, options: { suggestion: text, reason: text } },
  'people-suggestions': { about: 'lists what may belong together, with the evidence; changes nothing', words: 1, options: {} },
  'people-undo': { about: 'takes back your latest change to people', words: 1, options: {} },
  'person-history': { about: 'lists what was ever said of a person, and by whom', words: 1, options: { person: text } },
  ciphers: { about: 'lists who has a cipher, without names; gives or takes back one', words: 1, options: { give: text, withdraw: flag, suggest: text, person: text, ground: text, basis: text, reason: text } },
  redact: { about: 'lists what is taken out of a page or picture in a bundle in cipher; adds, withdraws, suggests', words: 1, options: { exhibit: text, item: text, attachment: text, add: flag, page: text, region: text, reason: text, withdraw: text, suggest: flag, take: flag, ordinary: many, password: text } },
  'cipher-key': { about: 'prints whom each cipher stands for; that it was read is recorded', words: 1, options: { purpose: text } },
  identifiers: { about: 'lists every identifier seen, its forms and who holds it', words: 1, options: { matching: text, kind: many, unheld: flag } },
  views: { about: 'lists saved views; saves the filter given, or removes one', words: 1, options: { ...filter, save: text, remove: text } },
  coverage: { about: 'prints how much has been read, by exhibit, person and search term; lists terms', words: 1, options: { list: many, drop: text, reason: text, schedule: flag } },
  seen: { about: 'records that you have had items before you', words: 1, options: { item: many } },
  'file-notes': { about: 'prints what is said of an item’s files', words: 1, options: { item: text } },
  'file-describe': { about: 'says what a file shows, so that others need not look', words: 1, options: { item: text, attachment: text, text } },
  'file-stop': { about: 'stops work on a file that may show a person under 18', words: 1, options: { item: text, attachment: text, reason: text } },
  'file-release': { about: 'lets such a file be opened again', words: 1, options: { item: text, attachment: text, reason: text } },
  reveals: { about: 'lists which files were shown, to whom and how long', words: 1, options: {} },
  pairs: { about: 'lists system accesses with the contacts near them, and why', words: 1, options: { before: text, after: text, list: text, sort: text, contacts: text, access: text } },
  'pair-decide': { about: 'accepts or rejects that an access and a contact belong together', words: 1, options: { access: text, contact: text, decision: text, reason: text } },
  anchors: { about: 'lists the dated facts contact is measured against; states, changes, removes one', words: 1, options: { kind: text, title: text, date: text, clock: text, 'from-zone': text, 'zone-basis': text, 'zone-by': text, source: text, note: text, person: text, add: flag, change: text, remove: text, reason: text, undo: flag } },
  duty: { about: 'lists duty typed by people; enters, changes, withdraws a spell', words: 1, options: { add: flag, change: text, state: text, from: text, until: text, 'from-zone': text, 'zone-basis': text, 'zone-by': text, source: text, note: text, withdraw: text, reason: text, undo: flag } },
  patterns: { about: 'counts contacts and accesses by clock, duty, direction, source, silence and anchors', words: 1, options: { ...filter, 'show-zone': text, per: text, silence: text, anchors: flag, 'per-person': flag } },
  conversation: { about: 'says of the conversation an item is of, or of a filter, how contact went by official and personal channels', words: 1, options: { ...filter, item: text, 'show-zone': text } },
  channels: { about: 'lists what is said to be official or personal; says it of an exhibit, a conversation or an identifier', words: 1, options: { exhibit: text, conversation: text, kind: text, value: text, say: text, reason: text, undo: flag } },
  'third-parties': { about: 'lists third-party conversations and who opened them; states, opens, closes one', words: 1, options: { conversation: text, say: text, open: flag, close: flag, reason: text } },
  bundle: { about: 'lists hearing bundles; keeps, shows, sets, makes, serves, compares or removes one; says which page an item is on, and what is on a page', words: 1, options: { save: text, change: text, show: text, set: text, profile: text, override: many, 'no-override': many, 'in-section': text, withhold: many, 'no-withhold': many, remark: many, 'no-remark': many, because: text, make: text, 'in-cipher': text, ordinary: many, fresh: flag, to: text, password: many, late: text, 'added-on': text, overwrite: flag, versions: text, serve: text, version: text, recipient: many, on: text, acknowledge: many, note: text, file: text, copy: text, split: text, 'most-pages': text, ciphers: flag, compare: text, earlier: text, later: text, 'page-of': text, item: text, 'items-on': text, page: text, remove: text, reason: text } },
  log: { about: 'prints the continuity log, newest first', words: 1, options: {} },
  verify: { about: 'checks database, log, originals and certificates', words: 1, options: {} },
} as const;

/** A line for each command. */
export function helpText(): string {
  const lines = Object.entries(commandOptions).map(([name, { about }]) => `  ${name.padEnd(20)}${about}`);
  return ['npm run -s plumbline -- <command> <case> [options]', '', ...lines, '', 'docs/cli.md has every option, exit code and output shape.', ''].join('\n');
}

export type CliCommand = keyof typeof commandOptions;

export interface Invocation {
  readonly command: CliCommand;
  readonly words: readonly string[];
  readonly json: boolean;
  /** Values given once. */
  readonly one: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
}

/** The command line was not understood: exit code 2. */
export class Misunderstood extends Error {}

function isCliCommand(word: string | undefined): word is CliCommand {
  return word !== undefined && Object.hasOwn(commandOptions, word);
}

/** Reads the arguments after the program's name. Throws Misunderstood. */
export function readInvocation(args: readonly string[]): Invocation {
  const [command, ...rest] = args;
  if (!isCliCommand(command)) throw new Misunderstood(`${command === undefined ? 'Name a command' : `There is no command “${command}”`}. Commands: ${Object.keys(commandOptions).join(', ')}. See docs/cli.md.`);
  const known = commandOptions[command];
  const options: ParseArgsOptionsConfig = { ...everywhere, ...known.options };
  const parsed = ((): ReturnType<typeof parseArgs> => {
    try {
      return parseArgs({ args: [...rest], options, allowPositionals: true });
    } catch (error) {
      throw new Misunderstood(error instanceof Error ? error.message : String(error));
    }
  })();
  const [fewest, most] = typeof known.words === 'number' ? [known.words, known.words] : known.words;
  if (parsed.positionals.length < fewest || parsed.positionals.length > most) {
    throw new Misunderstood(`“${command}” takes ${fewest === most ? String(fewest) : `${fewest} or ${most}`} ${most === 1 ? 'word' : 'words'} beside its options; ${parsed.positionals.length} given. See docs/cli.md.`);
  }
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const all = (name: string): readonly string[] => {
    const value = values[name];
    return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  };
  return { command, words: parsed.positionals, json: values['json'] === true, all, one: (name) => all(name)[0], has: (name) => values[name] === true };
}

/** A value from a closed list. Throws `invalid_input` naming the list. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new PlumblineError('invalid_input', `--${name} ${value}: choose one of ${allowed.join(', ')}.`);
  return found;
}

/** A path as typed: npm runs scripts in the project's folder and says in INIT_CWD where the person was. */
export function pathGiven(typed: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);
}

/** An option that must be there. */
export function required(invocation: Invocation, name: string): string {
  const value = invocation.one(name);
  if (value === undefined) throw new Misunderstood(`“${invocation.command}” needs --${name}. See docs/cli.md.`);
  return value;
}
