import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addAndImport, addExhibit, allItems, codeOf, freshCase, freshEngine, londonAnswers, smallChat, writeEvidence } from './harness.ts';

/** A chat long enough that an import of it can be interrupted on the way. */
function longChat(rows: number): string {
  return Array.from({ length: rows }, (_, row) => {
    const minute = String(row % 60).padStart(2, '0');
    const hour = String(Math.floor(row / 60) % 24).padStart(2, '0');
    return `${String(13 + (row % 12)).padStart(2, '0')}/05/2021, ${hour}:${minute} - ${row % 2 === 0 ? 'Rowan Ashdown' : 'Imogen Vale'}: message number ${row}`;
  }).join('\n');
}

describe('an import', () => {
  it('gives a certificate that foots, and items with their place and verbatim row', async () => {
    const bench = await freshCase();
    const certificate = await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    expect(certificate).toMatchObject({
      exhibit: 'ABC/1', format: 'whatsapp-export', rowsIn: 7, items: 7, quarantined: 0, itemsByKind: { message: 6, notice: 1 },
      earliest: '2021-09-28T14:31:00Z', zone: 'Europe/London', basis: 'assumed', dateOrder: 'dmy', unchanged: false,
    });
    const [, , , multiline] = await allItems(bench);
    expect(multiline).toMatchObject({ text: 'call me on 07700 900417\nsecond line of the same message', locator: { type: 'line', line: 4 }, precision: 'minute', written: '28/09/2021, 15:58' });
    if (multiline === undefined) throw new Error('the chat has four rows');
    const detail = await bench.engine.call('items.get', { itemId: multiline.id });
    expect(detail.verbatim).toBe('28/09/2021, 15:58 - Rowan Ashdown: call me on 07700 900417\nsecond line of the same message');
  });

  it('made twice changes nothing', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'chat.txt', smallChat));
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers });
    const before = await allItems(bench);
    const again = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers });
    expect(again.unchanged).toBe(true);
    expect(await allItems(bench)).toEqual(before);
  });

  it('made again with another zone moves the times, keeps the ids, and replaces the certificate', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'chat.txt', smallChat));
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers });
    const before = await allItems(bench);
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'stated', zoneBasisBy: 'report header' } });
    const after = await allItems(bench);
    expect(after.map((item) => item.id)).toEqual(before.map((item) => item.id));
    expect([before[0]?.at, after[0]?.at]).toEqual(['2021-09-28T14:31:00Z', '2021-09-28T15:31:00Z']);
    expect(await bench.engine.call('imports.certificates', {})).toMatchObject([{ zone: 'UTC', basis: 'stated' }]);
    expect(await bench.engine.call('exhibits.list', {})).toMatchObject([{ itemCount: 7 }]);
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('asks for the zone it may not guess', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'chat.txt', smallChat));
    const refusal = await bench.engine.call('imports.start', { exhibitId: exhibit.id }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'needs_answers', details: { questions: [expect.objectContaining({ answer: 'zone', required: true })] } });
    expect(await allItems(bench)).toEqual([]);
  });

  it('of a file nobody recognises says so, and keeps the exhibit', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'unknown.bin', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7])));
    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: exhibit.id }))).toBe('unrecognised_format');
    expect(await bench.engine.call('exhibits.list', {})).toMatchObject([{ reference: 'ABC/1', importState: 'not-imported' }]);
  });

  it('can be cancelled, and then nothing of it is in the case', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'long.txt', longChat(20_000)));
    const controller = new AbortController();
    const work = bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers }, {
      signal: controller.signal, report: ({ stage }) => { if (stage === 'Reading rows') controller.abort(); },
    });
    expect(await codeOf(work)).toBe('cancelled');
    expect(await allItems(bench)).toEqual([]);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries).toMatchObject([{ action: 'exhibit.import-cancelled', details: { exhibitId: exhibit.id } }]);
    expect(readdirSync(join(bench.caseFolder, 'derived')).filter((name) => name.startsWith('working-'))).toEqual([]);
    expect((await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers })).items).toBe(20_000);
  });

  it('while it runs, the reviewer’s own work goes on', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const [item] = await allItems(bench);
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'long.txt', longChat(20_000)), 'ABC/2');
    const assessed: Promise<unknown>[] = [];
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers }, {
      report: ({ stage }) => { if (stage === 'Reading rows' && item !== undefined && assessed.length === 0) assessed.push(bench.engine.call('review.assess', { itemIds: [item.id], state: 'unclear' })); },
    });
    expect(await Promise.all(assessed)).toEqual([{ changed: [item?.id] }]);
  });
});

describe('when the engine is killed during an import', () => {
  it('the case opens, verifies, says what happened, and imports again without duplicates', async () => {
    const bench = freshEngine();
    const { folder, caseFolder } = bench;
    const child = fork(resolve(import.meta.dirname, '../../electron/engine/index.ts'), { env: { ...process.env, PLUMBLINE_SETTINGS: join(folder, 'settings') }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    onTestFinished(() => { child.kill('SIGKILL'); });
    const replies = new Map<string, (message: { ok: boolean; value?: { id?: number } }) => void>();
    let readingRows: () => void = () => undefined;
    const underWay = new Promise<void>((settle) => { readingRows = settle; });
    child.on('message', (message: { type: string; id: string; ok: boolean; value?: { id?: number }; progress?: { stage: string } }) => {
      if (message.type === 'progress' && message.progress?.stage === 'Reading rows') readingRows();
      replies.get(message.id)?.(message);
    });
    const ask = (id: string, command: string, input: unknown): Promise<{ ok: boolean; value?: { id?: number } }> => new Promise((settle) => {
      replies.set(id, (message) => { if ('ok' in message) settle(message); });
      child.send({ type: 'request', id, command, input });
    });
    expect(await ask('1', 'cases.create', { folder: caseFolder, details: { title: 'T', reference: 'R', force: '', regime: 'other', officer: '', displayZone: 'Europe/London', protectiveMarking: '' } })).toMatchObject({ ok: true });
    const added = await ask('2', 'exhibits.add', { sourcePath: writeEvidence(folder, 'long.txt', longChat(120_000)), details: { reference: 'ABC/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
    void ask('3', 'imports.start', { exhibitId: added.value?.id, answers: londonAnswers });
    await underWay;
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect(await codeOf(bench.engine.call('cases.open', { folder: caseFolder }))).toBe('case_locked');
    const summary = await bench.engine.call('cases.open', { folder: caseFolder, takeOverStaleLock: true });
    expect(summary.notices.join(' ')).toContain('import of ABC/1');
    expect(await allItems(bench)).toEqual([]);
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    expect(exhibit?.importState).toBe('interrupted');
    if (exhibit === undefined) throw new Error('the exhibit is there');
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers });
    expect(certificate).toMatchObject({ items: 120_000, quarantined: 0 });
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });
});
