/**
 * Branded identifiers. A plain string cannot be passed where an identifier is
 * expected, so an exhibit's id can never be mistaken for an item's.
 */
import { z } from 'zod';

/** 32 lower-case hex digits derived from exhibit hash and locator: the same row always gets the same id. */
export const itemIdSchema = z.string().regex(/^[0-9a-f]{32}$/).brand<'ItemId'>();
export type ItemId = z.infer<typeof itemIdSchema>;

/** Row number of an exhibit within its case. */
export const exhibitIdSchema = z.number().int().positive().brand<'ExhibitId'>();
export type ExhibitId = z.infer<typeof exhibitIdSchema>;

/** Row number of a person within the case; never given to another, so that a cipher kept elsewhere can rest on it. */
export const personIdSchema = z.number().int().positive().brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

/** Row number of one statement that a person holds an identifier. */
export const holdingIdSchema = z.number().int().positive().brand<'HoldingId'>();
export type HoldingId = z.infer<typeof holdingIdSchema>;

/** Number of an anchor within the case; never given to another. */
export const dutySpellIdSchema = z.number().int().positive().brand<'DutySpellId'>();
export type DutySpellId = z.infer<typeof dutySpellIdSchema>;
export const anchorIdSchema = z.number().int().positive().brand<'AnchorId'>();
export type AnchorId = z.infer<typeof anchorIdSchema>;

/** Lower-case hex SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/).brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256Schema>;

/** Opaque token naming bytes the window may read until it is revoked. */
export const grantIdSchema = z.string().regex(/^[0-9a-f]{32}$/).brand<'GrantId'>();
export type GrantId = z.infer<typeof grantIdSchema>;
