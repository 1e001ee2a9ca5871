/**
 * What an exhibit of many sources holds: every file is looked at by its content, files that belong
 * together are claimed together, pictures and other single files are gathered in groups, and archives
 * inside are opened in turn.
 */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, OfferedPart } from '../../../../shared/contract/importing.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { headOf, type EvidenceTree, type TreeFile } from '../../exhibits/evidence-tree.ts';
import type { EvidenceSource, Importer } from '../importer.ts';
import { withBackupNames } from './backup-tree.ts';
import { beginsAsZip, openTree } from './open-tree.ts';

const headBytes = 65_536;
const maxNesting = 3;
/** More single files of a kind than this are a phone's caches, not evidence somebody picked out: read when asked. */
const groupReadUnasked = 500;

export interface PlannedPart extends OfferedPart {
  readonly importer: Importer;
  /** The sources of the part, one after another; most parts are one. */
  readonly sources: () => AsyncGenerator<EvidenceSource, void, void>;
}

export interface Plan {
  readonly parts: readonly PlannedPart[];
  readonly setAside: readonly QuarantinedRow[];
  readonly findings: readonly string[];
  readonly close: () => Promise<void>;
}

interface Building {
  readonly importers: readonly Importer[];
  readonly signal: AbortSignal;
  readonly source: EvidenceSource;
  readonly onFile: (done: number, total: number) => void;
  readonly parts: Omit<PlannedPart, 'chosen' | 'why'>[];
  readonly groups: Map<Importer, { readonly tree: EvidenceTree; readonly file: TreeFile }[]>;
  readonly setAside: QuarantinedRow[];
  readonly findings: string[];
  readonly unread: string[];
  readonly closers: (() => Promise<void>)[];
  system: number;
}

/** Single files of these kinds are gathered: one line each would drown the databases. */
const groupNames: Readonly<Partial<Record<Importer['id'], string>>> = { picture: '[pictures]', 'audio-video': '[audio and video]', document: '[documents]' };

const fileName = (file: TreeFile): string => file.name.split('/').at(-1) ?? file.name;

/** A file of the tree as importers expect it, with a folder of its own for scratch files. */
async function sourceOf({ source, signal }: Pick<Building, 'source' | 'signal'>, tree: EvidenceTree, file: TreeFile, head: Uint8Array, copy: boolean): Promise<EvidenceSource> {
  const scratchFolder = join(source.scratchFolder, 'parts', createHash('sha256').update(file.path).digest('hex').slice(0, 24));
  await mkdir(scratchFolder, { recursive: true });
  return {
    path: copy ? await tree.copy(file, signal) : '', name: file.path, tree, originalName: fileName(file), sizeBytes: file.sizeBytes,
    modifiedAtMs: file.modifiedAtMs ?? source.modifiedAtMs, head, scratchFolder,
  };
}

function setAside(building: Building, file: TreeFile, code: QuarantinedRow['code'], reason: string): void {
  building.setAside.push({ locator: { type: 'file', file: file.path }, code, reason, verbatim: file.name });
}

/** Faults of one file never stop the others; a cancel stops everything. */
async function orSetAside(building: Building, file: TreeFile, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code === 'cancelled' || error.code === 'disk_full') throw error;
    setAside(building, file, 'unreadable-member', error.message);
  }
}

async function recognised(building: Building, source: EvidenceSource, importers: readonly Importer[]): Promise<{ importer: Importer; recognisedBy: string } | null> {
  for (const importer of importers) {
    const recognisedBy = await importer.recognise(source, building.signal);
    if (recognisedBy !== null) return { importer, recognisedBy };
  }
  return null;
}

function offer(building: Building, tree: EvidenceTree, file: TreeFile, importer: Importer, recognisedBy: string): void {
  building.parts.push({
    name: file.path, format: importer.id, formatLabel: file.name === file.path ? importer.label : `${importer.label}: ${file.name}`, recognisedBy, sizeBytes: file.sizeBytes, files: 1, importer,
    async *sources() { yield await sourceOf(building, tree, file, await headOf(tree, file, headBytes, building.signal), true); },
  });
}

async function lookAt(building: Building, tree: EvidenceTree, file: TreeFile, depth: number): Promise<void> {
  const head = await headOf(tree, file, headBytes, building.signal);
  if (head.length === 0) { building.unread.push(`${file.name} (0 bytes)`); return; }
  const byHead = await recognised(building, await sourceOf(building, tree, file, head, false), building.importers.filter((importer) => importer.claim === undefined && importer.byHeadAlone === true));
  const found = byHead ?? await recognised(building, await sourceOf(building, tree, file, head, true), building.importers.filter((importer) => importer.claim === undefined && importer.byHeadAlone !== true));
  if (found !== null) {
    if (groupNames[found.importer.id] === undefined) offer(building, tree, file, found.importer, found.recognisedBy);
    else building.groups.set(found.importer, [...(building.groups.get(found.importer) ?? []), { tree, file }]);
    return;
  }
  if (beginsAsZip(head)) {
    if (depth >= maxNesting) { setAside(building, file, 'refused-member', `“${file.name}” is an archive inside ${depth} others; it was not opened. Add it as an exhibit of its own.`); return; }
    const inner = await openTree(await sourceOf(building, tree, file, head, true), building.signal);
    building.closers.push(inner.close);
    await planTree(building, inner.tree, depth + 1);
    return;
  }
  building.unread.push(file.name);
}

