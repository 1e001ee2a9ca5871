/** What every export may be asked: ciphers in place of the names of those who have one. */
import { z } from 'zod';

export const hidingAsked = {
  /** Puts ciphers in place of names, and lets no file out in which a search still finds one. */
  ciphers: z.boolean().default(false),
  /** Words of protected names that are left, because a person says they are ordinary words here. */
  ordinaryWords: z.array(z.string().trim().min(1).max(100)).max(200).default([]),
};
