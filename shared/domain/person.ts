/**
 * A person of the case: a name, a role, and the identifiers they are stated to hold, each with its
 * days and the ground for it. Identifiers are seen in evidence; people are what investigators say
 * of them, so everything here is somebody's recorded statement.
 */
import { z } from 'zod';
import { holdingIdSchema, itemIdSchema, personIdSchema } from './ids.ts';
import { identifierKindSchema, type IdentifierKind } from './item.ts';
import { isoDaySchema } from './typed-day.ts';

export const personRoles = ['officer', 'complainant', 'witness', 'third-party', 'unknown'] as const;
export const personRoleSchema = z.enum(personRoles);
export type PersonRole = z.infer<typeof personRoleSchema>;
export const personRoleLabels: Readonly<Record<PersonRole, string>> = {
  officer: 'Officer', complainant: 'Complainant', witness: 'Witness', 'third-party': 'Third party', unknown: 'Role not known',
};

/** To the officer under investigation. `self` is the officer. */
export const relationships = ['self', 'family', 'colleague', 'other', 'unknown'] as const;
export const relationshipSchema = z.enum(relationships);
export type Relationship = z.infer<typeof relationshipSchema>;
export const relationshipLabels: Readonly<Record<Relationship, string>> = {
  self: 'The officer', family: 'Family of the officer', colleague: 'Colleague of the officer', other: 'Other', unknown: 'Not known',
};

/** As said of somebody: `is family of the officer`. */
export const relationshipPhrases: Readonly<Record<Relationship, string>> = {
  self: 'the officer', family: 'family of the officer', colleague: 'a colleague of the officer', other: 'otherwise related to the officer', unknown: 'of a relationship not known',
};

/** `Family of the officer: wife`. */
export function relationshipWords({ relationship, relationshipKind }: Pick<Person, 'relationship' | 'relationshipKind'>): string {
  return `${relationshipLabels[relationship]}${relationshipKind === '' ? '' : `: ${relationshipKind}`}`;
}

export const identifierKindLabels: Readonly<Record<IdentifierKind, string>> = {
  name: 'Name', phone: 'Telephone number', handle: 'Handle', email: 'E-mail address', vrm: 'Vehicle registration', collar: 'Collar number', 'user-id': 'User ID',
};

/** First and last day on which a statement holds; null is open. Both days count in full. */
export interface Validity { readonly validFrom: string | null; readonly validUntil: string | null }

/** True when two spans have a day in common. ISO days sort as text. */
export function validityOverlaps(one: Validity, other: Validity): boolean {
  const startsInTime = (first: Validity, second: Validity): boolean => first.validFrom === null || second.validUntil === null || first.validFrom <= second.validUntil;
  return startsInTime(one, other) && startsInTime(other, one);
}

/** `at any time`, `from 2021-01-01`, `from 2021-01-01 to 2021-06-30`. */
export function describeValidity({ validFrom, validUntil }: Validity): string {
  if (validFrom === null && validUntil === null) return 'at any time';
  return [validFrom === null ? '' : `from ${validFrom}`, validUntil === null ? '' : `${validFrom === null ? 'up to' : 'to'} ${validUntil}`].filter((part) => part !== '').join(' ');
}

/** One statement that a person holds an identifier. */
export const holdingSchema = z.object({
  holdingId: holdingIdSchema,
  /** Whom it was stated of. After a merge that may be a person merged into the one shown. */
  statedOf: personIdSchema,
  kind: identifierKindSchema,
  /** The form used for matching. */
  normal: z.string(),
  /** As it was typed, or as the source writes it. */
  written: z.string(),
  validFrom: isoDaySchema.nullable(),
  validUntil: isoDaySchema.nullable(),
  /** Zone in which its days begin and end: the case's, when it was stated. */
  zone: z.string(),
  /** On what the statement rests. */
  basis: z.string(),
  /** Stated to be used by others too (a house telephone, a family car). */
  shared: z.boolean(),
});
export type Holding = z.infer<typeof holdingSchema>;

export const personSchema = z.object({
  id: personIdSchema,
  name: z.string(),
  role: personRoleSchema,
  relationship: relationshipSchema,
  /** What it is, in the investigator's words: `wife`, `son`; '' when not said. */
  relationshipKind: z.string(),
  notes: z.string(),
  holdings: z.array(holdingSchema),
  /** People merged into this one, directly or through another. */
  mergedFrom: z.array(z.object({ id: personIdSchema, name: z.string(), role: personRoleSchema })),
});
export type Person = z.infer<typeof personSchema>;

/**
 * How far the evidence carries. `strong`: a source states the link and another fact agrees, or the
 * two are one by construction. `fair`: one source states it. `possible`: likeness only.
 */
export const suggestionStrengths = ['strong', 'fair', 'possible'] as const;
export const suggestionStrengthSchema = z.enum(suggestionStrengths);
export type SuggestionStrength = z.infer<typeof suggestionStrengthSchema>;
export const suggestionStrengthLabels: Readonly<Record<SuggestionStrength, string>> = { strong: 'Strong', fair: 'Fair', possible: 'Only possible' };

/** Short name of a suggestion, derived from what it links and what accepting would do: another proposal has another. */
export const suggestionIdSchema = z.string().regex(/^[0-9a-f]{12}$/);

export const suggestedIdentifierSchema = z.object({ kind: identifierKindSchema, normal: z.string(), written: z.string() });
export type SuggestedIdentifier = z.infer<typeof suggestedIdentifierSchema>;

export const suggestionSchema = z.object({
  id: suggestionIdSchema,
  strength: suggestionStrengthSchema,
  /** What accepting would do. Nothing is done until a person accepts. */
  proposal: z.discriminatedUnion('type', [
    z.object({ type: z.literal('create'), name: z.string() }),
    z.object({ type: z.literal('hold'), personId: personIdSchema, personName: z.string() }),
    z.object({ type: z.literal('merge'), keepId: personIdSchema, keepName: z.string(), mergeId: personIdSchema, mergeName: z.string() }),
  ]),
  /** The proposal as a sentence. */
  inWords: z.string(),
  /** What the suggestion is about; for `create` and `hold`, what would be held. */
  identifiers: z.array(suggestedIdentifierSchema),
  evidence: z.array(z.object({
    /** Stable name of this piece; a declined suggestion comes back only with a piece it did not have. */
    key: z.string(),
    sentence: z.string(),
    /** A row that shows it, when one does. */
    itemId: itemIdSchema.nullable(),
  })),
  /** Reasons for care: another person of the same name, a number under several names. */
  warnings: z.array(z.string()),
  /** People who already go by a name of this suggestion. A name is no proof; accepting into one of them is a person's choice. */
  sameName: z.array(z.object({ id: personIdSchema, name: z.string() })),
  /** What was decided of it before, in words; '' when nothing was. */
  earlier: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
