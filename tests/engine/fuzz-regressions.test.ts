/** Damaged inputs that once failed, by their seeds (docs/fuzzing.md). Each is made again and must now be read, set aside or refused. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ownEntry } from '../../electron/engine/importers/text/own-entry.ts';
import { membersOf } from '../../scripts/fuzz/archive-members.ts';
import { fileInput, sampleInputs, samplesPresent, type FuzzInput } from '../../scripts/fuzz/inputs.ts';
import { inventedInputs } from '../../scripts/fuzz/invented-inputs.ts';
import { axiomReport, email } from '../../scripts/fuzz/invented-texts.ts';
import { judge, sourceIn } from '../../scripts/fuzz/judge.ts';
import { mutate } from '../../scripts/fuzz/mutate.ts';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { SourceFolder } from '../fixtures/evidence-sources.ts';

if (!samplesPresent) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

/** `done` is what the seed does: when the making of damage changes, it says that the seed must be found again. */
const once: readonly { readonly name: string; readonly seed: number; readonly done: string; readonly was: string }[] = [
  { name: 'macos-imessage/imessage_chat.db', seed: 36, done: 'blocks swapped', was: 'a damaged page met while counting removed rows ended the import' },
  { name: 'ios-voicemail/testdata.voicemail.voicemail.josh_ios15_ffs.zip', seed: 8, done: 'in filesystem2/mobile/Library/Voicemail/voicemail.db: bytes deleted values changed', was: 'a damaged list of row ids ended the import' },
  { name: 'ios-voicemail/testdata.voicemail.voicemail.josh_ios15_ffs.zip', seed: 19, done: 'in filesystem2/mobile/Library/Voicemail/voicemail.db: values changed part repeated values changed', was: 'a damaged list of row ids ended the import' },
  { name: 'android-calls/contacts2.db', seed: 85, done: 'values changed values changed values changed values changed', was: 'a call that lasts longer than any calendar ended the import' },
  { name: 'android-tango/tango_android_tc.db', seed: 140, done: 'values changed blocks swapped values changed', was: 'a damaged page gave rows of one row id, and so of one place' },
  { name: 'ios-kik/kik.sqlite', seed: 228, done: 'block blanked', was: 'a damaged page gave rows of one row id, and so of one place' },
  { name: 'invented/axiom.xml', seed: 29, done: 'entities declared nested lines joined nested', was: 'every fault of the XML was given a stack, which took nearly all the time' },
  { name: 'invented/cellebrite-chats.csv', seed: 90, done: 'lines dropped nested lines dropped', was: 'a copy of every row of another length than the first took minutes' },
  { name: 'invented/page.html', seed: 69, done: 'nested nested', was: 'parts of a page that is one line had one place' },
  { name: 'invented/axiom.xml', seed: 448, done: 'part repeated bytes inserted number overwritten', was: 'hits after an artifact that closes too early had the places of others' },
  { name: 'meta-json/facebook_testlog.json', seed: 354, done: 'quoted value overwritten', was: 'a member called __proto__ gave a field without a name' },
  { name: 'android-calls/contacts2.db', seed: 1857, done: 'emptied quoted value overwritten nested', was: 'JSON nested too deeply to be written out again ended the reading of a table' },
  { name: 'leapp-report/ileapp_ios15', seed: 306, done: 'in _Timeline/tl.db: bytes deleted', was: 'a damaged timeline gave rows of several activities one row id' },
  { name: 'leapp-report/ileapp_ios15', seed: 1393, done: 'in _lava_data.lava: values changed', was: 'a damaged index named one table for two artifacts, which was read twice' },
  { name: 'invented/signal.jsonl', seed: 1168, done: 'nested', was: 'an error for each of three hundred thousand empty lines took nearly all the time' },
  { name: 'invented/records.csv', seed: 9, done: 'cells swapped nested', was: 'looking for brackets in a cell took time in the square of its length' },
  { name: 'invented/account.docx', seed: 1296, done: 'in docProps/core.xml: nested', was: 'properties nested three hundred thousand deep took time in the square of their depth' },
];

const allowedSeconds = 10;

/** Seconds of processor time that `work` takes. */
async function secondsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

