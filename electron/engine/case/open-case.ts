/** An open case: everything the engine needs to work on it, and how it is closed. */
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CaseSummary } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { CaseDetails } from '../../../shared/domain/case-details.ts';
import { appendEntry, logHead, type Deed } from '../continuity/log.ts';
import type { Signer } from '../continuity/signing-key.ts';
import { closeCaseDatabase, createCaseDatabase, openCaseDatabase, type CaseDatabase } from '../db/case-database.ts';
import { GrantBook } from '../evidence/grant-book.ts';
import { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { forgetStranded } from '../review/stranded.ts';
import { readDetails, writeDetails } from '../store/case-details.ts';
import { abandonInterruptedRuns, clearDeadRows } from '../store/import-runs.ts';
import { caseTotals } from '../timeline/timeline-summary.ts';
import { DutyTimes } from '../duty/duty-times.ts';
import type { TimelineView } from '../timeline/timeline-view.ts';
import { findCaseFolder, makeCaseFolder, type CaseFolder } from './case-folder.ts';
import { releaseLock, takeLock } from './case-lock.ts';

/** Views kept open at once; the oldest goes first. A window needs one, an export another. */
const viewsKept = 6;

/** What opening a case needs of the engine. */
export interface Opening {
  readonly signer: Signer;
  /** Name the work is recorded under. */
  readonly reviewer: () => string;
  /** Told after each entry of the continuity log. */
  readonly onRecorded: () => void;
}

export class OpenCase {
  readonly paths: CaseFolder;
  readonly db: CaseDatabase;
  readonly store: ExhibitStore;
  readonly grants: GrantBook;
  readonly notices: readonly string[];
  readonly #signer: Signer;
  readonly #reviewer: () => string;
  readonly #onRecorded: () => void;
  readonly #views = new Map<string, TimelineView>();
  #duty: DutyTimes | null = null;

  constructor(about: Opening & { paths: CaseFolder; db: CaseDatabase; notices: readonly string[] }) {
    this.paths = about.paths;
    this.db = about.db;
    this.store = new ExhibitStore(about.paths);
    this.grants = new GrantBook(this.store);
    this.notices = about.notices;
    this.#signer = about.signer;
    this.#reviewer = about.reviewer;
    this.#onRecorded = about.onRecorded;
  }

  get author(): string {
    return this.#reviewer();
  }

  /** Appends to the continuity log; inside the caller's transaction when there is one. */
  readonly record = (deed: Deed): void => {
    appendEntry(this.db, this.#signer, this.author, deed);
    this.#onRecorded();
  };

  get details(): CaseDetails {
    return readDetails(this.db);
  }

  summary(): CaseSummary {
    const totals = caseTotals(this.db);
    const head = logHead(this.db);
    const exhibits = this.db.prepare<[], { count: number }>('SELECT count(*) AS count FROM exhibit').get()?.count ?? 0;
    return {
      folder: this.paths.root, details: this.details, exhibitCount: exhibits, itemCount: totals.items, setAside: totals.setAside,
      logHead: head.hash, logHeadAt: head.at, notices: [...this.notices],
    };
  }

  /** Duties by the rosters as they stand; worked out when first asked for after a change. */
  get duty(): DutyTimes {
    this.#duty ??= new DutyTimes(this.db);
    return this.#duty;
  }

  /** Items, exhibits or people have changed: what was worked out from them no longer holds. */
  forgetWorkedOut(): void {
    this.#duty = null;
    forgetStranded(this.db);
  }

  keepView(view: TimelineView): void {
    this.#views.set(view.viewId, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > viewsKept && oldest !== undefined) this.#views.delete(oldest);
  }

  view(viewId: string): TimelineView {
    const view = this.#views.get(viewId);
    if (view === undefined) throw new PlumblineError('not_found', 'This view of the timeline is no longer held; open it again.');
    return view;
  }

  /** An entry an exhibit: it belongs to the history of each. */
  recordInterrupted(runs: ReturnType<typeof abandonInterruptedRuns>): void {
    for (const run of runs) this.record({ action: 'exhibit.import-interrupted', summary: `The import of ${run.reference} was interrupted; ${run.rows} unfinished rows were removed`, details: { ...run } });
  }

  /** After the worker died: what it had begun is abandoned and its rows removed. */
  clearUnfinished(): void {
    this.recordInterrupted(abandonInterruptedRuns(this.db));
    clearDeadRows(this.db);
  }

  close(): void {
    this.grants.revokeAll();
    this.record({ action: 'case.closed', summary: 'Case closed', details: {} });
    closeCaseDatabase(this.db);
    releaseLock(this.paths.lock);
  }
}

/** Makes a new case and opens it. On any failure nothing of it is left. */
export function createCase(folder: string, details: CaseDetails, opening: Opening): OpenCase {
  const paths = makeCaseFolder(folder);
  try {
    takeLock(paths.lock, opening.reviewer(), false);
    const db = createCaseDatabase(paths.database);
    const opened = new OpenCase({ ...opening, paths, db, notices: [] });
    db.transaction(() => {
      writeDetails(db, details);
      opened.record({ action: 'case.created', summary: `Case “${details.title}” created`, details: { ...details } });
    }).immediate();
    return opened;
  } catch (error) {
    rmSync(paths.root, { recursive: true, force: true });
    throw error;
  }
}

function backUp(paths: CaseFolder): (db: CaseDatabase, version: number) => void {
  return (db, version) => {
    mkdirSync(paths.backups, { recursive: true });
    const copy = join(paths.backups, `case-format-${version}-${new Date().toISOString().replaceAll(':', '')}.db`);
    db.prepare('VACUUM INTO ?').run(copy);
  };
}

/** Opens a case. A case left by a crash is checked, and what was unfinished is cleared away and told. */
export async function openCase(folder: string, takeOverStaleLock: boolean, opening: Opening): Promise<OpenCase> {
  const paths = findCaseFolder(folder);
  const { tookOver } = takeLock(paths.lock, opening.reviewer(), takeOverStaleLock);
  try {
    const db = openCaseDatabase(paths.database, { afterUncleanEnd: tookOver, backup: backUp(paths) });
    const notices: string[] = [];
    if (tookOver) notices.push('Plumbline did not close this case last time. Its database has been checked and is sound.');
    const interrupted = abandonInterruptedRuns(db);
    for (const run of interrupted) {
      notices.push(`The import of ${run.reference} begun ${run.startedAt} was interrupted. ${run.rows} unfinished rows were removed; the exhibit itself is safe. Import it again from its entry in the exhibit list.`);
    }
    clearDeadRows(db);
    const swept = await new ExhibitStore(paths).sweep();
    if (swept > 0) notices.push(`${swept} unfinished ${swept === 1 ? 'copy was' : 'copies were'} removed. An exhibit being added when Plumbline stopped must be added again.`);
    const opened = new OpenCase({ ...opening, paths, db, notices });
    opened.record({
      action: 'case.opened', summary: tookOver ? 'Case opened after it had not been closed' : 'Case opened',
      details: { tookOverLock: tookOver, interrupted: interrupted.map((run) => ({ ...run })), swept, folder: basename(paths.root) },
    });
    opened.recordInterrupted(interrupted);
    return opened;
  } catch (error) {
    // A case that could not be opened keeps its stale lock, so that the check is made again next time.
    if (!tookOver) releaseLock(paths.lock);
    throw error;
  }
}
