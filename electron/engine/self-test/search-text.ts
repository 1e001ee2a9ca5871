/** Looks for protected strings in a finished file of text, some at a time, and in the parts of one that is an archive. */
import { createReadStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { openZipArchive } from '../exhibits/zip-archive.ts';
import type { Findings } from './findings.ts';

/** What of the text before stands before the next, so that a string across both is found. Characters. */
const overlap = 4_000;

/** Text of markup as a person reads it: a word may stand in several pieces. */
const withoutTags = (markup: string): string => markup.replace(/<[^<>]{0,4000}>/gu, '');

async function searchPieces(where: string, pieces: AsyncIterable<Uint8Array | string>, findings: Findings): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let before = '';
  let line = 1;
  const look = (text: string): void => {
    const joined = `${before}${text}`;
    const place = line === 1 ? where : `${where}, from line ${line.toLocaleString('en-GB')}`;
    findings.lookInAllReadings(place, joined);
    const read = withoutTags(joined);
    if (read !== joined) findings.lookInAllReadings(place, read);
    line += text.split('\n').length - 1;
    before = joined.slice(-overlap);
  };
  for await (const piece of pieces) look(typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }));
  look(decoder.decode());
}

export async function searchTextFile(path: string, findings: Findings): Promise<void> {
  await searchPieces('the text of the file', createReadStream(path, { highWaterMark: 1_048_576 }), findings);
}

/** A message that carries files in base 64: its text, and everything in them. Throws what searching them throws. */
export async function searchMessage(path: string, findings: Findings, signal: AbortSignal): Promise<void> {
  const text = await readFile(path, 'latin1');
  findings.lookInAllReadings('the text of the message', text);
  const carried = `${path}.part`;
  for (const part of text.split(/\r?\n--/u)) {
    const [head = '', ...rest] = part.split(/\r?\n\r?\n/u);
    if (!/content-transfer-encoding: base64/iu.test(head)) continue;
    const bytes = Buffer.from(rest.join(''), 'base64');
    if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) {
      findings.lookInAllReadings('a part of the message', bytes.toString('utf8'));
      continue;
    }
    try {
      await writeFile(carried, bytes);
      await searchArchive(carried, findings, signal);
    } finally {
      await rm(carried, { force: true });
    }
  }
  for (const [, word = ''] of text.matchAll(/=\?UTF-8\?B\?([A-Za-z\d+/=]*)\?=/gu)) findings.lookInAllReadings('the head of the message', Buffer.from(word, 'base64').toString('utf8'));
}

/** Throws what opening the archive throws, `damaged_input` for a part that cannot be read. */
export async function searchArchive(path: string, findings: Findings, signal: AbortSignal): Promise<void> {
  const archive = await openZipArchive(path, 'the finished file', signal);
  try {
    for (const member of archive.members) {
      findings.lookInAllReadings('the name of a part', member.name);
      if (member.directory) continue;
      const { bytes } = await archive.open(member, signal);
      await searchPieces(`the part ${member.name}`, bytes, findings);
    }
  } finally {
    await archive.close();
  }
}
