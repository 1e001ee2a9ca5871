/** Changes to the definition of a bundle: each gives a whole new one. What a definition holds besides is carried along. */
import type { BundleDefinition, BundleDocument } from '../../../shared/domain/bundle.ts';

/** A section, counted from 0, or a document. */
export type Place = { readonly kind: 'section'; readonly section: number } | { readonly kind: 'document'; readonly id: string };
/** Before which document of which section; both count from 0, and the index may be one past the last. */
export interface Spot { readonly section: number; readonly index: number }
type Section = BundleDefinition['sections'][number];

const ofSections = (definition: BundleDefinition, sections: readonly Section[]): BundleDefinition => ({ ...definition, sections: [...sections] });
const ofDocuments = (definition: BundleDefinition, change: (documents: readonly BundleDocument[], section: number) => readonly BundleDocument[]): BundleDefinition =>
  ofSections(definition, definition.sections.map((section, index) => ({ ...section, documents: [...change(section.documents, index)] })));

export const documentsOf = ({ sections }: BundleDefinition): BundleDocument[] => sections.flatMap(({ documents }) => documents);
export const samePlace = (one: Place | null, other: Place | null): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Null when the document is not in the bundle. */
export function spotOf({ sections }: BundleDefinition, id: string): Spot | null {
  for (const [section, { documents }] of sections.entries()) {
    const index = documents.findIndex((document) => document.id === id);
    if (index >= 0) return { section, index };
  }
  return null;
}

/** Every place in the order of the outline. */
export function placesOf({ sections }: BundleDefinition): Place[] {
  return sections.flatMap(({ documents }, section): Place[] => [{ kind: 'section', section }, ...documents.map(({ id }): Place => ({ kind: 'document', id }))]);
}

export function sectionOf(definition: BundleDefinition, place: Place | null): number | null {
  if (place === null) return definition.sections.length === 0 ? null : definition.sections.length - 1;
  return place.kind === 'section' ? place.section : spotOf(definition, place.id)?.section ?? null;
}

/** `to` is a spot of the outline as it stands, the document itself among the others. */
export function moveDocument(definition: BundleDefinition, id: string, to: Spot): BundleDefinition {
  const from = spotOf(definition, id);
  const moved = documentsOf(definition).find((document) => document.id === id);
  if (from === null || moved === undefined) return definition;
  const index = from.section === to.section && from.index < to.index ? to.index - 1 : to.index;
  return ofDocuments(definition, (documents, section) => {
    const others = documents.filter((document) => document.id !== id);
    return section === to.section ? others.toSpliced(index, 0, moved) : others;
  });
}

/** One up or down; past the end of its section into the next. Null at the end of the bundle. */
export function stepDocument(definition: BundleDefinition, id: string, step: -1 | 1): BundleDefinition | null {
  const from = spotOf(definition, id);
  if (from === null) return null;
  const within = from.index + step;
  const length = definition.sections[from.section]?.documents.length ?? 0;
  if (within >= 0 && within < length) return moveDocument(definition, id, { section: from.section, index: step === 1 ? within + 1 : within });
  const next = definition.sections[from.section + step];
  return next === undefined ? null : moveDocument(definition, id, { section: from.section + step, index: step === 1 ? 0 : next.documents.length });
}

/** `to` is the section's number afterwards. */
export function moveSection(definition: BundleDefinition, from: number, to: number): BundleDefinition {
  const moved = definition.sections[from];
  return moved === undefined || to < 0 || to >= definition.sections.length ? definition : ofSections(definition, definition.sections.toSpliced(from, 1).toSpliced(to, 0, moved));
}

export const addSection = (definition: BundleDefinition, at: number, title: string): BundleDefinition => ofSections(definition, definition.sections.toSpliced(at, 0, { title, documents: [] }));
/** What is set otherwise for a section goes by its title: `to` is what it is called afterwards; null: there is none of that title any more. */
function ofTitle(definition: BundleDefinition, from: string | undefined, to: string | null): BundleDefinition {
  if (definition.sections.some(({ title }) => title === from)) return definition;
  return { ...definition, overrides: definition.overrides.flatMap((override) => (override.setting !== 'order' || override.section !== from ? [override] : to === null ? [] : [{ ...override, section: to }])) };
}

export const removeSection = (definition: BundleDefinition, section: number): BundleDefinition =>
  ofTitle(ofSections(definition, definition.sections.toSpliced(section, 1)), definition.sections[section]?.title, null);
export const renameSection = (definition: BundleDefinition, section: number, title: string): BundleDefinition =>
  ofTitle(ofSections(definition, definition.sections.map((one, index) => (index === section ? { ...one, title } : one))), definition.sections[section]?.title, title);

export const addDocuments = (definition: BundleDefinition, { section, index }: Spot, added: readonly BundleDocument[]): BundleDefinition =>
  ofDocuments(definition, (documents, of) => (of === section ? documents.toSpliced(index, 0, ...added) : documents));
export const removeDocument = (definition: BundleDefinition, id: string): BundleDefinition => ofDocuments(definition, (documents) => documents.filter((document) => document.id !== id));
export const changeDocument = (definition: BundleDefinition, id: string, change: Partial<BundleDocument>): BundleDefinition =>
  ofDocuments(definition, (documents) => documents.map((document) => (document.id === id ? { ...document, ...change } : document)));

/** Earliest first; an undated document stays behind the one it stood behind, or at the head of the section. `moved` counts documents that stand elsewhere now. */
export function orderByDate(definition: BundleDefinition, section: number): { readonly definition: BundleDefinition; readonly moved: number; readonly undated: number } {
  const before = definition.sections[section]?.documents ?? [];
  const head: BundleDocument[] = [];
  const groups: { readonly dated: string; readonly documents: BundleDocument[] }[] = [];
  for (const document of before) {
    if (document.dated === null) (groups.at(-1)?.documents ?? head).push(document);
    else groups.push({ dated: document.dated, documents: [document] });
  }
  const after = [...head, ...groups.toSorted((one, other) => (one.dated < other.dated ? -1 : one.dated > other.dated ? 1 : 0)).flatMap(({ documents }) => documents)];
  return {
    definition: ofDocuments(definition, (documents, of) => (of === section ? after : documents)),
    moved: after.filter((document, index) => before[index]?.id !== document.id).length, undated: before.filter(({ dated }) => dated === null).length,
  };
}

/** The document that has this source already, and the number of its section: a bundle holds one copy (B16). */
export function copyOf(definition: BundleDefinition, source: BundleDocument['source']): { readonly document: BundleDocument; readonly section: number } | null {
  const key = sourceKey(source);
  for (const [section, { documents }] of definition.sections.entries()) {
    const document = documents.find((one) => sourceKey(one.source) === key);
    if (document !== undefined) return { document, section };
  }
  return null;
}

/** The same for what brings the same pages. */
function sourceKey(source: BundleDocument['source']): string {
  switch (source.type) {
    case 'exhibit': return `exhibit ${source.exhibitId}`;
    case 'attachment': return `attachment ${source.itemId} ${source.attachment}`;
    default: return JSON.stringify(source);
  }
}
