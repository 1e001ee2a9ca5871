/**
 * Before a file with ciphers is let out it is opened again and searched. It fails closed: one string found, or one place that could
 * not be searched, and there is no file. What passes has none of the listed strings in the listed places, and says no more than that.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ProtectedPerson } from '../../../shared/domain/cipher.ts';
import type { CallContext } from '../rpc/handler.ts';
import { Findings, type Finding } from './findings.ts';
import { nothingKept, type KeptReadings } from './kept-readings.ts';
import { searchPdf } from './search-pdf.ts';
import { searchArchive, searchMessage, searchTextFile } from './search-text.ts';

const mostSaid = 12;

/** Who must not be found, words of which a person says that they name nobody here, and what was read before in pages that are searched. */
export interface Hidden { readonly people: readonly ProtectedPerson[]; readonly ordinary?: readonly string[]; readonly readings?: KeptReadings }

const headBytes = 4_096;
/** Of an RFC 5322 message; rows of text begin otherwise. */
const isMessage = (beginning: string): boolean => /^[A-Za-z-]+: /u.test(beginning) && /^MIME-Version: /imu.test(beginning);

async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await file.close();
  }
}

/** Everything protected that is in a finished file or its name. Throws `rule_broken` when a place of it cannot be searched, `cancelled`. */
export async function searchFinished(path: string, fileName: string, { people, ordinary = [], readings = nothingKept }: Hidden, call: CallContext, alsoSeen: readonly number[] = []): Promise<Finding[]> {
  const findings = new Findings(people, ordinary);
  findings.lookInAllReadings('the name of the file', fileName);
  const beginning = await beginningOf(path);
  if (beginning.startsWith('%PDF-')) await searchPdf({ path, alsoSeen, kept: readings }, findings, call);
  else if (beginning.startsWith('PK')) await searchArchive(path, findings, call.signal);
  else if (isMessage(beginning)) await searchMessage(path, findings, call.signal);
  else await searchTextFile(path, findings);
  return findings.all();
}

function refusal(found: readonly Finding[]): PlumblineError {
  const words = [...new Set(found.map(({ word }) => word).filter((word) => word !== ''))];
  const places = [...new Set(found.map(({ where }) => where))];
  const said = places.slice(0, mostSaid).map((where) => `${where} (${[...new Set(found.filter((finding) => finding.where === where).map(({ cipher, what }) => `${cipher}: ${what}`))].join(', ')})`).join('; ');
  const more = places.length > mostSaid ? `; and ${places.length - mostSaid} more places` : '';
  const ordinary = words.length === 0 ? '' : ` If ${words.map((word) => `“${word}”`).join(', ')} ${words.length === 1 ? 'is an ordinary word' : 'are ordinary words'} where found, say so and export again.`;
  // The rule that hides and the one that searches differ on purpose: whoever is told only that could do nothing.
  const otherwise = found.every(({ word }) => word !== '') ? '' : ' What names somebody by itself may be written there in a form nobody has stated: state that form of the person, in People, and it is hidden; or redact the page it is seen on, or leave the row or document out.';
  return new PlumblineError('rule_broken', `No file was saved. What must not be seen is still in it: ${said}${more}.${otherwise}${ordinary}`, { findings: found.map((finding) => ({ ...finding })), words });
}

/** Throws `rule_broken` with what was found and where, and when a place could not be searched. Does nothing when nobody is hidden. */
export async function selfTest(path: string, destination: string, hidden: Hidden, call: CallContext, alsoSeen: readonly number[] = []): Promise<void> {
  if (hidden.people.length === 0) return;
  const found = await searchFinished(path, basename(destination), hidden, call, alsoSeen);
  if (found.length > 0) throw refusal(found);
}
