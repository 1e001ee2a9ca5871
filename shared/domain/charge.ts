/** What is alleged: allegations 1, 2, 3 and their particulars 1(a), 1(b). Numbered by people, in words of their own. */
import { z } from 'zod';

export const chargeIdSchema = z.number().int().positive().brand<'ChargeId'>();
export type ChargeId = z.infer<typeof chargeIdSchema>;

export const chargeSchema = z.object({
  id: chargeIdSchema,
  /** The allegation a particular is part of; null for an allegation. */
  partOf: chargeIdSchema.nullable(),
  /** Of an allegation: `1`. Of a particular, without its allegation: `a`. */
  number: z.string(),
  /** `1` or `1(a)`. */
  label: z.string(),
  text: z.string(),
  author: z.string(),
  madeAt: z.string(),
});
export type Charge = z.infer<typeof chargeSchema>;

/** Letters or digits, as a notice numbers them. */
export const chargeNumberSchema = z.string().trim().regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]{0,9}$/u, 'A number is one to ten letters or digits, such as 1 or a.');

/** The number after those there are: 1, 2, 3 for allegations; a, b … z, aa for particulars. */
export function nextChargeNumber(taken: readonly string[], particular: boolean): string {
  const names = new Set(taken.map((number) => number.toLowerCase()));
  for (let index = 1; ; index += 1) {
    let letters = '';
    for (let rest = index; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCodePoint(97 + ((rest - 1) % 26)) + letters;
    const number = particular ? letters : String(index);
    if (!names.has(number)) return number;
  }
}
