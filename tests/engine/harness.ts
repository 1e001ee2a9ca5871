/** A fresh engine on a fresh settings folder for each test, and small evidence files to feed it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { Engine } from '../../electron/engine/engine.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { PlumblineError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { ImportAnswers, ImportCertificate } from '../../shared/contract/importing.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';

/** A folder of this test's own, removed when it ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A folder for all tests of a file, removed after the last. */
export function scratchFolderForAll(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

const noPages: HostCall = () => { throw new PlumblineError('typesetting_failed', 'There is no page setter in this test.'); };

export interface Bench {
  readonly folder: string;
  readonly caseFolder: string;
  readonly engine: Engine;
  readonly log: string[];
}

/** An engine in a scratch folder, closed when the test ends. */
export function freshEngine(folder = scratchFolder(), host: HostCall = noPages, author = 'R. Reviewer'): Bench {
  const log: string[] = [];
  const engine = new Engine({ settingsFolder: join(folder, 'settings'), host, author, log: (ref, story) => log.push(`${ref} ${story}`) });
  onTestFinished(() => engine.close());
  return { folder, caseFolder: join(folder, 'Larkspur.plumbline'), engine, log };
}

/** The same, with a case created and open. */
export async function freshCase(folder?: string, host?: HostCall): Promise<Bench> {
  const bench = freshEngine(folder, host);
  await bench.engine.call('cases.create', { folder: bench.caseFolder, details: { ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'CASE/0412' } });
  return bench;
}

/** An engine without a case for all tests of a file, closed after the last. */
export function engineForAll(host: HostCall = noPages): Omit<Bench, 'caseFolder'> {
  const folder = scratchFolderForAll();
  const log: string[] = [];
  const engine = new Engine({ settingsFolder: join(folder, 'settings'), host, author: 'R. Reviewer', log: (ref, story) => log.push(`${ref} ${story}`) });
  afterAll(() => engine.close());
  return { folder, engine, log };
}

/** The same, with a case created and open. */
export async function caseForAll(host: HostCall = noPages): Promise<Bench> {
  const bench = engineForAll(host);
  const caseFolder = join(bench.folder, 'Larkspur.plumbline');
  await bench.engine.call('cases.create', { folder: caseFolder, details: { ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'CASE/0412' } });
  return { ...bench, caseFolder };
}

export function writeEvidence(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function addExhibit(bench: Bench, sourcePath: string, reference = 'ABC/1'): Promise<Exhibit> {
  return bench.engine.call('exhibits.add', { sourcePath, details: { reference, producer: 'A. B. Carver', description: '', deviceOwner: '', legalBasis: '' } });
}

export async function addAndImport(bench: Bench, sourcePath: string, reference: string, answers: ImportAnswers = {}): Promise<ImportCertificate> {
  const exhibit = await addExhibit(bench, sourcePath, reference);
  return bench.engine.call('imports.start', { exhibitId: exhibit.id, answers });
}

export async function allItems(bench: Bench, filter: Partial<TimelineFilter> = {}): Promise<readonly ItemLine[]> {
  const items: ItemLine[] = [];
  for (let after: string | null = null; ;) {
    const page: { items: ItemLine[]; next: string | null } = await bench.engine.call('items.page', { filter: { ...everything, ...filter }, after, limit: 7 });
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}

/** The code of the error a promise rejects with; fails the test when it does not reject with one of ours. */
export async function codeOf(work: Promise<unknown>): Promise<ErrorCode> {
  const error = await work.then(() => null, (reason: unknown) => reason);
  if (error instanceof PlumblineError) return error.code;
  throw new Error(`expected a Plumbline error, got ${String(error)}`);
}

/** A small chat in Android's British form; the day above 12 settles the order. Two rows in the hour that happens twice. */
export const smallChat = [
  '28/09/2021, 15:31 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
  '28/09/2021, 15:31 - Rowan Ashdown: hello 🔥😍',
  '28/09/2021, 15:32 - Imogen Vale: who is this?',
  '28/09/2021, 15:58 - Rowan Ashdown: call me on 07700 900417',
  'second line of the same message',
  '29/09/2021, 09:00 - Imogen Vale: please keep AB12 CDE out of this',
  '31/10/2021, 01:30 - Rowan Ashdown: cannot sleep',
  '31/10/2021, 01:30 - Imogen Vale: مرحبا كيف حالك',
].join('\n');

export const londonAnswers: ImportAnswers = { zone: 'Europe/London', zoneBasis: 'assumed' };
