/** Commands about what leaves the building: ciphers, bundles and exports. */
import { z } from 'zod';
import { protectedPersonSchema } from '../domain/cipher.ts';
import { sha256Schema } from '../domain/ids.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import { cipherKeyInput, cipherKeySchema, giveCipherInput, givenCipherSchema, withdrawCipherInput } from './ciphers.ts';
import { buildBundleInput, buildInCipherInput, builtBundleSchema, bundleVersionSchema, copiedBundleSchema, copyBundleInput, compareBundlesInput, comparedBundlesSchema, itemsOnInput, itemsOnSchema, pageOfInput, pageOfSchema, removeBundleInput, saveBundleInput, serveBundleInput, splitBundleInput, splitBundleSchema } from './bundles.ts';
import { bundleIdSchema, listedBundleSchema } from '../domain/bundle.ts';
import { exportRowsInput, exportRowsSchema } from './exporting.ts';
import { exportTermsInput, exportTermsSchema } from './coverage.ts';
import { exportDocumentInput, exportDocumentSchema } from './documents.ts';
import { redactionSchema } from '../domain/redaction.ts';
import { addRedactionInput, fileToRedactSchema, listRedactionsInput, suggestRedactionsInput, suggestedRedactionSchema, withdrawRedactionInput } from './redactions.ts';
import { hidingAsked } from './hiding.ts';
import { long, nothing, quick } from './command-kinds.ts';

export const outgoingCommands = {
  /** A person gets a cipher, or another in place of it; undone with `people.undo`. `already_exists` when it is, or was, another person’s. */
  'ciphers.give': quick(giveCipherInput, z.array(givenCipherSchema)),
  'ciphers.withdraw': quick(withdrawCipherInput, z.array(givenCipherSchema)),
  /** Without a name. */
  'ciphers.list': quick(nothing, z.array(givenCipherSchema)),
  /** The next cipher that nobody has or had, with these words before its letter. */
  'ciphers.suggest': quick(z.object({ prefix: z.string().max(30).default('Ms') }), z.object({ cipher: z.string() })),
  /** The key: whom each cipher stands for. Every reading is recorded. */
  'ciphers.key': quick(cipherKeyInput, cipherKeySchema),
  /** What must not be seen of whoever has a cipher: for putting ciphers in the place of names, and for nothing else. */
  'ciphers.protected': quick(nothing, z.array(protectedPersonSchema)),

  /** What stands of one file's redactions, by page. Each command answers with the list as it then stands. */
  'redactions.list': quick(listRedactionsInput, z.array(redactionSchema)),
  /** The same, with what must be known of the file before any of it is shown. Nothing is shown by it. */
  'redactions.open': quick(listRedactionsInput, fileToRedactSchema),
  'redactions.add': quick(addRedactionInput, z.array(redactionSchema)),
  'redactions.withdraw': quick(withdrawRedactionInput, z.array(redactionSchema)),
  /** Where protected strings can be seen on the pages of a PDF or in a picture. `unread`: pages whose text could not be read and that nobody can say this of. */
  'redactions.suggest': long(suggestRedactionsInput, z.object({ suggestions: z.array(suggestedRedactionSchema), unread: z.array(z.number().int()) })),

  'bundles.list': quick(nothing, z.array(listedBundleSchema)),
  'bundles.save': quick(saveBundleInput, z.object({ bundleId: bundleIdSchema, bundles: z.array(listedBundleSchema) })),
  'bundles.remove': quick(removeBundleInput, z.array(listedBundleSchema)),
  /** Makes the bundle's PDF. A rule that fails keeps it from being saved. */
  'bundles.build': long(buildBundleInput, builtBundleSchema),
  /** Every version that was built, oldest first. */
  /** A version in cipher: the same page numbers, nothing let out in which a protected string is found. `versionId` of the answer: the version it is of. */
  'bundles.buildInCipher': long(buildInCipherInput, builtBundleSchema),
  'bundles.versions': quick(z.object({ bundleId: bundleIdSchema }), z.array(bundleVersionSchema)),
  /** Freezes a built version: its file is kept in the case, and every later build goes on from it. `rule_broken` for a warning nobody acknowledged, or a version the one served last does not continue in; `exhibit_altered` when the file is not what was built. */
  'bundles.serve': long(serveBundleInput, z.array(bundleVersionSchema)),
  /** Throws `not_found` for a version that was not served, `exhibit_altered` when the case’s copy is no longer what was served, and what saving throws. */
  'bundles.copy': long(copyBundleInput, copiedBundleSchema),
  /** Splits a finished version into volumes. Throws `invalid_input` when it fits into one, and what reading, checking and saving throw. */
  'bundles.split': long(splitBundleInput, splitBundleSchema),
  /** What the later version has that the earlier has not. */
  'bundles.compare': quick(compareBundlesInput, comparedBundlesSchema),
  /** From an item to pages of a bundle. */
  'bundles.pageOf': quick(pageOfInput, pageOfSchema),
  /** From a page of a bundle to items. */
  'bundles.itemsOn': quick(itemsOnInput, itemsOnSchema),

  'exports.timeline': long(
    z.object({ filter: timelineFilterSchema, zone: z.string(), destination: z.string(), overwrite: z.boolean().default(false), ...hidingAsked }),
    z.object({ path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), pages: z.number().int(), rows: z.number().int(), leftOut: z.number().int(), /** Privileged, and in the selection. */ withheld: z.number().int() }),
  ),

  /** Exactly a view as rows for other programs, without privileged items. Throws `already_exists`, `invalid_input`, `cancelled`, `disk_full`, `permission_denied`, `file_vanished`. */
  'exports.rows': long(exportRowsInput, exportRowsSchema),

  /** The schedule of search terms as CSV or PDF. Throws what `exports.timeline` throws. */
  'exports.terms': long(exportTermsInput, exportTermsSchema),
  /** Any other document. Throws `invalid_input` for a selection it cannot be of, and what `exports.timeline` throws. */
  'exports.document': long(exportDocumentInput, exportDocumentSchema),
} as const;
