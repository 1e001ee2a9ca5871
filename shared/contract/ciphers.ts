/** Shapes about ciphers: who has which, the key, and what must not be seen of whom. */
import { z } from 'zod';
import { cipherGroundSchema, cipherNameSchema } from '../domain/cipher.ts';
import { personIdSchema } from '../domain/ids.ts';
import { identifierKindSchema } from '../domain/item.ts';
import { personRoleSchema } from '../domain/person.ts';
import { isoDaySchema } from '../domain/typed-day.ts';

const words = z.string().trim().min(1).max(4000);
const given = { cipher: z.string(), ground: cipherGroundSchema, basis: z.string(), author: z.string(), madeAt: z.string() };

/** `basis`: the direction, section or policy, and its date. */
export const giveCipherInput = z.object({ personId: personIdSchema, cipher: cipherNameSchema, ground: cipherGroundSchema, basis: words });
export const withdrawCipherInput = z.object({ personId: personIdSchema, reason: words });

export const givenCipherSchema = z.object({ personId: personIdSchema, ...given });
export type GivenCipher = z.infer<typeof givenCipherSchema>;

/** `purpose` is recorded with the reading. */
export const cipherKeyInput = z.object({ purpose: words });
export const cipherKeySchema = z.object({
  readBy: z.string(), readAt: z.string(), purpose: z.string(),
  entries: z.array(z.object({
    personId: personIdSchema, ...given, name: z.string(), role: personRoleSchema,
    /** Names of people merged into this one. */
    otherNames: z.array(z.string()),
    /** Ciphers of people merged into this one that a document may still bear. */
    otherCiphers: z.array(z.string()),
    identifiers: z.array(z.object({ kind: identifierKindSchema, written: z.string(), normal: z.string(), validFrom: isoDaySchema.nullable(), validUntil: isoDaySchema.nullable() })),
    /** Newest first; an empty cipher is one taken back. */
    history: z.array(z.object({ ...given, byUndo: z.boolean() })),
  })),
});
export type CipherKey = z.infer<typeof cipherKeySchema>;
