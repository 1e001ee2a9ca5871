/**
 * The zip around a workbook, checked before any part of it is unpacked into memory: a 1.5 MB file
 * can hold a 1.5 GB cell. The directory's sizes are checked first, and then each part is inflated
 * once as a stream, which proves the sizes, the checksums and that no value is absurdly long.
 */
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceSource } from '../importer.ts';
import { throwIfCancelled } from './cancelled.ts';
import { ownEntry } from '../text/own-entry.ts';

const mebibyte = 1_048_576;
const maxUnpackedBytes = 768 * mebibyte;
/** Spreadsheet XML repeats itself and may shrink a few hundred times; a bomb shrinks a thousand times. */
const maxRatio = 1_000;
const ratioAppliesFromBytes = 16 * mebibyte;
const maxMembers = 10_000;
const maxTextRunBytes = 4 * mebibyte;
const maxSmallPartBytes = 8 * mebibyte;

export interface PackageMember { readonly name: string; readonly packedBytes: number; readonly unpackedBytes: number }

export interface SheetPart { readonly name: string; readonly hidden: boolean; readonly part: string }

export interface WorkbookOutline { readonly sheets: readonly SheetPart[]; readonly dates1904: boolean }

const inMebibytes = (bytes: number): string => `${Math.ceil(bytes / mebibyte).toLocaleString('en-GB')} MB`;

function refuseBomb(source: EvidenceSource, members: readonly PackageMember[]): void {
  const total = members.reduce((sum, member) => sum + member.unpackedBytes, 0);
  const advice = 'It was not opened. Ask the supplier for the table as CSV, or for a smaller workbook.';
  if (total > maxUnpackedBytes) {
    throw new PlumblineError('refused_input', `“${source.originalName}” is ${inMebibytes(source.sizeBytes)} but would unpack to ${inMebibytes(total)}; at most ${inMebibytes(maxUnpackedBytes)} is read. ${advice}`);
  }
  const bomb = members.find((member) => member.unpackedBytes > ratioAppliesFromBytes && member.unpackedBytes > member.packedBytes * maxRatio);
  if (bomb !== undefined) {
    throw new PlumblineError('refused_input', `“${source.originalName}” holds “${bomb.name}”, ${bomb.packedBytes.toLocaleString('en-GB')} bytes that would unpack to ${inMebibytes(bomb.unpackedBytes)}, more than ${maxRatio} times as much. ${advice}`);
  }
}

function zipFault(error: unknown): boolean {
  return error instanceof Error && !(error instanceof PlumblineError);
}

/**
 * The members of a workbook, or null when the zip is not one. Throws `refused_input` for binary
 * workbooks (.xlsb) and for directories that announce far more than they should.
 */
export async function listPackage(source: EvidenceSource, signal: AbortSignal): Promise<readonly PackageMember[] | null> {
  const members: PackageMember[] = [];
  let workbookLike = false;
  try {
    const zip = await openPromise(source.path, { autoClose: true });
    for await (const entry of zip.eachEntry()) {
      throwIfCancelled(signal);
      members.push({ name: entry.fileName, packedBytes: entry.compressedSize, unpackedBytes: entry.uncompressedSize });
      workbookLike ||= entry.fileName === '[Content_Types].xml' || entry.fileName.startsWith('xl/');
      if ((!workbookLike && members.length > 200) || members.length > maxMembers) { zip.close(); return null; }
    }
  } catch (error) {
    // Not a zip whose directory can be read: another importer, or nobody, may know it.
    if (zipFault(error)) return null;
    throw error;
  }
  const names = new Set(members.map((member) => member.name));
  if (names.has('xl/workbook.bin')) {
    throw new PlumblineError('refused_input', `“${source.originalName}” is a binary workbook (.xlsb), which this program does not read. Save a copy as .xlsx or CSV in Excel and add both as exhibits.`);
  }
  if (!names.has('xl/workbook.xml')) return null;
  refuseBomb(source, members);
  return members;
}

async function withEntry<T>(source: EvidenceSource, part: string, use: (zip: ZipFile, entry: Entry) => Promise<T>): Promise<T | null> {
  const zip = await openPromise(source.path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) if (entry.fileName === part) return await use(zip, entry);
    return null;
  } finally {
    zip.close();
  }
}

