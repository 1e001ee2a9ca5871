/** Shapes about people: what the window and the command line ask for, and what they are told. */
import { z } from 'zod';
import { exhibitIdSchema, holdingIdSchema, personIdSchema } from '../domain/ids.ts';
import { identifierKindSchema, identifierSchema, itemKindSchema } from '../domain/item.ts';
import { personRoleSchema, personSchema, relationshipSchema, suggestionIdSchema, suggestionSchema } from '../domain/person.ts';
import { isoDaySchema } from '../domain/typed-day.ts';

const name = z.string().trim().min(1).max(300);
const reason = z.string().trim().min(1).max(4000);
const relationshipKind = z.string().trim().max(100);
const notes = z.string().max(20_000);
const offset = z.number().int().nonnegative().default(0);
const limit = z.number().int().min(1).max(500).default(200);

/** A person with what the case holds of them. Items count once, whatever number of their identifiers they carry. */
export const listedPersonSchema = personSchema.extend({
  items: z.number().int(),
  byKind: z.array(z.object({ kind: itemKindSchema, count: z.number().int() })),
  /** First instants of the first and last dated item; null when none is dated. */
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
});
export type ListedPerson = z.infer<typeof listedPersonSchema>;

export const peoplePageInput = z.object({
  matching: z.string().max(300).default(''),
  /** Only people of these relationships to the officer; empty means any. */
  relationships: z.array(relationshipSchema).default([]), offset, limit,
});
/** What was done to a person, newest first; `undone` when it was taken back since. */
export const personHistorySchema = z.array(z.object({ summary: z.string(), reason: z.string(), author: z.string(), madeAt: z.string(), undone: z.boolean() }));
export type PersonHistory = z.infer<typeof personHistorySchema>;
export const peoplePageSchema = z.object({ total: z.number().int(), people: z.array(listedPersonSchema) });

export const newPersonInput = z.object({
  name, role: personRoleSchema.default('unknown'), relationship: relationshipSchema.default('unknown'),
  /** `wife`, `son`, `son’s birth mother`. */
  relationshipKind: relationshipKind.default(''), notes: notes.default(''),
});
/** Fields left out keep what they say. */
export const personChangeInput = z.object({
  personId: personIdSchema, name: name.optional(), role: personRoleSchema.optional(), relationship: relationshipSchema.optional(), relationshipKind: relationshipKind.optional(), notes: notes.optional(),
});

export const holdInput = z.object({
  personId: personIdSchema,
  /** A holding to change; null states a new one. */
  holdingId: holdingIdSchema.nullable().default(null),
  kind: identifierKindSchema,
  /** In any written form, or in the form used for matching. */
  value: z.string().trim().min(1).max(1000),
  validFrom: isoDaySchema.nullable().default(null),
  validUntil: isoDaySchema.nullable().default(null),
  basis: reason,
  shared: z.boolean().default(false),
});
export const releaseInput = z.object({ holdingId: holdingIdSchema, reason });

export const mergeInput = z.object({ keepId: personIdSchema, mergeId: personIdSchema, reason });
export const splitInput = z.object({
  personId: personIdSchema,
  reason,
  /** `merged`: takes a merged person out again with everything stated of them. `new-person`: gives some identifiers to a person made for them. */
  part: z.discriminatedUnion('type', [
    z.object({ type: z.literal('merged'), mergedId: personIdSchema }),
    z.object({ type: z.literal('new-person'), name, role: personRoleSchema.default('unknown'), holdingIds: z.array(holdingIdSchema).min(1).max(1000) }),
  ]),
});
export const splitOutputSchema = z.object({ kept: personSchema, apart: personSchema });

export const personUndoSchema = z.object({ undone: z.string(), personIds: z.array(personIdSchema) }).nullable();

export const suggestionsInput = z.object({ offset, limit: z.number().int().min(1).max(200).default(50) });
export const suggestionsPageSchema = z.object({
  total: z.number().int(),
  /** Suggestions declined and not shown, because nothing new speaks for them. */
  declined: z.number().int(),
  suggestions: z.array(suggestionSchema),
});
/** `personId` accepts into that person instead of what the suggestion proposes. */
export const acceptInput = z.object({ suggestionId: suggestionIdSchema, personId: personIdSchema.nullable().default(null), reason: z.string().trim().max(4000).default('') });
export const declineInput = z.object({ suggestionId: suggestionIdSchema, reason });

export const identifiersInput = z.object({ matching: z.string().max(300).default(''), kinds: z.array(identifierKindSchema).default([]), unheldOnly: z.boolean().default(false), offset, limit });
export const seenIdentifierSchema = z.object({
  kind: identifierKindSchema,
  normal: z.string(),
  /** Forms it is written in, most frequent first, at most 20 of them. */
  forms: z.array(z.object({ written: z.string(), items: z.number().int(), exhibits: z.array(z.string()) })),
  formCount: z.number().int(),
  /** `certain` when any row is certain of it. */
  certainty: identifierSchema.shape.certainty,
  items: z.number().int(),
  exhibitIds: z.array(exhibitIdSchema),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  heldBy: z.array(z.object({ personId: personIdSchema, name: z.string(), validFrom: isoDaySchema.nullable(), validUntil: isoDaySchema.nullable(), shared: z.boolean() })),
});
export type SeenIdentifier = z.infer<typeof seenIdentifierSchema>;
export const identifiersPageSchema = z.object({ total: z.number().int(), identifiers: z.array(seenIdentifierSchema) });
