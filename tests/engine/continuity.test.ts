import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { addAndImport, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function caseWithHistory(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  return bench;
}

/** Changes the database behind Plumbline's back, as somebody with a SQLite tool could. */
async function tamper(bench: Bench, sql: string): Promise<void> {
  await bench.engine.call('cases.close', {});
  const db = new Database(join(bench.caseFolder, 'case.db'));
  for (const { name } of db.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%refuses%'`).all()) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  await bench.engine.call('cases.open', { folder: bench.caseFolder });
}

describe('the continuity log', () => {
  it('records each deed from the first, bound into one chain that verifies', async () => {
    const { engine } = await caseWithHistory();
    const { entries, total } = await engine.call('continuity.page', {});
    expect(entries.map((entry) => entry.action)).toEqual(['exhibit.imported', 'exhibit.added', 'case.created']);
    expect(total).toBe(3);
    expect(entries.every((entry) => entry.author === 'R. Reviewer')).toBe(true);
    const verification = await engine.call('cases.verify', {});
    expect(verification).toMatchObject({ ok: true });
    expect(verification.checks.map((check) => check.name)).toEqual(['Case database', 'Continuity log', 'Original of ABC/1', 'Import certificate of ABC/1']);
  });

  it.each([
    ['an entry altered', `UPDATE continuity_entry SET summary = 'something else' WHERE sequence = 2`, 'entry 2 has been altered'],
    ['an entry removed', `DELETE FROM continuity_entry WHERE sequence = 2`, 'entry 2 is missing'],
    ['an author changed', `UPDATE continuity_entry SET author = 'Someone Else' WHERE sequence = 1`, 'entry 1 has been altered'],
    ['a signature replaced', `UPDATE continuity_entry SET signature = (SELECT signature FROM continuity_entry WHERE sequence = 1) WHERE sequence = 2`, 'signature of entry 2'],
  ])('shows %s', async (_what, sql, found) => {
    const bench = await caseWithHistory();
    await tamper(bench, sql);
    const verification = await bench.engine.call('cases.verify', {});
    expect(verification.ok).toBe(false);
    expect(verification.checks.find((check) => check.name === 'Continuity log')?.found).toContain(found);
  });

  it('shows items taken out behind its back, against the certificate', async () => {
    const bench = await caseWithHistory();
    await tamper(bench, 'DELETE FROM item WHERE row_id = (SELECT min(row_id) FROM item)');
    const verification = await bench.engine.call('cases.verify', {});
    expect(verification.checks.find((check) => check.name === 'Import certificate of ABC/1')).toMatchObject({ ok: false });
  });

  it('cannot be changed or shortened through the database it lives in', async () => {
    const bench = await caseWithHistory();
    await bench.engine.call('cases.close', {});
    const db = new Database(join(bench.caseFolder, 'case.db'));
    expect(() => db.exec(`UPDATE continuity_entry SET author = 'x'`)).toThrow('append-only');
    expect(() => db.exec('DELETE FROM continuity_entry')).toThrow('append-only');
    expect(() => db.exec('DELETE FROM assessment; DELETE FROM exhibit')).toThrow('append-only');
    db.close();
  });
});
