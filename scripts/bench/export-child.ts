/** The process one export is measured in: `export-child <format> <case folder>`, started by `measure.ts`. Run from the `.ts` files, since the page setter finds the app from there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../electron/engine/engine.ts';
import { rowFormats } from '../../shared/contract/exporting.ts';
import { documentFormats } from '../../shared/domain/document-kind.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { measureHere, type Subject } from './measure.ts';
import { watchStarted } from './started-processes.ts';
import { startApart } from './typeset-apart.ts';

const zone = 'Europe/London';

async function exported(engine: Engine, format: string, destination: string): Promise<{ readonly rows: number; readonly sizeBytes: number; readonly pages?: number | null }> {
  const document = documentFormats.find((each) => each === format);
  if (document !== undefined) return engine.call('exports.document', { kind: 'messages', filter: everything, zone, format: document, destination });
  const rows = rowFormats.find((each) => each === format);
  if (rows === undefined) throw new Error(`There is no format “${format}”.`);
  return engine.call('exports.rows', { filter: everything, zone, format: rows, destination });
}

const subjectOf = (format: string): Subject => async ({ path, start, stop }) => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const typesetter = format === 'pdf' ? await startApart() : null;
  const engine = new Engine({
    settingsFolder: join(folder, 'settings'), author: 'Bench', log: (ref, story) => console.error(ref, story),
    host: (request, input) => { if (typesetter === null) throw new Error('no pages are set here'); return typesetter.call(request, input); },
  });
  await engine.call('cases.open', { folder: path });
  const others = watchStarted(process.pid, 'electron');
  try {
    start();
    const { rows, sizeBytes, pages } = await exported(engine, format, join(folder, 'export'));
    stop();
    const started = others.stop();
    return { rows, bytes: sizeBytes, started, note: typesetter === null ? '' : `${String(pages)} pages; of it Electron ${(started.cpuMs / 1000).toFixed(0)} s, its largest process ${started.peakMiB.toFixed(0)} MiB` };
  } finally {
    others.stop();
    await engine.close();
    await typesetter?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const [format = '', caseFolder = ''] = process.argv.slice(2);
void measureHere(subjectOf(format), caseFolder);
