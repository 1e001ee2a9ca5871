/** What a person does to the chosen bundle, with the words that tell what it came to. */
import type { BundleDefinition, BundleDocument, ListedBundle } from '../../../shared/domain/bundle.ts';
import {
  addDocuments, addSection, changeDocument, documentsOf, moveDocument, moveSection, orderByDate, placesOf, removeDocument, removeSection, renameSection, samePlace, spotOf, stepDocument, type Place, type Spot,
} from './bundle-edits.ts';
import { change, choose, definitionOf, tell, whereIs } from './bundles-store.ts';

type Bundle = Pick<ListedBundle, 'id' | 'definition'>;

const titleOf = ({ definition }: Bundle, id: string): string => documentsOf(definition).find((document) => document.id === id)?.title ?? '';
/** A field that is left by what changes the bundle counts after that change. */
const latest = ({ id, definition }: Bundle): BundleDefinition => definitionOf(id) ?? definition;
const many = (count: number): string => (count === 1 ? '1 document' : `${count} documents`);

function stepSection(bundle: Bundle, section: number, by: -1 | 1): void {
  const { definition } = bundle;
  const title = definition.sections[section]?.title ?? '';
  const to = section + by;
  if (to < 0 || to >= definition.sections.length) tell(`Section “${title}” is the ${by === 1 ? 'last' : 'first'} already.`);
  else void change(bundle.id, moveSection(definition, section, to), { doing: `moving section “${title}”`, said: `Section “${title}” is now ${to + 1} of ${definition.sections.length}.`, place: { kind: 'section', section: to } });
}

export function step(bundle: Bundle, place: Place, by: -1 | 1): void {
  if (place.kind === 'section') {
    stepSection(bundle, place.section, by);
    return;
  }
  const title = titleOf(bundle, place.id);
  const next = stepDocument(bundle.definition, place.id, by);
  if (next === null) tell(`“${title}” is the ${by === 1 ? 'last' : 'first'} document of the bundle already.`);
  else void change(bundle.id, next, { doing: `moving “${title}”`, said: `“${title}” is now ${whereIs(next, place.id)}.`, place });
}

export function dropDocument(bundle: Bundle, id: string, to: Spot): void {
  const next = moveDocument(bundle.definition, id, to);
  choose({ kind: 'document', id });
  void change(bundle.id, next, { doing: `moving “${titleOf(bundle, id)}”`, said: `“${titleOf(bundle, id)}” is now ${whereIs(next, id)}.`, place: { kind: 'document', id } });
}

/** `before` is the number of a section as they stand, or one past the last. */
export function dropSection(bundle: Bundle, from: number, before: number): void {
  const to = before > from ? before - 1 : before;
  choose({ kind: 'section', section: from });
  if (to !== from) {
    const title = bundle.definition.sections[from]?.title ?? '';
    void change(bundle.id, moveSection(bundle.definition, from, to), { doing: `moving section “${title}”`, said: `Section “${title}” is now ${to + 1} of ${bundle.definition.sections.length}.`, place: { kind: 'section', section: to } });
  }
}

/** Takes it out of the bundle and goes to what stands in its place. The exhibit stays in the case. */
export function takeOut(bundle: Bundle, place: Place): void {
  const { definition } = bundle;
  const section = place.kind === 'section' ? definition.sections[place.section] : undefined;
  const next = place.kind === 'section' ? removeSection(definition, place.section) : removeDocument(definition, place.id);
  const at = placesOf(definition).findIndex((one) => samePlace(one, place));
  const after = placesOf(next);
  const what = place.kind === 'section' ? `section “${section?.title ?? ''}”${(section?.documents.length ?? 0) === 0 ? '' : ` with its ${many(section?.documents.length ?? 0)}`}` : `“${titleOf(bundle, place.id)}”`;
  void change(bundle.id, next, { doing: `taking out ${what}`, said: `${what.slice(0, 1).toUpperCase()}${what.slice(1)} taken out. Ctrl Z brings it back.`, place: after[Math.min(at, after.length - 1)] ?? null });
}

export function addSectionTo(bundle: Bundle, place: Place | null, title: string): Promise<void> {
  const { definition } = bundle;
  const chosen = place?.kind === 'section' ? place.section : place === null ? null : spotOf(definition, place.id)?.section ?? null;
  const at = chosen === null ? definition.sections.length : chosen + 1;
  return change(bundle.id, addSection(definition, at, title), { doing: `adding section “${title}”`, said: `Section “${title}” added.`, place: { kind: 'section', section: at } });
}

/** `section` one past the last begins one called Documents. */
export function addTo(bundle: Bundle, to: Spot, added: readonly BundleDocument[]): Promise<void> {
  const [first] = added;
  if (first === undefined) return Promise.resolve();
  const definition = to.section < bundle.definition.sections.length ? bundle.definition : addSection(bundle.definition, bundle.definition.sections.length, 'Documents');
  const section = definition.sections[to.section]?.title ?? '';
  const what = added.length === 1 ? `“${first.title}”` : many(added.length);
  return change(bundle.id, addDocuments(definition, to, added), { doing: `adding ${what}`, said: `${what} added to “${section}”.`, place: { kind: 'document', id: first.id } });
}

export function changeOf(bundle: Bundle, id: string, wanted: Partial<BundleDocument>, said: string): void {
  void change(bundle.id, changeDocument(latest(bundle), id, wanted), { doing: `changing “${titleOf(bundle, id)}”`, said });
}

export function rename(bundle: Bundle, section: number, title: string): void {
  void change(bundle.id, renameSection(latest(bundle), section, title), { doing: `renaming section “${bundle.definition.sections[section]?.title ?? ''}”`, said: `The section is now “${title}”.` });
}

export function putInOrder(bundle: Bundle, section: number): void {
  const title = bundle.definition.sections[section]?.title ?? '';
  const { definition, moved, undated } = orderByDate(bundle.definition, section);
  const stayed = undated === 0 ? '' : ` ${undated === 1 ? '1 undated document stays' : `${undated} undated documents stay`} behind what stood before ${undated === 1 ? 'it' : 'them'}.`;
  if (moved === 0) tell(`“${title}” is in order of date already.${stayed}`);
  else void change(bundle.id, definition, { doing: `putting “${title}” in order of date`, said: `“${title}” is in order of date: ${many(moved)} moved.${stayed}` });
}