/** Files that some importer reads together, so that nobody reads them singly. */
async function claimed(building: Building, tree: EvidenceTree): Promise<ReadonlySet<TreeFile>> {
  const taken = new Set<TreeFile>();
  for (const importer of building.importers) {
    const outer: string[] = [];
    for (const { root, files } of (await importer.claim?.(tree, building.signal) ?? []).toSorted((a, b) => a.root.length - b.root.length)) {
      for (const file of files) taken.add(file);
      // A source inside another of its kind is read with it.
      if (outer.some((above) => above === '' || root.startsWith(`${above}/`))) continue;
      outer.push(root);
      building.parts.push({
        name: root === '' ? importer.label : root, format: importer.id, formatLabel: importer.label, recognisedBy: `${files.length} files that belong together`,
        sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0), files: files.length, importer,
        async *sources() { yield await Promise.resolve({ ...building.source, name: root, tree, head: new Uint8Array() }); },
      });
    }
  }
  return taken;
}

const isJournal = (file: TreeFile, tree: EvidenceTree): boolean => {
  const main = /^(.*)-(?:wal|shm|journal)$/.exec(file.path)?.[1];
  return main !== undefined && tree.find(main) !== null;
};

async function planTree(building: Building, given: EvidenceTree, depth: number): Promise<void> {
  building.findings.push(...given.notes.map((note) => `${note}.`));
  const { tree, findings } = await withBackupNames(given, async (file) => sourceOf(building, given, file, await headOf(given, file, headBytes, building.signal), true), building.signal);
  building.findings.push(...findings);
  const taken = await claimed(building, tree);
  let done = 0;
  for (const file of tree.files) {
    done += 1;
    building.onFile(done, tree.files.length);
    if (building.signal.aborted) throw new PlumblineError('cancelled', 'Looking through the exhibit was stopped.');
    if (file.refusal !== null) { setAside(building, file, file.refusal.code, file.refusal.reason); continue; }
    if (file.systemMetadata) { building.system += 1; continue; }
    if (taken.has(file) || isJournal(file, tree)) continue;
    await orSetAside(building, file, () => lookAt(building, tree, file, depth));
  }
  for (const file of tree.files) if (file.notes.length > 0) building.findings.push(`“${file.name}”: ${file.notes.join('; ')}.`);
}

function groupParts(building: Building): void {
  for (const [importer, files] of building.groups) {
    building.parts.push({
      name: groupNames[importer.id] ?? importer.label, format: importer.id, formatLabel: importer.label, recognisedBy: `${files.length.toLocaleString('en-GB')} ${files.length === 1 ? 'file' : 'files'}, each recognised by its content`,
      sizeBytes: files.reduce((sum, { file }) => sum + file.sizeBytes, 0), files: files.length, importer,
      async *sources() {
        for (const { tree, file } of files) yield await sourceOf(building, tree, file, await headOf(tree, file, headBytes, building.signal), true);
      },
    });
  }
}

const listedNames = 12;

function unreadFindings(building: Building): void {
  const { unread, system, findings } = building;
  if (unread.length > 0) findings.push(`${unread.length.toLocaleString('en-GB')} ${unread.length === 1 ? 'file is' : 'files are'} of no format this version reads, or empty; they stay in the exhibit unread: ${unread.slice(0, listedNames).join(', ')}${unread.length > listedNames ? ', …' : ''}.`);
  if (system > 0) findings.push(`${system.toLocaleString('en-GB')} ${system === 1 ? 'file was' : 'files were'} written by an operating system beside the real ones and not read (__MACOSX and the like).`);
}

/** Whether a part is read: as asked, or by default unless it needs a person or would be a flood. */
function decide(part: Omit<PlannedPart, 'chosen' | 'why'>, { parts }: ImportAnswers): PlannedPart {
  const unasked = part.importer.onlyWhenAsked ?? (part.files > groupReadUnasked && groupNames[part.importer.id] !== undefined ? `${part.files.toLocaleString('en-GB')} files: choose this part to read them.` : '');
  const chosen = parts === undefined ? unasked === '' : parts.includes(part.name);
  return { ...part, chosen, why: chosen ? '' : unasked === '' ? 'Not chosen.' : unasked };
}

/** Looks through the whole exhibit. Close the plan when done. Throws `damaged_input`, `refused_input`, `cancelled`. */
export async function makePlan(source: EvidenceSource, importers: readonly Importer[], answers: ImportAnswers, signal: AbortSignal, onFile: Building['onFile'] = () => undefined): Promise<Plan> {
  const top = await openTree(source, signal);
  const building: Building = { importers, signal, source, onFile, parts: [], groups: new Map(), setAside: [], findings: [], unread: [], closers: [top.close], system: 0 };
  const close = async (): Promise<void> => { for (const closer of building.closers.toReversed()) await closer(); };
  try {
    await planTree(building, top.tree, 0);
    groupParts(building);
    unreadFindings(building);
    const known = new Set(building.parts.map(({ name }) => name));
    const unknown = (answers.parts ?? []).filter((name) => !known.has(name));
    if (unknown.length > 0) throw new PlumblineError('invalid_input', `“${source.originalName}” holds no part called ${unknown.map((name) => `“${name}”`).join(', ')}. It holds: ${[...known].slice(0, 40).join(', ')}.`);
    return { parts: building.parts.map((part) => decide(part, answers)), setAside: building.setAside, findings: building.findings, close };
  } catch (error) {
    await close();
    throw error;
  }
}
