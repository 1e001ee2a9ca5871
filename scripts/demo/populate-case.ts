/** Builds a case from a sample's manifest through the engine's own commands, as a person would with the window. */
import { join } from 'node:path';
import type { EngineCalls } from './engine-calls.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { ImportCertificate } from '../../shared/contract/importing.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import type { SampleExhibit, SampleManifest, SampleReview, SampleTranscription } from '../sample-case/manifest.ts';
import { howMany } from '../../shared/domain/how-many.ts';

export interface PopulateOptions {
  /** Told what was just done, one sentence at a time. */
  readonly onStep: (sentence: string) => void;
}

export interface PopulatedCase {
  readonly exhibits: readonly Exhibit[];
  readonly certificates: readonly ImportCertificate[];
  /** Items made from what pictures show. */
  readonly transcribed: readonly ItemId[];
}

async function itemsOf(engine: EngineCalls, exhibit: Exhibit): Promise<readonly ItemLine[]> {
  const items: ItemLine[] = [];
  let after: string | null = null;
  do {
    const page: { items: ItemLine[]; next: string | null } = await engine.call('items.page', { filter: { ...everything, exhibitIds: [exhibit.id] }, after, limit: 2000 });
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

/** Null when no importer knows the content, which the manifest has to have said. */
async function readExhibit(engine: EngineCalls, exhibit: Exhibit, { answers, read }: SampleExhibit): Promise<ImportCertificate | null> {
  try {
    return await engine.call('imports.start', { exhibitId: exhibit.id, answers });
  } catch (error) {
    if (!read && error instanceof PlumblineError && error.code === 'unrecognised_format') return null;
    throw error;
  }
}

function inWords(reference: string, certificate: ImportCertificate | null): string {
  if (certificate === null) return `${reference}: kept as an exhibit; this version has no importer for it, as expected.`;
  return `${reference}: ${howMany(certificate.items, 'item')} from ${howMany(certificate.rowsIn, 'row')}, ${certificate.quarantined} set aside.`;
}

function exhibitNamed(exhibits: ReadonlyMap<string, Exhibit>, reference: string): Exhibit {
  const exhibit = exhibits.get(reference);
  if (exhibit === undefined) throw new PlumblineError('not_found', `The manifest speaks of ${reference}, but lists no such exhibit.`);
  return exhibit;
}

async function transcribe(engine: EngineCalls, exhibit: Exhibit, { exhibit: reference, ...entry }: SampleTranscription): Promise<ItemId> {
  const picture = (await itemsOf(engine, exhibit)).find((item) => item.kind === 'picture');
  if (picture === undefined) throw new PlumblineError('not_found', `${reference} has no picture to write down from.`);
  return (await engine.call('pictures.transcribe', { itemId: picture.id, ...entry })).itemId;
}

function meant(item: ItemLine, { kind, fragment }: SampleReview): boolean {
  return (kind === null || item.kind === kind) && (item.text.includes(fragment) || item.fields.some((field) => field.value.includes(fragment)));
}

async function review(engine: EngineCalls, items: readonly ItemLine[], wanted: SampleReview): Promise<number> {
  const itemIds = items.filter((item) => meant(item, wanted)).map((item) => item.id);
  if (itemIds.length === 0) throw new PlumblineError('not_found', `The manifest reviews “${wanted.fragment}” in ${wanted.exhibit}, but nothing there says so.`);
  for (const tag of wanted.tags) await engine.call('review.tag', { itemIds, tag, on: true });
  if (wanted.assessment !== null) await engine.call('review.assess', { itemIds, ...wanted.assessment });
  return itemIds.length;
}

async function reviewAll(engine: EngineCalls, exhibits: ReadonlyMap<string, Exhibit>, reviews: readonly SampleReview[]): Promise<number> {
  const itemsByReference = new Map<string, readonly ItemLine[]>();
  let reviewed = 0;
  for (const wanted of reviews) {
    const items = itemsByReference.get(wanted.exhibit) ?? await itemsOf(engine, exhibitNamed(exhibits, wanted.exhibit));
    itemsByReference.set(wanted.exhibit, items);
    reviewed += await review(engine, items, wanted);
  }
  return reviewed;
}

/**
 * Makes the case in `caseFolder` (a new folder ending in `.plumbline`) from the files in
 * `inputsFolder`, and leaves it open. Throws a PlumblineError when the engine refuses something the
 * manifest does not foresee; `unrecognised_format` is expected of exhibits that are only kept.
 */
export async function populateCase(engine: EngineCalls, caseFolder: string, manifest: SampleManifest, inputsFolder: string, { onStep }: PopulateOptions): Promise<PopulatedCase> {
  await engine.call('cases.create', { folder: caseFolder, details: manifest.caseDetails });
  onStep(`Case “${manifest.caseDetails.title}” made.`);
  const exhibits = new Map<string, Exhibit>();
  const certificates: ImportCertificate[] = [];
  for (const { file, read, answers, setAside, ...details } of manifest.exhibits) {
    const exhibit = await engine.call('exhibits.add', { sourcePath: join(inputsFolder, file), details });
    exhibits.set(details.reference, exhibit);
    const certificate = await readExhibit(engine, exhibit, { file, read, answers, setAside, ...details });
    if (certificate !== null) certificates.push(certificate);
    onStep(inWords(details.reference, certificate));
  }
  const transcribed: ItemId[] = [];
  for (const entry of manifest.transcriptions) transcribed.push(await transcribe(engine, exhibitNamed(exhibits, entry.exhibit), entry));
  onStep(`${transcribed.length} entries written down from pictures.`);
  const reviewed = await reviewAll(engine, exhibits, manifest.reviews);
  onStep(`${reviewed} items tagged or assessed.`);
  for (const { holdings, ...person } of manifest.people) {
    const { id: personId } = await engine.call('people.create', person);
    for (const holding of holdings) await engine.call('people.holdIdentifier', { personId, ...holding });
  }
  onStep(`${manifest.people.length} people stated, with what they hold.`);
  return { exhibits: [...exhibits.values()], certificates, transcribed };
}
