/** Shapes of access-to-contact pairs: which contacts lie near a system access, and why they are put together. */
import { z } from 'zod';
import { dutyStateSchema } from '../domain/duty.ts';
import { itemIdSchema, personIdSchema } from '../domain/ids.ts';
import { identifierSchema } from '../domain/item.ts';
import { pairDecisionSchema, pairOrderSchema, pairWindowSchema } from '../domain/pairing.ts';
import { relationshipSchema } from '../domain/person.ts';
import { itemRowSchema } from './timeline.ts';

const whoSchema = z.object({ id: personIdSchema, name: z.string(), relationship: relationshipSchema, relationshipKind: z.string() });

/** Why a contact is put with an access: an identifier of each row, and the person who held both at the time, if it takes one. */
export const pairMatchSchema = z.object({
  ofAccess: identifierSchema,
  ofContact: identifierSchema,
  /** Null: both rows carry the very same identifier, and nobody is said to hold it. */
  person: whoSchema.nullable(),
  /** `possible`: a name alone, a reading that is not certain, or something several people use. */
  certainty: z.enum(['certain', 'possible']),
  /** Why it is only possible; empty when certain. */
  cautions: z.array(z.string()),
  inWords: z.string(),
});
export type PairMatch = z.infer<typeof pairMatchSchema>;

export const pairedContactSchema = z.object({
  item: itemRowSchema,
  /** From the access to the contact; negative when the contact came first. */
  gap: z.object({ shortestMs: z.number(), longestMs: z.number(), order: pairOrderSchema }),
  /** Strongest first; at most five. */
  matches: z.array(pairMatchSchema),
  /** The earliest dated contact of the case that carries the identifier it matched by. */
  firstContact: z.boolean(),
  duty: dutyStateSchema,
  decision: z.object({ decision: pairDecisionSchema, reason: z.string(), author: z.string(), madeAt: z.string() }).nullable(),
});
export type PairedContact = z.infer<typeof pairedContactSchema>;

export const accessWithContactsSchema = z.object({
  item: itemRowSchema,
  /** Whom or what the access was about, as far as its row says. */
  subjects: z.array(z.object({ identifier: identifierSchema, people: z.array(whoSchema) })),
  duty: dutyStateSchema,
  /** Closest first; at most as many as were asked for. */
  contacts: z.array(pairedContactSchema),
  /** All there are in the window, not decided against: after, before, and where the sources leave the order open. */
  after: z.number().int(), before: z.number().int(), either: z.number().int(),
  rejected: z.number().int(),
  /** Accesses of the case, this one included, about one of the same identifiers or people. */
  accessesAboutSame: z.number().int(),
});
export type AccessWithContacts = z.infer<typeof accessWithContactsSchema>;

/** What every access of the case is asked for. */
export const pairListings = ['with-contact', 'self-or-family', 'colleague', 'repeated', 'after-closure', 'all'] as const;
export const pairListingSchema = z.enum(pairListings);
export type PairListing = z.infer<typeof pairListingSchema>;

export const pairsInput = z.object({
  window: pairWindowSchema.default({ beforeMs: 86_400_000, afterMs: 604_800_000 }),
  /** `with-contact`: a contact in the window. `self-or-family`: about the officer or their family, as people are stated to be at the time of the access. `colleague`: about a colleague of theirs. `repeated`: about a subject accessed more than once. `after-closure`: surely after the case was closed, by its anchor; one about a person counts for accesses about them. */
  listing: pairListingSchema.default('with-contact'),
  sort: z.enum(['closeness', 'time']).default('closeness'),
  /** Contacts shown of each access. */
  contacts: z.number().int().min(1).max(500).default(5),
  /** Only this access. */
  accessId: itemIdSchema.nullable().default(null),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

export const pairsPageSchema = z.object({
  /** Accesses in this listing. */
  total: z.number().int(),
  /** Accesses with a contact in the window, of all dated accesses; undated ones cannot be placed. */
  withContact: z.number().int(),
  accesses: z.number().int(),
  undatedAccesses: z.number().int(),
  /** Dated accesses whose rows name nobody and nothing to match. */
  withoutSubject: z.number().int(),
  /** Accesses that can be on either side of the closing, and whether any closing is stated. */
  closing: z.object({ stated: z.boolean(), open: z.number().int() }),
  rows: z.array(accessWithContactsSchema),
});
export type PairsPage = z.infer<typeof pairsPageSchema>;

/** `decision` null takes an earlier decision back. Rejecting needs a reason. */
export const decidePairInput = z.object({ accessId: itemIdSchema, contactId: itemIdSchema, decision: pairDecisionSchema.nullable(), reason: z.string().max(10_000).default('') });