const folder = new SourceFolder();
afterAll(() => folder.remove());
const inputs = new Map([...sampleInputs(), ...await inventedInputs()].map((input) => [input.name, input]));

describe('a damaged input that once failed', () => {
  for (const { name, seed, done, was } of once) {
    const input = inputs.get(name);
    it.skipIf(input === undefined && !samplesPresent)(`${name}, seed ${seed}: ${was}`, async () => {
      if (input === undefined) throw new Error('there is no such input');
      const mutated = await mutate(input, seed);
      expect(mutated.done.join(' ')).toBe(done);
      const took = await secondsOf(async () => {
        const { faults } = await judge(sourceIn(join(folder.path, 'run'), input, mutated));
        // What a private sample holds is shown to nobody.
        expect(name.startsWith('macos-imessage/') ? faults.map(() => 'failed') : faults).toEqual([]);
      });
      expect(took).toBeLessThan(allowedSeconds);
    });
  }
});

const long = 200_000;
const file = (name: string, content: string | Uint8Array): FuzzInput => fileInput(name, Buffer.from(content as Uint8Array));

/** The invented workbook with more at the end of one of its parts. */
async function workbookWith(part: string, more: string): Promise<FuzzInput> {
  const members = await membersOf(Buffer.from(inputs.get('invented/audit.xlsx')?.files[0]?.bytes ?? []));
  return file('audit.xlsx', await zipOf(members.map(({ name, bytes }) => ({ name, bytes: name === part ? Buffer.concat([bytes, Buffer.from(more)]) : bytes }))));
}

const xry = (inside: string): string => `XRY text report\r\n(line 2)\r\nMessages/SMS\r\n(line 4)\r\n\r\nMessages-SMS #\t1\r\nText:\tHello${inside}\r\nTime:\t1/23/2015 1:23:45 PM UTC (Network)\r\nType: \tDeliver\r\n`;

/** Inputs made by hand after a seed had shown the kind of fault: the time they took grew with the square of their length. */
const slow: readonly (readonly [about: string, outcome: string, make: () => FuzzInput | Promise<FuzzInput>])[] = [
  ['empty lines in a text of an XRY report', 'xry-report: 1 rows', () => file('sms.txt', Buffer.from(`\ufeff${xry(`${'\n'.repeat(long)}x`)}`, 'utf16le'))],
  ['spaces in the Date line of an e-mail', 'document: 1 rows', () => file('mail.eml', email.replace('(BST)', `${' '.repeat(long)}x`))],
  ['spaces in the name of an AXIOM value', 'axiom-report: 3 rows', () => file('report.xml', axiomReport.replace('Sender"', `Sender${' '.repeat(long)}x"`))],
  ['opened brackets in a cell of a table', 'tabular: 1 rows', () => file('audit.csv', `When,Who,What\n28/09/2021 15:24,${'('.repeat(long)},a\n`)],
  ['comments of a workbook that are not closed', 'tabular: damaged_input', () => workbookWith('xl/workbook.xml', '<!--'.repeat(long / 4))],
  ['tags of a workbook that are not closed', 'tabular: damaged_input', () => workbookWith('xl/workbook.xml', '<sheet '.repeat(long / 4))],
  ['a long name in a tag of a workbook', 'tabular: damaged_input', () => workbookWith('xl/workbook.xml', `<sheet ${'a'.repeat(long)}>`)],
  ['rows of a sheet that are not closed', 'tabular: 3 rows', () => workbookWith('xl/worksheets/sheet1.xml', '<row '.repeat(long / 4))],
];

describe('a list of fixed words', () => {
  it.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])('does not answer to “%s”, which every object does', (word) => {
    expect(ownEntry({ incoming: 'in' }, word)).toBeUndefined();
    expect(ownEntry({ [`${word}x`]: 'in' }, `${word}x`)).toBe('in');
  });
});

describe('a long run of one thing', () => {
  it.each(slow)('costs no more time than its length deserves: %s', async (_about, outcome, make) => {
    const input = await make();
    const took = await secondsOf(async () => {
      expect(await judge(sourceIn(join(folder.path, 'run'), input, { files: input.files, done: [] }))).toEqual({ outcome, faults: [] });
    });
    expect(took).toBeLessThan(allowedSeconds);
  });
});
