/**
 * The importer for sounds and films: one file is one row and one item. What is said and shown in it
 * nobody has written down; what the file says about itself is in the values. Its own creation time is
 * kept as it is stored: the standard calls it UTC and many devices write local time, so a person decides.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Field, ItemDraft } from '../../../../shared/domain/item.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import { borrowReader, giveBack, OrderFailed, ReaderEnded } from '../contained/contained-reader.ts';
import type { MediaFacts } from '../contained/orders.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import { createdName } from './created-name.ts';
import { detectMedia, type MediaFound } from './detect.ts';

const label = 'Sound or film';
const readLimitMs = 10_000;
const transcribe = 'What is said or shown in the recording cannot be found by searching. Times in it count from its beginning.';
/** Apple's own creation time, which states its offset. */
const appleCreated = /com\.apple\.quicktime\.creationdate$/;

interface Recording { readonly found: MediaFound; readonly facts: MediaFacts; /** Why nothing could be read of it; '' when something was. */ readonly fault: string }

const nothing: MediaFacts = { fields: [], seconds: null, hasPicture: false, madeBy: null, faults: [] };

async function readRecording(source: EvidenceSource, signal: AbortSignal): Promise<Recording> {
  const found = detectMedia(source.head);
  if (found === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a sound or film.`);
  const reader = borrowReader(source.originalName, signal);
  try {
    return { found, facts: await reader.ask('media.read', { path: source.path, mediaType: found.mediaType }, readLimitMs), fault: '' };
  } catch (error) {
    if (error instanceof ReaderEnded) return { found, facts: nothing, fault: `What the recording says about itself was not read: ${error.message}.` };
    if (error instanceof OrderFailed) return { found, facts: nothing, fault: `The recording is damaged, or of a kind whose description cannot be read (${error.message.slice(0, 200)}).` };
    throw error;
  } finally {
    await giveBack(reader);
  }
}

const createdOf = (fields: readonly Field[]): string => fields.find(({ name }) => name === createdName)?.value ?? '';

/** The time the file was made: placed when it states its offset, or when a person says on which clock it is; otherwise kept as written. */
function timeOf(fields: readonly Field[], answers: ImportAnswers): { readonly time: EvidenceTime; readonly remarks: readonly string[] } {
  const apple = fields.find(({ name }) => appleCreated.test(name))?.value ?? '';
  const stored = createdOf(fields);
  const zone = answers.zone ?? '';
  if (zone !== '' && !isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this program knows. Use a name such as Europe/London, or an offset such as +01:00.`);
  const stated = zone === '' ? null : { zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' } as const;
  const written = /[+-]\d{2}:?\d{2}$|Z$/.test(apple) ? apple : stored;
  if (written === '') return { time: undated(), remarks: [] };
  if (written === stored && stated === null) return { time: undated(stored), remarks: ['The file states when it was made, but not on which clock: the standard says UTC, and many devices write local time. Nobody has said which, so it is kept undated.'] };
  const placed = placeWrittenTime({ written, storedByExcel: false }, { order: null, zone: stated, storedSeconds: true });
  if (!placed.ok) return { time: undated(written), remarks: [placed.reason] };
  return { time: { ...placed.time, flags: [...placed.time.flags, 'capture-time'] }, remarks: [...placed.remarks, 'The time is when the file says it was made, not when anything in it happened.'] };
}

function toItem(source: EvidenceSource, { found, facts, fault }: Recording, answers: ImportAnswers): ItemDraft {
  const fields: Field[] = [
    { name: 'File name', value: source.originalName }, { name: 'Kind of recording', value: found.name },
    { name: 'File modified (of the copy supplied)', value: new Date(source.modifiedAtMs).toISOString() }, ...facts.fields,
  ];
  const { time, remarks } = timeOf(facts.fields, answers);
  return {
    kind: 'document', time, direction: 'none', from: '', to: [], thread: '', text: source.originalName, status: 'live',
    locator: { type: 'file', file: source.name }, verbatim: fields.map(({ name, value }) => `${name}: ${value}`).join('\n'), fields,
    // The store knows the exhibit's own hash; it is the same bytes.
    attachments: [{ name: source.originalName, member: source.name, mediaType: found.mediaType, sizeBytes: source.sizeBytes, sha256: null, state: fault === '' ? 'present' : 'damaged' }],
    identifiers: [], remarks: [...(fault === '' ? [] : [fault]), ...facts.faults, ...remarks, transcribe],
  };
}

function zoneQuestion(fields: readonly Field[], answers: ImportAnswers): Question[] {
  const stored = createdOf(fields);
  if (stored === '' || (answers.zone ?? '') !== '' || timeOf(fields, answers).time.earliestMs !== null) return [];
  return [{
    answer: 'zone', required: false,
    why: `The file says it was made at “${stored}” but not on which clock. Without an answer it is kept undated.`,
    options: [
      { value: 'UTC', label: 'UTC', evidence: 'what the standard for such files asks for' },
      { value: 'Europe/London', label: 'UK local time (Europe/London)', evidence: 'what some cameras and recorders write' },
    ],
  }];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const { found, facts, fault } = await readRecording(source, signal);
  const duration = facts.fields.find(({ name }) => name === 'Duration')?.value;
  return {
    format: 'audio-video', formatLabel: label, recognisedBy: `the first bytes of: ${found.name}`, questions: zoneQuestion(facts.fields, answers), table: null,
    findings: [...(fault === '' ? [] : [fault]), ...(duration === undefined ? [] : [`It runs for ${duration}.`]), ...facts.faults, transcribe],
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
  const recording = await readRecording(source, signal);
  const item = toItem(source, recording, answers);
  onBytes(source.sizeBytes, source.sizeBytes);
  yield { type: 'item', item };
  const warnings = [...(recording.fault === '' ? [] : [recording.fault]), ...recording.facts.faults];
  return {
    zone: item.time.zone, basis: item.time.zoneBasis, basisBy: item.time.zoneBasisBy, dateOrder: null, dateOrderBasis: '', encoding: null,
    warnings, rowsSeen: 1, madeBy: recording.facts.madeBy,
  };
}

export const audioVideoImporter: Importer = {
  id: 'audio-video',
  label,
  version: '1',
  byHeadAlone: true,
  recognise: (source) => {
    const found = detectMedia(source.head);
    return Promise.resolve(found === null ? null : `the first bytes of: ${found.name}`);
  },
  inspect,
  read,
};
