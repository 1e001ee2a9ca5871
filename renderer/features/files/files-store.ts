/**
 * The files that are in more than one exhibit as the window holds them: a few pages round what is
 * looked at, never all. Which file and which place was reached outlives a look at the timeline.
 */
import { create } from 'zustand';
import type { DuplicateGroup, FileKind } from '../../../shared/contract/pictures.ts';
import { engine } from '../../engine-client/engine-client.ts';

const pageLength = 50;
const pagesKept = 12;

interface FilesState {
  readonly kind: FileKind | null;
  /** Files of the kind; null until they have been counted. */
  readonly total: number | null;
  readonly notHashed: number;
  /** Why the list could not be fetched, for the person; '' when it could. */
  readonly fault: string;
  /** The file and, of its places, the place that was reached; both count from 0. */
  readonly file: number;
  readonly place: number;
  /** Raised when the file was moved to by key and must be brought into view. */
  readonly revealCount: number;
  /** Raised when the list is begun anew: what was fetched before no longer counts. */
  readonly edition: number;
  /** Raised whenever fetched pages have changed, so that what shows them is drawn again. */
  readonly pagesVersion: number;
}

const start: FilesState = { kind: null, total: null, notHashed: 0, fault: '', file: 0, place: 0, revealCount: 0, edition: 0, pagesVersion: 0 };
export const useFiles = create<FilesState>()(() => start);

const pages = new Map<number, readonly DuplicateGroup[]>();
const fetching = new Set<string>();
/** First and last file in sight. */
let inSight: readonly [number, number] = [0, 0];

/** The file, or null while its page is not here. */
export function fileAt(index: number): DuplicateGroup | null {
  return pages.get(Math.floor(index / pageLength))?.[index % pageLength] ?? null;
}

function keep(key: number, groups: readonly DuplicateGroup[]): void {
  pages.delete(key);
  pages.set(key, groups);
  for (const oldest of pages.keys()) {
    if (pages.size <= pagesKept) break;
    pages.delete(oldest);
  }
}

/** Fetches one page of the edition that stands. The `first` page of an edition puts away what the edition before it fetched. */
async function fetchPage(key: number, first: boolean): Promise<void> {
  const { kind, edition } = useFiles.getState();
  const mark = `${edition} ${key}`;
  if (fetching.has(mark)) return;
  fetching.add(mark);
  const stands = (): boolean => useFiles.getState().edition === edition;
  try {
    const { total, notHashed, groups } = await engine.call('exhibits.duplicates', { kind, offset: key * pageLength, limit: pageLength });
    if (!stands()) return;
    if (first) pages.clear();
    keep(key, groups);
    useFiles.setState(({ file, place, pagesVersion }) => {
      const kept = Math.min(file, Math.max(0, total - 1));
      const places = fileAt(kept)?.places.length;
      return { total, notHashed, fault: '', file: kept, place: kept !== file ? 0 : Math.min(place, Math.max(0, (places ?? place + 1) - 1)), pagesVersion: pagesVersion + 1 };
    });
  } catch (error) {
    if (stands()) useFiles.setState({ fault: error instanceof Error ? error.message : String(error) });
  } finally {
    fetching.delete(mark);
  }
  if (first && stands()) wantFiles(...inSight);
}

/** Fetches the list anew, where the reader is in it; what is shown stays until it is here. */
export function openFiles(): void {
  useFiles.setState(({ edition }) => ({ edition: edition + 1, fault: '' }));
  void fetchPage(Math.floor(useFiles.getState().file / pageLength), true);
}

/** Makes sure the files from `from` to `until` are fetched or on their way. */
export function wantFiles(from: number, until: number): void {
  inSight = [from, until];
  if (useFiles.getState().fault !== '') return;
  for (let key = Math.floor(from / pageLength); key <= Math.floor(until / pageLength); key += 1) {
    if (!pages.has(key)) void fetchPage(key, false);
  }
}

export function showKind(kind: FileKind | null): void {
  pages.clear();
  useFiles.setState({ kind, total: null, file: 0, place: 0 });
  openFiles();
}

export function moveFile(move: number | 'first' | 'last'): void {
  const { total, file } = useFiles.getState();
  if (total === null || total === 0) return;
  chooseFile(move === 'first' ? 0 : move === 'last' ? total - 1 : file + move);
}

export function chooseFile(index: number): void {
  useFiles.setState(({ total, file, place, revealCount }) => {
    const kept = Math.min(Math.max(0, index), Math.max(0, (total ?? 1) - 1));
    return { file: kept, place: kept === file ? place : 0, revealCount: revealCount + 1 };
  });
}

export function choosePlace(place: number): void {
  useFiles.setState({ place });
}

/** Starts following the case's changes; returns the function that stops. */
export function followFiles(): () => void {
  return engine.on('case.changed', ({ what }) => {
    if (what === 'items' || what === 'exhibits') openFiles();
  });
}

export function forgetFiles(): void {
  pages.clear();
  useFiles.setState(({ edition }) => ({ ...start, edition: edition + 1 }));
}
