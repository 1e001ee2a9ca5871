/**
 * A cipher stands in place of a protected person's name, the same for the life of the case. Which person it
 * stands for is the key, kept apart. What must not be seen of a person are their protected strings.
 */
import { z } from 'zod';
import { personIdSchema } from './ids.ts';
import { identifierKindSchema } from './item.ts';

/** On what the protection rests. */
export const cipherGrounds = ['complainant', 'direction', 'policy', 'other'] as const;
export const cipherGroundSchema = z.enum(cipherGrounds);
export type CipherGround = z.infer<typeof cipherGroundSchema>;
export const cipherGroundLabels: Readonly<Record<CipherGround, string>> = {
  complainant: 'Anonymity of a complainant in law', direction: 'A direction in these proceedings', policy: 'Policy of the force or authority', other: 'Something else',
};

/** As typed, with single spaces: `Ms A`, `Witness B`, `PC W`. */
export const cipherNameSchema = z.string().transform((typed) => typed.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1, 'Give the cipher, such as Ms A.').max(40, 'A cipher has at most 40 characters.').regex(/^[\p{L}\p{N}][\p{L}\p{N} .'’\-/]*$/u, 'A cipher is made of letters, numbers and spaces, such as Ms A.'));

/** The form in which no two ciphers of a case may be alike. */
export const cipherMatched = (cipher: string): string => cipher.normalize('NFKC').replace(/[.\s]+/gu, ' ').trim().toLowerCase();

/** `whole`: it names the person. `part`: one word of a name that nobody else of the case bears; it may be an ordinary word. */
export const protectedStringSchema = z.object({ text: z.string(), kind: identifierKindSchema, strength: z.enum(['whole', 'part']) });
export type ProtectedString = z.infer<typeof protectedStringSchema>;
/** What must not be seen of one person, longest first, and what stands in its place. */
export const protectedPersonSchema = z.object({ personId: personIdSchema, cipher: z.string(), strings: z.array(protectedStringSchema) });
export type ProtectedPerson = z.infer<typeof protectedPersonSchema>;
