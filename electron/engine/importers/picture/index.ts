/**
 * The importer for single pictures: one file is one row and one item. A picture's time is when it
 * was taken, and only if the picture itself says so; what it shows, and when that was, a person
 * transcribes later.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { FormatId, ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import { sha256Schema, type Sha256 } from '../../../../shared/domain/ids.ts';
import type { Attachment, Field, ItemDraft, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { placeWallClock, type StatedZone } from '../time/wall-clock-time.ts';
import { checkPicture, type PictureCondition } from './condition.ts';
import { detectPicture, pictureNames, type PictureMediaType } from './detect.ts';
import { readPictureFacts, type CaptureTime, type PictureFacts } from './exif.ts';

const id = 'picture' as const satisfies FormatId;
const maxFileBytes = 268_435_456;

/** Names such as `IMG_20210928_152410.jpg` or `Screenshot 2021-09-28 at 15.24.10.png`. */
const dateInName = /(?<!\d)(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)(?:[-_ T.]*(?:at )?(?:[01]\d|2[0-3])[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d)?(?!\d))?/;

function detect(source: EvidenceSource): PictureMediaType {
  const mediaType = detectPicture(source.head);
  if (mediaType === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a picture.`);
  return mediaType;
}

function zoneFor(capture: CaptureTime, answers: ImportAnswers): StatedZone | null {
  if (capture.offset !== null) return { zone: capture.offset.zone, basis: 'in-data', by: '' };
  if (answers.zone === undefined || answers.zone === '') return null;
  if (!isKnownZone(answers.zone)) {
    throw new PlumblineError('invalid_input', `“${answers.zone}” is not a time zone this program knows. Use a name such as Europe/London, or an offset such as +01:00.`);
  }
  return { zone: answers.zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' };
}

/** When the picture was taken. Without a zone, or with an impossible time, it stays undated and keeps what was written. */
function timeOf(capture: CaptureTime | null, answers: ImportAnswers): { readonly time: EvidenceTime; readonly remarks: readonly string[] } {
  if (capture === null) return { time: undated(), remarks: [] };
  const zone = zoneFor(capture, answers);
  if (zone === null) {
    return { time: undated(capture.written), remarks: ['The picture gives the time it was taken but not on which clock, and nobody has said so; it is kept undated.'] };
  }
  const placed = placeWallClock(capture.clock, capture.precision, zone, capture.written, ['capture-time']);
  return placed.ok ? { time: placed.time, remarks: [] } : { time: undated(capture.written), remarks: [placed.reason] };
}

function fieldsOf(source: EvidenceSource, mediaType: PictureMediaType, condition: PictureCondition, facts: PictureFacts): Field[] {
  const named = dateInName.exec(source.originalName)?.[0];
  return [
    { name: 'File name', value: source.originalName },
    { name: 'Kind of picture', value: pictureNames[mediaType] },
    ...(condition.size === null ? [] : [{ name: 'Width × height', value: `${condition.size.width} × ${condition.size.height} pixels` }]),
    ...(condition.frames > 1 ? [{ name: 'Frames', value: String(condition.frames) }] : []),
    { name: 'File modified (of the copy supplied)', value: new Date(source.modifiedAtMs).toISOString() },
    ...(named === undefined ? [] : [{ name: 'Date in the file name', value: named }]),
    ...facts.fields,
  ];
}

interface Reading {
  readonly mediaType: PictureMediaType; readonly condition: PictureCondition; readonly facts: PictureFacts;
  /** Null when the picture is the exhibit: the store knows the exhibit's own hash, of the same bytes. */
  readonly sha256: Sha256 | null;
}

async function readPicture(source: EvidenceSource): Promise<Reading> {
  const mediaType = detect(source);
  const bytes = await readFile(source.path);
  const facts = await readPictureFacts(bytes);
  const sha256 = source.name === '' ? null : sha256Schema.parse(createHash('sha256').update(bytes).digest('hex'));
  return { mediaType, facts, sha256, condition: await checkPicture(source.path, bytes, mediaType) };
}

function toItem(source: EvidenceSource, { mediaType, condition, facts, sha256 }: Reading, answers: ImportAnswers): ItemDraft {
  const { time, remarks } = timeOf(facts.capture, answers);
  const fields = fieldsOf(source, mediaType, condition, facts);
  const named = fields.some((field) => field.name === 'Date in the file name');
  const attachment: Attachment = {
    name: source.originalName, member: source.name, mediaType, sizeBytes: source.sizeBytes, sha256,
    state: condition.state === 'damaged' || condition.state === 'unreadable' ? 'damaged' : 'present',
  };
  return {
    kind: 'picture', time, direction: 'none', from: '', to: [], thread: '', text: source.originalName, status: 'live',
    locator: { type: 'file', file: source.name }, verbatim: fields.map((field) => `${field.name}: ${field.value}`).join('\n'),
    fields, attachments: [attachment], identifiers: [],
    remarks: [
      ...condition.remarks, ...facts.remarks, ...remarks,
      ...(named ? ['The date in the file name says what the file was called, not when anything happened.'] : []),
    ],
  };
}

function quarantine({ name: file }: EvidenceSource, code: QuarantinedRow['code'], reason: string, verbatim: string): SourceRow {
  return { type: 'quarantined', row: { locator: { type: 'file', file }, code, reason, verbatim } };
}

/** Nothing can be shown and nothing was said about when it was taken: the row is set aside. */
function isWorthKeeping({ condition, facts }: Reading): boolean {
  return condition.state !== 'unreadable' || facts.capture !== null;
}

function zoneQuestion(capture: CaptureTime | null, answers: ImportAnswers): Question[] {
  if (capture === null || capture.offset !== null || (answers.zone !== undefined && answers.zone !== '')) return [];
  return [{
    answer: 'zone', required: false,
    why: `The picture says it was taken at “${capture.written}” but not on which clock. Without an answer it is kept undated.`,
    options: [
      { value: 'Europe/London', label: 'UK local time (Europe/London)', evidence: '' }, { value: 'UTC', label: 'UTC', evidence: '' },
    ],
  }];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers): Promise<InspectionDraft> {
  const mediaType = detect(source);
  const base = { format: id, formatLabel: pictureImporter.label, recognisedBy: `the first bytes of a ${pictureNames[mediaType]} picture`, table: null };
  if (source.sizeBytes > maxFileBytes) return { ...base, questions: [], findings: ['The file is too large to be opened as a picture.'] };
  const { condition, facts } = await readPicture(source);
  const { capture } = facts;
  const findings = [...condition.remarks, ...facts.remarks];
  if (capture === null) findings.push('The picture does not say when it was taken.');
  else if (capture.offset !== null) findings.push(`Taken at ${capture.written}, UTC${capture.offset.zone}${capture.offset.inferred ? ' (inferred from GPS)' : ''}. That is when the picture was taken, not when anything it shows happened.`);
  return { ...base, questions: zoneQuestion(capture, answers), findings };
}

function importFacts(item: ItemDraft | null, warnings: readonly string[]): ImportFacts {
  const time = item?.time;
  return {
    zone: time?.zone ?? null, basis: time?.zoneBasis ?? 'none', basisBy: time?.zoneBasisBy ?? '',
    dateOrder: null, dateOrderBasis: '', encoding: null, warnings,
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the picture was stopped. Nothing was imported.');
  if (source.sizeBytes > maxFileBytes) {
    yield quarantine(source, 'too-large', `“${source.originalName}” is larger than ${maxFileBytes / 1_048_576} MB, too large to be opened as a picture.`, '');
    return importFacts(null, []);
  }
  const reading = await readPicture(source);
  onBytes(source.sizeBytes, source.sizeBytes);
  const { condition, facts } = reading;
  const about = `“${source.originalName}”: ${condition.remarks.join(' ')}`;
  if (!isWorthKeeping(reading)) {
    yield quarantine(source, 'unreadable-picture', `${about} Ask the supplier for the picture again.`, facts.fields.map((field) => `${field.name}: ${field.value}`).join('\n'));
    return importFacts(null, [about]);
  }
  const item = toItem(source, reading, answers);
  yield { type: 'item', item };
  return importFacts(item, condition.remarks.length === 0 ? [] : [about]);
}

export const pictureImporter: Importer = {
  id,
  label: 'Picture',
  byHeadAlone: true,
  version: '1',
  recognise: (source) => {
    const mediaType = detectPicture(source.head);
    return Promise.resolve(mediaType === null ? null : `the first bytes of a ${pictureNames[mediaType]} picture`);
  },
  inspect,
  read,
};
