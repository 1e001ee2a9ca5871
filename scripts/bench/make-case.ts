/** A case of one generated chat, for what is measured on a case and not on a file. */
import { join } from 'node:path';
import { Engine } from '../../electron/engine/engine.ts';
import { defaultCaseDetails } from '../../shared/domain/case-details.ts';
import { writeWhatsAppChat } from './generate-whatsapp.ts';

/** `bytes` of chat: about a hundred an item. Throws what making a case and importing throw. */
export async function makeCase(folder: string, bytes: number, seed: number): Promise<{ readonly caseFolder: string; readonly rows: number }> {
  const chat = join(folder, 'chat.txt');
  writeWhatsAppChat(chat, bytes, seed);
  const caseFolder = join(folder, 'Bench.plumbline');
  const engine = new Engine({ settingsFolder: join(folder, 'settings'), author: 'Bench', host: () => { throw new Error('no pages are set here'); }, log: (ref, story) => console.error(ref, story) });
  await engine.call('cases.create', { folder: caseFolder, details: { ...defaultCaseDetails, title: 'Bench', reference: 'BENCH' } });
  const exhibit = await engine.call('exhibits.add', { sourcePath: chat, details: { reference: 'BENCH/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  const { rowsIn } = await engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'Europe/London', zoneBasis: 'assumed' } });
  await engine.close();
  return { caseFolder, rows: rowsIn };
}
