/** Every published sample through the real command line, against what an independent reading says is in it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importCertificateSchema, type ImportCertificate } from '../../shared/contract/importing.ts';
import { itemLineSchema, type ItemLine } from '../../shared/contract/timeline.ts';
import { plumbline } from '../fixtures/command-line.ts';
import { cutToMilliseconds, expectedSamples, itemAt, samplesFolder, samplesThere, sameBeginning, spanOf, type ExpectedSample } from '../../scripts/samples/expectations.ts';
import { scratchFolderForAll } from './harness.ts';

if (!samplesThere) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

interface Imported { readonly certificate: ImportCertificate; readonly items: readonly ItemLine[]; readonly before: string; readonly after: string }

/** What a sample is on the disk: every file's bytes and time of change. */
function stateOf(path: string): string {
  const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)).filter((name) => statSync(name).isFile()).sort() : [path];
  return files.map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${statSync(file).mtimeMs}`).join('\n');
}

/** The XRY set reads month first: one of its files says so, and a person answers for the others. */
const answersFor = ({ path }: ExpectedSample): readonly string[] => (path.startsWith('xry-text/') ? ['--zone', 'UTC', '--zone-basis', 'assumed', '--date-order', 'mdy'] : ['--zone', 'UTC', '--zone-basis', 'assumed']);

const imported = new Map<string, Imported>();
const samples = expectedSamples();
const folder = scratchFolderForAll();
const caseFolder = join(folder, 'Samples.plumbline');

const ofKind = (path: string, kind: string): readonly ItemLine[] => (imported.get(path)?.items ?? []).filter((item) => item.kind === kind && item.status !== 'superseded');
const expectedDirections = ({ direction }: ExpectedSample): Record<string, unknown> => {
  const found = direction ?? {};
  const inner = found['human'] ?? found['messages_only'];
  return (typeof inner === 'object' && inner !== null ? inner : found) as Record<string, unknown>;
};
/** What the sample with real-looking numbers holds is never printed. */
const mayBeShown = (path: string): boolean => !path.startsWith('macos-imessage/');

describe.skipIf(!samplesThere)('the published samples, through the command line', () => {
  beforeAll(async () => {
    await plumbline(folder, 'create', caseFolder, '--title', 'Operation Larkspur', '--reference', 'CASE/0412');
    for (const [index, sample] of samples.entries()) {
      const path = join(samplesFolder, sample.path);
      const before = stateOf(path);
      const outcome = await plumbline(folder, 'import', caseFolder, path, '--ref', `S/${index + 1}`, ...answersFor(sample), '--json');
      const answer = JSON.parse(outcome.stdout) as { ok: boolean; value?: unknown; error?: { message: string } };
      if (!answer.ok) throw new Error(`${sample.path}: ${mayBeShown(sample.path) ? answer.error?.message : 'refused'}`);
      imported.set(sample.path, { certificate: importCertificateSchema.parse(answer.value), items: [], before, after: stateOf(path) });
    }
    const listed = (await plumbline(folder, 'items', caseFolder, '--jsonl')).stdout.trim().split('\n').map((line) => itemLineSchema.parse(JSON.parse(line)));
    for (const [path, entry] of imported) imported.set(path, { ...entry, items: listed.filter(({ exhibit }) => exhibit === entry.certificate.exhibit) });
  }, 900_000);

  it.each(samples.map((sample) => [sample.path, sample] as const))('%s: counts, directions, span and spot records agree', (path, sample) => {
    const entry = imported.get(path);
    if (entry === undefined) throw new Error('not imported');
    const { certificate } = entry;
    expect(certificate.rowsIn).toBe(certificate.items + certificate.quarantined);
    expect(ofKind(path, 'message').length).toBe(sample.rows.messages);
    if (sample.rows.calls !== undefined) expect(ofKind(path, 'call').length).toBe(sample.rows.calls);
    if (sample.rows.contacts !== undefined) expect(ofKind(path, 'contact').length).toBe(sample.rows.contacts);
    const counted = [...ofKind(path, 'message'), ...ofKind(path, 'call')];
    const expected = expectedDirections(sample);
    const missed = Number(expected['missed'] ?? 0);
    if (typeof expected['outgoing'] === 'number' && sample.rows.messages > 0) expect(ofKind(path, 'message').filter(({ direction }) => direction === 'outgoing').length).toBe(expected['outgoing']);
    if (typeof expected['incoming'] === 'number' && sample.rows.messages > 0) expect(ofKind(path, 'message').filter(({ direction }) => direction === 'incoming').length).toBe(expected['incoming']);
    if (typeof expected['incoming'] === 'number' && sample.rows.messages === 0 && counted.length > 0) expect(counted.filter(({ direction }) => direction === 'incoming').length).toBe(expected['incoming'] + missed);
    for (const spot of sample.spot_records) {
      const item = itemAt(entry.items, spot);
      if (item === undefined) throw new Error(`nothing at ${spot.locator}`);
      // A call's own start and the arrival of its row in the log differ; both are kept.
      if (spot.utc !== null) expect([item.at, ...item.fields.map(({ value }) => value.replace('.000Z', 'Z'))]).toContain(cutToMilliseconds(spot.utc));
      if (spot.direction === 'outgoing' || spot.direction === 'incoming') expect(item.direction).toBe(spot.direction);
    }
  });

  it.each(samples.filter(({ earliest_utc: earliest }) => earliest !== undefined).map((sample) => [sample.path, sample] as const))('%s: runs from its first instant to its last', (path, sample) => {
    const rows = (imported.get(path)?.items ?? []).filter(({ status, kind, locator }) => status !== 'superseded' && kind !== 'picture' && locator.type !== 'file');
    // Contact entries and accounts carry times of their own (made, synchronised) that are not of the conversation.
    const conversation = rows.filter(({ kind }) => (sample.format.startsWith('LEAPP') ? ['message', 'notice', 'call'].includes(kind) : kind !== 'contact'));
    const spanned = conversation.length === 0 ? rows : conversation;
    if (sample.earliest_utc === null) return;
    expect(spanOf(spanned)).toEqual([cutToMilliseconds(sample.earliest_utc), cutToMilliseconds(sample.latest_utc)]);
  });

  it.each(samples.map((sample) => [sample.path, sample] as const))('%s: the words at the spot records are those', (path, sample) => {
    for (const spot of sample.spot_records) {
      const item = itemAt(imported.get(path)?.items ?? [], spot);
      const shown = [item?.text ?? '', ...(item?.fields ?? []).map(({ value }) => value)];
      const words = spot.text60;
      // Records of several named values are given in one string there; their values are compared by the importers' own tests.
      if (words === null || words === '' || /^[A-Z][\w ]+: /.test(words) || words.includes(' | ') || words.includes(' / ')) continue;
      expect(shown.some((value) => sameBeginning(value, words)), mayBeShown(path) ? `${spot.locator}: ${words} in ${JSON.stringify(shown)}` : spot.locator).toBe(true);
    }
  });

  it('leaves every sample as it was: the same bytes, the same time of change', () => {
    for (const { before, after } of imported.values()) expect(after).toBe(before);
  });

  it('verifies afterwards', async () => {
    const verified = await plumbline(folder, 'verify', caseFolder);
    expect(verified.stdout).toContain('The case is whole.');
  }, 60_000);
});
