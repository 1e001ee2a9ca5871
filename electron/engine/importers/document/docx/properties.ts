/** What a Word document says about itself in docProps/: names and dates as written, never item times. */
import { FaultTolerantXml } from '../../xml/fault-tolerant-xml.ts';
import { PlumblineError } from '../../../../../shared/contract/errors.ts';
import type { Field } from '../../../../../shared/domain/item.ts';
import type { ZipArchive } from '../../../exhibits/zip-archive.ts';

const maxPartBytes = 1_048_576;
const maxValue = 4_000;
/** Properties stand directly in the root. The parser looks for namespaces through everything that is open: a deep part takes time in the square of its depth. */
const deepest = 32;
class TooDeep extends Error {}
const names: Readonly<Record<string, string>> = {
  title: 'Title', subject: 'Subject', creator: 'Author', lastModifiedBy: 'Last changed by', created: 'Created (as written)', modified: 'Changed (as written)',
  lastPrinted: 'Last printed (as written)', revision: 'Revision', keywords: 'Keywords', description: 'Comments on the document', category: 'Category',
  Application: 'Made with', AppVersion: 'Version of that program', Company: 'Company', Manager: 'Manager', TotalTime: 'Minutes of editing', Template: 'Template',
};

async function textOf(archive: ZipArchive, path: string, signal: AbortSignal): Promise<string> {
  const member = archive.find(path);
  if (member === null || member.refusal !== null || member.sizeBytes > maxPartBytes) return '';
  try {
    const parts: Uint8Array[] = [];
    for await (const chunk of (await archive.open(member, signal)).bytes) parts.push(chunk);
    return Buffer.concat(parts).toString('utf8');
  } catch (error) {
    // Properties are a bonus: a damaged part of them hides nothing of the text.
    if (error instanceof PlumblineError && error.code !== 'cancelled') return '';
    throw error;
  }
}

function valuesIn(xml: string): Map<string, string> {
  const values = new Map<string, string>();
  const parser = new FaultTolerantXml({ xmlns: true });
  let open = '';
  let text = '';
  let depth = 0;
  parser.on('error', () => undefined);
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepest) throw new TooDeep();
    open = tag.local;
    text = '';
  });
  parser.on('text', (chunk) => { if (text.length < maxValue) text += chunk; });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (tag.local === open && Object.hasOwn(names, open) && text.trim() !== '') values.set(open, text.trim().slice(0, maxValue));
    open = '';
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    // What stood before the depths is kept: properties are a bonus.
    if (!(error instanceof TooDeep)) throw error;
  }
  return values;
}

/** Named values in the order above, and the program that made the document. */
export async function readProperties(archive: ZipArchive, signal: AbortSignal): Promise<{ readonly fields: readonly Field[]; readonly madeBy: string | null }> {
  const values = new Map<string, string>();
  for (const path of ['docProps/core.xml', 'docProps/app.xml']) for (const [key, value] of valuesIn(await textOf(archive, path, signal))) values.set(key, value);
  const fields = Object.entries(names).flatMap(([key, name]) => {
    const value = values.get(key);
    return value === undefined ? [] : [{ name, value }];
  });
  const program = [values.get('Application'), values.get('AppVersion')].filter((each) => each !== undefined).join(' ');
  return { fields, madeBy: program === '' ? null : program };
}
