import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importCertificateSchema } from '../../shared/contract/importing.ts';
import { itemLineSchema } from '../../shared/contract/timeline.ts';
import { plumbline, projectRoot } from '../fixtures/command-line.ts';
import { scratchFolder, smallChat, writeEvidence } from './harness.ts';

const root = projectRoot;
const samples = resolve(root, '../shared/samples');

async function newCase(folder: string): Promise<string> {
  const caseFolder = join(folder, 'Larkspur.plumbline');
  const made = await plumbline(folder, 'create', caseFolder, '--title', 'Operation Larkspur', '--reference', 'CASE/0412', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({ ok: true, value: { details: { title: 'Operation Larkspur' } } });
  return caseFolder;
}

const lines = (text: string): z.infer<typeof itemLineSchema>[] => text.trim().split('\n').map((line) => itemLineSchema.parse(JSON.parse(line)));

describe('the command line', () => {
  it('takes a case from nothing to a tagged, verified timeline', async () => {
    const folder = scratchFolder();
    const caseFolder = await newCase(folder);
    const chat = writeEvidence(folder, 'chat.txt', smallChat);

    const imported = await plumbline(folder, 'import', caseFolder, chat, '--ref', 'ABC/1', '--zone', 'Europe/London', '--zone-basis', 'assumed', '--json');
    const certificate = importCertificateSchema.parse(JSON.parse(imported.stdout).value);
    expect(certificate).toMatchObject({ exhibit: 'ABC/1', rowsIn: 7, items: 7, quarantined: 0 });

    const items = lines((await plumbline(folder, 'items', caseFolder, '--jsonl')).stdout);
    expect(items).toHaveLength(7);
    const found = lines((await plumbline(folder, 'search', caseFolder, '🔥', '--jsonl')).stdout);
    expect(found).toMatchObject([{ from: 'Rowan Ashdown', at: '2021-09-28T14:31:00Z', exhibit: 'ABC/1' }]);

    const tagged = await plumbline(folder, 'tag', caseFolder, '--item', found[0]?.id ?? '', '--add', 'reaction', '--assess', 'no-policing-purpose', '--reasons', 'No incident', '--json');
    expect(JSON.parse(tagged.stdout)).toEqual({ ok: true, value: { changed: [found[0]?.id] } });
    expect(lines((await plumbline(folder, 'items', caseFolder, '--tag', 'reaction', '--jsonl')).stdout)).toMatchObject([{ tags: ['reaction'], assessment: { state: 'no-policing-purpose', reasons: 'No incident', author: 'R. Reviewer' } }]);

    const verified = await plumbline(folder, 'verify', caseFolder);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('The case is whole.');
    expect(existsSync(join(caseFolder, 'open.lock'))).toBe(false);
  });

  it('ends with 2 for a command it does not understand, and 1 with a reason for one it refuses', async () => {
    const folder = scratchFolder();
    expect(await plumbline(folder, 'help')).toMatchObject({ code: 0, stdout: expect.stringContaining('checks database, log, originals') as string });
    expect(await plumbline(folder, 'frobnicate')).toMatchObject({ code: 2, stdout: '' });
    expect(await plumbline(folder, 'items')).toMatchObject({ code: 2 });
    const refused = await plumbline(folder, 'items', join(folder, 'None.plumbline'), '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it.skipIf(process.platform === 'win32')('closes the case in order when its reader stops reading', async () => {
    const folder = scratchFolder();
    const caseFolder = await newCase(folder);
    const rows = Array.from({ length: 3_000 }, (_, row) => `28/09/2021, 15:31 - Rowan Ashdown: message ${row} ${'of some length '.repeat(20)}`).join('\n');
    await plumbline(folder, 'import', caseFolder, writeEvidence(folder, 'chat.txt', rows), '--ref', 'ABC/1', '--zone', 'UTC');
    const program = `"${process.execPath}" "${join(root, 'electron/command-line/index.ts')}" items "${caseFolder}" --jsonl --settings "${join(folder, 'settings')}" | head -n 1`;
    const outcome = await new Promise<{ stdout: string; stderr: string }>((settle) => { execFile('sh', ['-c', program], (_error, stdout, stderr) => settle({ stdout, stderr })); });
    expect(outcome.stdout.trim().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toBe('');
    expect(existsSync(join(caseFolder, 'open.lock'))).toBe(false);
  });

  it('takes the same import again as done, and refuses the file under another reference', async () => {
    const folder = scratchFolder();
    const caseFolder = await newCase(folder);
    const chat = writeEvidence(folder, 'chat.txt', smallChat);
    const once = ['import', caseFolder, chat, '--ref', 'ABC/1', '--zone', 'UTC', '--json'] as const;
    await plumbline(folder, ...once);
    expect(JSON.parse((await plumbline(folder, ...once)).stdout)).toMatchObject({ ok: true, value: { unchanged: true } });
    expect(JSON.parse((await plumbline(folder, 'import', caseFolder, chat, '--ref', 'ABC/2', '--zone', 'UTC', '--json')).stdout)).toMatchObject({ ok: false, error: { code: 'duplicate_exhibit' } });
  });
});

const spotRecord = z.object({ locator: z.string(), local_time: z.string(), sender: z.string(), text60: z.string(), utc_if_exported_in_Europe_London: z.string() });
const expectedSample = z.object({
  path: z.string(), rows: z.object({ messages: z.number(), other: z.object({ records: z.number(), ambiguous: z.number() }) }),
  non_message_rows: z.object({ count: z.number(), lines: z.array(z.number()) }), epoch_rule: z.string(),
  participants: z.object({ authors: z.array(z.string()) }),
  readings: z.array(z.object({ name: z.string(), earliest_utc: z.string().optional(), latest_utc: z.string().optional() })),
  spot_records: z.array(spotRecord),
});
const there = existsSync(join(samples, 'expected.json'));
const all = there ? z.object({ samples: z.array(z.object({ path: z.string() }).loose()) }).parse(JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8'))).samples : [];
const chats = all.filter((sample) => sample.path.startsWith('whatsapp-text/')).map((sample) => expectedSample.parse(sample));

describe.skipIf(!there)('the published WhatsApp samples, through the command line (skipped when ../shared/samples is not there)', () => {
  it.each(chats.map((sample) => [sample.path, sample] as const))('%s gives what an independent reading says', async (path, sample) => {
    const folder = scratchFolder();
    const caseFolder = await newCase(folder);
    const command = ['import', caseFolder, join(samples, path), '--ref', 'ABC/1', '--zone', 'Europe/London', '--zone-basis', 'assumed', '--json'];
    const undecidable = /cannot be decided/i.test(sample.epoch_rule);
    let outcome = await plumbline(folder, ...command);
    if (undecidable) {
      expect(outcome.code).toBe(3);
      expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: 'needs_answers', details: { questions: [{ answer: 'dateOrder', required: true, why: expect.stringMatching(/\S/) as string }] } } });
      outcome = await plumbline(folder, ...command, '--date-order', 'dmy');
    }
    const certificate = importCertificateSchema.parse(JSON.parse(outcome.stdout).value);
    expect(certificate).toMatchObject({ rowsIn: sample.rows.other.records, quarantined: 0, itemsByKind: { message: sample.rows.messages } });
    if (sample.rows.other.ambiguous > 0) expect(certificate.warnings.join(' ')).toMatch(/line 2\b/);
    const london = sample.readings.find((reading) => reading.name === 'exported in Europe/London');
    expect([certificate.earliest, certificate.latest]).toEqual([london?.earliest_utc, london?.latest_utc]);

    const items = lines((await plumbline(folder, 'items', caseFolder, '--jsonl')).stdout);
    const messages = items.filter((item) => item.kind === 'message');
    expect([...new Set(messages.map((item) => item.from))].sort()).toEqual([...sample.participants.authors].sort());
    expect(messages.every((item) => item.direction === 'unknown')).toBe(true);
    for (const line of sample.non_message_rows.lines) expect(items.find((item) => item.place === `line ${line}`)?.kind).toBe('notice');
    for (const spot of sample.spot_records) {
      const item = items.find((candidate) => candidate.place === spot.locator);
      expect(item).toMatchObject({ kind: 'message', from: spot.sender, at: spot.utc_if_exported_in_Europe_London });
      expect(Array.from(item?.text ?? '').slice(0, 60).join('')).toBe(spot.text60);
    }
  });
});
