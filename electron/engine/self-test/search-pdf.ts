/** Opens a finished PDF again and looks for protected strings everywhere in it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import type { CallContext } from '../rpc/handler.ts';
import { barePictures } from './bare-pictures.ts';
import type { Findings } from './findings.ts';
import { pdfObjects } from './pdf-objects.ts';
import type { KeptReadings } from './kept-readings.ts';
import { readPages } from './read-pages.ts';

const openLimitMs = 60_000;
const pageLimitMs = 20_000;
/** What of two neighbouring pages is looked at together, so that a name across both is found. Characters. */
const overlap = 200;

/** The text of each page as pdf.js reads it, which is neither who made the file nor who bound it. */
async function searchText(path: string, findings: Findings, call: CallContext): Promise<void> {
  const reader = borrowReader('the finished file', call.signal);
  try {
    const facts = await reader.ask('pdf.open', { path, repair: false, beyond: true }, openLimitMs);
    if (facts.faults.length > 0) throw new PlumblineError('rule_broken', `The finished file is damaged: ${facts.faults.join(' ')}`);
    findings.look('document properties', facts.fields.map(({ value }) => value));
    findings.look('an attachment', facts.embedded);
    let before = '';
    for (let page = 1; page <= facts.pages; page += 1) {
      const { text, asDrawn, apart, fields, leftOut } = await reader.ask('pdf.page', { page }, pageLimitMs);
      if (leftOut > 0) throw new PlumblineError('rule_broken', `Page ${page} of the finished file has more text than could be searched.`);
      findings.look(`the text of page ${page}`, [text, asDrawn, apart]);
      findings.lookAcross(`the text that runs from page ${page - 1} to page ${page}`, before, text.slice(0, overlap));
      findings.look(`a link, comment or form field of page ${page}`, fields.flatMap(({ name, value }) => [name, value]));
      before = text.slice(-overlap);
      if (page % 50 === 0) call.report({ stage: 'Searching pages', done: page, total: facts.pages, unit: 'pages' });
    }
  } finally {
    await giveBack(reader);
  }
}

/** `alsoSeen`: pages of others, which may show what is neither text nor a picture (outlines of letters, stamps), read by machine as those with pictures are. */
export interface PdfSearched { readonly path: string; readonly alsoSeen: readonly number[]; readonly kept: KeptReadings }

/** Of pages of others, pictures by themselves too: a black box over one, or a page that shows a part of it, takes nothing out of the file. */
async function readBare({ path, alsoSeen: pages, kept }: PdfSearched, findings: Findings, call: CallContext): Promise<void> {
  const bare = await barePictures(await readFile(path), pages);
  if (bare === null) return;
  const alone = `${path}.pictures`;
  try {
    await writeFile(alone, bare.bytes);
    await readPages({ path: alone, pages: Array.from(bare.of, (_, index) => index + 1), kept, said: (page) => `a picture of page ${bare.of[page - 1] ?? 0}, read with what the page does not show of it` }, findings, call);
  } finally {
    await rm(alone, { force: true });
  }
}

/** Throws `rule_broken` when a place could not be searched or holds what nothing of ours holds, `cancelled`. */
export async function searchPdf(searched: PdfSearched, findings: Findings, call: CallContext): Promise<void> {
  const { path, alsoSeen, kept } = searched;
  await searchText(path, findings, call);
  const { places, hidden, picturePages } = await pdfObjects(await readFile(path));
  if (hidden.length > 0) throw new PlumblineError('rule_broken', `No file was saved: it has parts that no page shows (${hidden.join(', ')}).`);
  for (const { where, texts, binary } of places) findings.look(where, texts, binary === true);
  await readPages({ path, pages: [...new Set([...picturePages, ...alsoSeen])].toSorted((one, other) => one - other), kept, said: (page) => `the picture of page ${page}` }, findings, call);
  if (alsoSeen.length > 0) await readBare(searched, findings, call);
}
