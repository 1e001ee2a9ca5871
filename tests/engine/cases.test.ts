import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { codeOf, freshCase, freshEngine, scratchFolder } from './harness.ts';

const details = { ...defaultCaseDetails, title: 'Operation Larkspur', reference: 'CASE/0412' };

function leaveLock(path: string, processId: number, bootedAtMs = Date.now() - uptime() * 1000): void {
  writeFileSync(path, JSON.stringify({ holder: 'J. Marsh', host: hostname(), processId, since: '2026-01-05T09:00:00.000Z', bootedAtMs }));
}

describe('a case', () => {
  it('is a folder with its database, and is remembered among the recent ones', async () => {
    const { engine, caseFolder } = await freshCase();
    expect(readdirSync(caseFolder).sort()).toEqual(expect.arrayContaining(['case.db', 'case.json', 'derived', 'exhibits', 'open.lock']));
    expect(await engine.call('cases.recent', {})).toMatchObject([{ folder: caseFolder, title: 'Operation Larkspur', exists: true }]);
  });

  it('keeps no personal data in case.json', async () => {
    const { caseFolder } = await freshCase();
    expect(JSON.parse(readFileSync(join(caseFolder, 'case.json'), 'utf8'))).toEqual({ format: 'plumbline-case', version: 1 });
  });

  it('opens again with the details it was given, and leaves no journal behind when closed', async () => {
    const { engine, caseFolder } = await freshCase();
    await engine.call('cases.close', {});
    expect(readdirSync(caseFolder).filter((name) => /-wal|-shm|lock/.test(name))).toEqual([]);
    const summary = await engine.call('cases.open', { folder: caseFolder });
    expect(summary.details).toEqual(details);
  });

  it('is refused where something stands already, and where the name is not a case folder’s', async () => {
    const { engine, folder, caseFolder } = await freshCase();
    expect(await codeOf(engine.call('cases.create', { folder: caseFolder, details }))).toBe('already_exists');
    expect(await codeOf(engine.call('cases.create', { folder: join(folder, 'plain'), details }))).toBe('invalid_input');
    expect(existsSync(join(folder, 'plain'))).toBe(false);
  });

  it('records a change of details in the log, with what stood before', async () => {
    const { engine } = await freshCase();
    await engine.call('cases.updateDetails', { ...details, officer: 'PC Rowan Ashdown' });
    const { entries } = await engine.call('continuity.page', {});
    expect(entries[0]).toMatchObject({ action: 'case.details-changed', details: { before: { officer: '' }, after: { officer: 'PC Rowan Ashdown' } } });
  });

  it('runs every connection with full durability', async () => {
    const { caseFolder } = await freshCase();
    const db = new Database(join(caseFolder, 'case.db'));
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });
});

describe('the lock on a case', () => {
  it('refuses a second Plumbline and says who has it', async () => {
    const { engine, caseFolder } = await freshCase();
    const other = freshEngine();
    const refusal = await other.engine.call('cases.open', { folder: caseFolder }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'case_locked', details: { holder: 'R. Reviewer', stale: false } });
    expect(await codeOf(other.engine.call('cases.open', { folder: caseFolder, takeOverStaleLock: true }))).toBe('case_locked');
    await engine.call('cases.summary', {});
  });

  it('left by a process that is gone is explained, and can be taken over', async () => {
    const { engine, caseFolder } = await freshCase();
    await engine.call('cases.close', {});
    leaveLock(join(caseFolder, 'open.lock'), 2 ** 22 + 1);
    const refusal = await engine.call('cases.open', { folder: caseFolder }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'case_locked', details: { holder: 'J. Marsh', stale: true } });
    const summary = await engine.call('cases.open', { folder: caseFolder, takeOverStaleLock: true });
    expect(summary.notices.join(' ')).toContain('did not close this case last time');
  });

  it('left before the machine was restarted is stale even when its process number is in use again', async () => {
    const { engine, caseFolder } = await freshCase();
    await engine.call('cases.close', {});
    leaveLock(join(caseFolder, 'open.lock'), process.pid, Date.now() - uptime() * 1000 - 10 * 86_400_000);
    expect(await engine.call('cases.open', { folder: caseFolder, takeOverStaleLock: true })).toMatchObject({ details });
  });
});

describe('a case that is not sound', () => {
  it('from a newer Plumbline is refused and not touched', async () => {
    const { engine, caseFolder } = await freshCase();
    await engine.call('cases.close', {});
    const db = new Database(join(caseFolder, 'case.db'));
    db.pragma('user_version = 999');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(join(caseFolder, 'case.db'));
    expect(await codeOf(engine.call('cases.open', { folder: caseFolder }))).toBe('case_too_new');
    expect(readFileSync(join(caseFolder, 'case.db')).equals(before)).toBe(true);
    expect(existsSync(join(caseFolder, 'open.lock'))).toBe(false);
  });

  it('whose database is something else is refused', async () => {
    const folder = scratchFolder();
    const { engine } = freshEngine(folder);
    const fake = join(folder, 'Fake.plumbline');
    mkdirSync(fake);
    writeFileSync(join(fake, 'case.json'), '{"format":"plumbline-case","version":1}');
    const db = new Database(join(fake, 'case.db'));
    db.exec('CREATE TABLE t (a)');
    db.close();
    expect(await codeOf(engine.call('cases.open', { folder: fake }))).toBe('case_damaged');
    writeFileSync(join(fake, 'case.db'), 'not a database at all, but long enough to be read as one '.repeat(100));
    expect(await codeOf(engine.call('cases.open', { folder: fake }))).toBe('case_damaged');
  });

  it('that is not there says so', async () => {
    const { engine, folder } = freshEngine();
    expect(await codeOf(engine.call('cases.open', { folder: join(folder, 'None.plumbline') }))).toBe('not_found');
    expect(await codeOf(engine.call('cases.summary', {}))).toBe('no_case_open');
  });
});