async function readSmallPart(source: EvidenceSource, part: string): Promise<string> {
  try {
    const text = await withEntry(source, part, async (zip, entry) => {
      if (entry.uncompressedSize > maxSmallPartBytes) {
        throw new PlumblineError('refused_input', `“${part}” in “${source.originalName}” is ${inMebibytes(entry.uncompressedSize)}, far more than a list of sheets needs. The workbook was not opened.`);
      }
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    });
    return text ?? '';
  } catch (error) {
    if (!zipFault(error)) throw error;
    throw new PlumblineError('damaged_input', `“${part}” in “${source.originalName}” cannot be unpacked: the workbook is damaged. Ask the supplier for it again.`, undefined, { cause: error });
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function attributes(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of tag.matchAll(/(?<![\w:.-])([\w:.-]{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g)) {
    const value = (double ?? single ?? '').replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, named: string | undefined) => {
      if (named !== undefined) return ownEntry(entities, named) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
    found.set((name ?? '').replace(/^.*:/, ''), value);
  }
  return found;
}

/** Comments are found one after another: a pattern would look to the end of the part for each that is not closed. */
function withoutComments(xml: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const begin = xml.indexOf('<!--', from);
    const end = begin === -1 ? -1 : xml.indexOf('-->', begin + 4);
    if (end === -1) break;
    kept.push(xml.slice(from, begin));
    from = end + 3;
  }
  return kept.join('') + xml.slice(from);
}

const tags = (xml: string, name: string): ReadonlyMap<string, string>[] =>
  [...withoutComments(xml).matchAll(new RegExp(`<(?:\\w{1,60}:)?${name}\\b([^<>]*)>`, 'g'))].map(([, inside]) => attributes(inside ?? ''));

/** The sheets of a workbook in their order, hidden ones marked, and which date system it counts in. */
export async function readOutline(source: EvidenceSource): Promise<WorkbookOutline> {
  const workbook = await readSmallPart(source, 'xl/workbook.xml');
  const relations = await readSmallPart(source, 'xl/_rels/workbook.xml.rels');
  const targets = new Map(tags(relations, 'Relationship').map((relation) => [relation.get('Id') ?? '', relation.get('Target') ?? '']));
  const sheets = tags(workbook, 'sheet').map((sheet): SheetPart => {
    const target = targets.get(sheet.get('id') ?? '') ?? '';
    return {
      name: sheet.get('name') ?? '', hidden: (sheet.get('state') ?? 'visible') !== 'visible',
      part: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  }).filter((sheet) => sheet.name !== '');
  const system = tags(workbook, 'workbookPr')[0]?.get('date1904') ?? '0';
  return { sheets, dates1904: system === '1' || system === 'true' };
}

export interface PartSurvey { readonly found: boolean; readonly mergedAreas: number; readonly hiddenRows: number; readonly checksumRight: boolean; readonly readable: boolean }

async function surveyStream(source: EvidenceSource, part: string, stream: AsyncIterable<unknown>, expected: number, signal: AbortSignal): Promise<PartSurvey> {
  let checksum = 0;
  let mergedAreas = 0;
  let hiddenRows = 0;
  let run = 0;
  let tail = '';
  for await (const chunk of stream) {
    throwIfCancelled(signal);
    const bytes = chunk as Buffer;
    checksum = crc32(bytes, checksum);
    const first = bytes.indexOf(0x3c);
    run = first === -1 ? run + bytes.length : bytes.length - bytes.lastIndexOf(0x3c);
    if (run > maxTextRunBytes) {
      throw new PlumblineError('refused_input', `“${part}” in “${source.originalName}” holds a single value of more than ${inMebibytes(maxTextRunBytes)}; a cell in Excel holds at most 32,767 characters. The workbook was not opened.`);
    }
    const text = tail + bytes.toString('latin1');
    const cut = Math.max(0, text.lastIndexOf('<'));
    const whole = text.slice(0, cut);
    mergedAreas += whole.match(/<(?:\w+:)?mergeCell\s/g)?.length ?? 0;
    hiddenRows += whole.match(/<(?:\w+:)?row\s[^<>]*\bhidden="(?:1|true)"/g)?.length ?? 0;
    tail = text.slice(cut).slice(0, 65_536);
  }
  return { found: true, mergedAreas, hiddenRows, checksumRight: checksum === expected, readable: true };
}

/** Inflates one part from end to end without keeping it. Throws `refused_input` for a value that is absurdly long. */
export async function surveyPart(source: EvidenceSource, part: string, signal: AbortSignal): Promise<PartSurvey> {
  const nothing: PartSurvey = { found: false, mergedAreas: 0, hiddenRows: 0, checksumRight: true, readable: true };
  try {
    return await withEntry(source, part, async (zip, entry) =>
      surveyStream(source, part, await zip.openReadStreamPromise(entry), entry.crc32, signal)) ?? nothing;
  } catch (error) {
    if (!zipFault(error)) throw error;
    return { ...nothing, found: true, readable: false };
  }
}
