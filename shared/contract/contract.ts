/**
 * THE contract: one object names every command and event that crosses a process border.
 * The client in the window, the server in the engine, the checks in the shell, the command line
 * and the test doubles all derive from it. Everything in it is JSON-safe.
 *
 * `home` says who answers: the engine, or the shell (Electron's main process).
 * `runs` says where in the engine: `inline` for quick work, `worker` for long work that reports
 * progress and can be cancelled.
 */
import { z } from 'zod';
import { anchorSchema, anchorStatementSchema } from '../domain/anchor.ts';
import { columnMappingSchema } from '../domain/audit-row.ts';
import { caseDetailsSchema } from '../domain/case-details.ts';
import { dutySpellsSchema, dutySpellStatementSchema } from '../domain/duty-spell.ts';
import { exhibitDetailsSchema, exhibitSchema } from '../domain/exhibit.ts';
import { anchorIdSchema, dutySpellIdSchema, exhibitIdSchema, itemIdSchema, personIdSchema } from '../domain/ids.ts';
import { quarantinedRowSchema } from '../domain/item.ts';
import { personSchema } from '../domain/person.ts';
import { standardSchema } from '../domain/standard.ts';
import { listedTagSchema } from '../domain/tags.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';
import {
  accountInput, agreeInput, assessInput, bulkDoneSchema, bulkInput, bulkPreviewInput, bulkPreviewSchema, changedSchema, checklistInput, chargeInput, chargeResultInput, discloseInput, listedChargeSchema, removeChargeInput, withdrawResultInput,
  moveTagInput, removeTagInput, saveTagInput, secondReviewInput, secondReviewSchema, standardInput,
} from './assessing.ts';
import { caseSummarySchema, continuityEntrySchema, recentCaseSchema, settingsSchema, verificationSchema } from './case-file.ts';
import { importAnswersSchema, importCertificateSchema, inspectionSchema, previewedTableSchema } from './importing.ts';
import { duplicateGroupSchema, fileKindSchema, hashFilesResultSchema } from './pictures.ts';
import {
  acceptInput, declineInput, holdInput, identifiersInput, identifiersPageSchema, mergeInput, newPersonInput, peoplePageInput, peoplePageSchema, personChangeInput,
  personHistorySchema, personUndoSchema, releaseInput, splitInput, splitOutputSchema, suggestionsInput, suggestionsPageSchema,
} from './people.ts';
import { besideRowSchema, channelStatementSchema, lanesSchema, openThreadInput, stateChannelInput, stateThreadInput, thirdPartyThreadSchema, threadSchema } from './conversations.ts';
import { rowFormatSchema } from './exporting.ts';
import { documentFormats } from '../domain/document-kind.ts';
import { coverageSchema, termScheduleSchema } from './coverage.ts';
import { aroundAnchorsInput, aroundAnchorsSchema, patternsInput, patternsSchema } from './patterns.ts';
import { decidePairInput, pairsInput, pairsPageSchema } from './pairs.ts';
import { conversationSchema, facetsSchema, histogramSchema, itemDetailSchema, itemLineSchema, itemRowSchema, savedViewSchema, timelineLineSchema, timelineViewSchema } from './timeline.ts';
import { long, nothing, quick, shell } from './command-kinds.ts';
import { fileCommands } from './file-commands.ts';
import { outgoingCommands } from './outgoing-commands.ts';

const commands = {
  'engine.status': quick(nothing, z.object({
    ready: z.boolean(), reason: z.string(), version: z.string(), node: z.string(), nodeApi: z.number(), host: z.string(),
  })),
  'settings.get': quick(nothing, settingsSchema),
  'settings.update': quick(settingsSchema.partial(), settingsSchema),

  'cases.recent': quick(nothing, z.array(recentCaseSchema)),
  'cases.forget': quick(z.object({ folder: z.string() }), z.array(recentCaseSchema)),
  'cases.create': quick(z.object({ folder: z.string(), details: caseDetailsSchema }), caseSummarySchema),
  /** `case_locked` carries details `{ holder, since, stale }`; a stale lock may be taken over. */
  'cases.open': quick(z.object({ folder: z.string(), takeOverStaleLock: z.boolean().default(false) }), caseSummarySchema),
  'cases.close': quick(nothing, nothing),
  'cases.summary': quick(nothing, caseSummarySchema),
  'cases.updateDetails': quick(caseDetailsSchema, caseSummarySchema),
  'cases.verify': long(nothing, verificationSchema),

  'exhibits.list': quick(nothing, z.array(exhibitSchema)),
  /** The next free number for the initials, e.g. `ABC/3`; initials come from the last exhibit when empty. */
  'exhibits.suggestReference': quick(z.object({ initials: z.string().default('') }), z.object({ reference: z.string() })),
  'exhibits.add': long(z.object({ sourcePath: z.string(), details: exhibitDetailsSchema }), exhibitSchema),

  /** Files whose very bytes (SHA-256) are in more than one exhibit: an attachment of an item, or the exhibit itself. */
  'exhibits.duplicates': quick(
    /** `kind`: only files that are of this kind somewhere; null = all. */
    z.object({ kind: fileKindSchema.nullable().default(null), offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500).default(200) }),
    /** `total`: of the kind asked for. `notHashed`: files of items whose hash is not known yet, so that nobody can say this of them. */
    z.object({ total: z.number().int(), notHashed: z.number().int(), groups: z.array(duplicateGroupSchema) }),
  ),
  /** Works out the hashes `exhibits.duplicates` counts as not known. `cancelled` keeps those worked out so far. */
  'exhibits.hashFiles': long(nothing, hashFilesResultSchema),

  'imports.inspect': long(z.object({ exhibitId: exhibitIdSchema, answers: importAnswersSchema.default({}) }), inspectionSchema),
  /** `needs_answers` carries details `{ questions }` when something only a person can say is missing. */
  'imports.start': long(z.object({ exhibitId: exhibitIdSchema, answers: importAnswersSchema.default({}) }), importCertificateSchema),
  'imports.certificates': quick(nothing, z.array(importCertificateSchema)),
  'imports.quarantined': quick(
    z.object({ exhibitId: exhibitIdSchema, offset: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(500).default(200) }),
    z.object({ total: z.number().int(), rows: z.array(quarantinedRowSchema) }),
  ),
  /** Ten rows before and after, read with the mapping and answers given. `after` null = the row would be set aside, and why. */
  'imports.previewTable': long(z.object({ exhibitId: exhibitIdSchema, answers: importAnswersSchema }), previewedTableSchema),

  'mappings.list': quick(nothing, z.array(columnMappingSchema)),
  'mappings.save': quick(columnMappingSchema, z.array(columnMappingSchema)),
  'mappings.remove': quick(z.object({ name: z.string() }), z.array(columnMappingSchema)),

  /** `stacks`: pictures that look alike on one day lie under the first of them, but for stacks whose first item is among `open`; null = every item has its line. */
  'timeline.open': quick(z.object({ filter: timelineFilterSchema, zone: z.string(), stacks: z.object({ open: z.array(itemIdSchema).max(10_000) }).nullable().default(null) }), timelineViewSchema),
  'timeline.window': quick(
    z.object({ viewId: z.string(), start: z.number().int().nonnegative(), count: z.number().int().min(1).max(1000) }),
    z.object({ start: z.number().int(), lines: z.array(timelineLineSchema) }),
  ),
  /** Rows of items as they stand now, in no particular order; what is not in the case any more is left out. */
  'timeline.rows': quick(z.object({ itemIds: z.array(itemIdSchema).min(1).max(1000) }), z.object({ rows: z.array(itemRowSchema) })),
  /** Where an item, the nth item, or the first item at or after an instant stands in the view. Null when it does not. */
  'timeline.locate': quick(
    z.object({ viewId: z.string(), target: z.union([z.object({ itemId: itemIdSchema }), z.object({ itemIndex: z.number().int() }), z.object({ atMs: z.number() })]) }),
    z.object({ line: z.number().int(), itemIndex: z.number().int(), itemId: itemIdSchema }).nullable(),
  ),
  /** Counts over time for the filter; its own date limits are the chart's ends when given. */
  'timeline.histogram': quick(z.object({ filter: timelineFilterSchema, zone: z.string(), buckets: z.number().int().min(10).max(400) }), histogramSchema.nullable()),
  'timeline.facets': quick(z.object({ peopleMatching: z.string().default('') }), facetsSchema),

  /** Named filters, by name; each answers with the list as it then stands. A view of the same name is replaced. */
  'views.list': quick(nothing, z.array(savedViewSchema)),
  'views.save': quick(z.object({ name: z.string().trim().min(1).max(100), filter: timelineFilterSchema }), z.array(savedViewSchema)),
  'views.remove': quick(z.object({ name: z.string() }), z.array(savedViewSchema)),

  'conversation.of': quick(z.object({ itemId: itemIdSchema }), conversationSchema),
  /** What a conversation shows beside its rows; in the order asked for. */
  'conversation.beside': quick(z.object({ itemIds: z.array(itemIdSchema).max(1_000) }), z.array(besideRowSchema)),
  /** Contacts inside a filter by the channel people say they went by. `cancelled` keeps nothing. */
  'conversation.lanes': long(z.object({ filter: timelineFilterSchema }), lanesSchema),

  /** What people said of channels; each answers with all subjects anything was ever said of. */
  'channels.list': quick(nothing, z.array(channelStatementSchema)),
  'channels.state': quick(stateChannelInput, z.array(channelStatementSchema)),
  /** Takes back your latest statement about a channel or a third-party conversation that still stands; null when there is none. */
  'channels.undo': quick(nothing, z.object({ undone: z.string() }).nullable()),
  /** Third-party conversations, and those of which a person said whether they are. Closed in the conversation view until opened with a reason. */
  'threads.list': quick(nothing, z.array(thirdPartyThreadSchema)),
  'threads.state': quick(stateThreadInput, z.array(thirdPartyThreadSchema)),
  'threads.open': quick(openThreadInput, z.array(thirdPartyThreadSchema)),
  'threads.close': quick(threadSchema, z.array(thirdPartyThreadSchema)),

  /** The next item of the view, from `from` on, that nobody has had before them and that is not left out of the review; null when there is none. */
  'timeline.nextUnseen': quick(
    z.object({ viewId: z.string(), from: z.number().int().nonnegative() }), z.object({ line: z.number().int(), itemIndex: z.number().int(), itemId: itemIdSchema }).nullable(),
  ),

  'items.get': quick(z.object({ itemId: itemIdSchema }), itemDetailSchema),
  /** Items in timeline order for the command line and exports; `next` goes back in as `after` until it is null. */
  'items.page': quick(
    z.object({ filter: timelineFilterSchema, after: z.string().nullable().default(null), limit: z.number().int().min(1).max(2000).default(500) }),
    z.object({ items: z.array(itemLineSchema), next: z.string().nullable() }),
  ),

  /** The tag set; each answers with it as it then stands. Retired tags are listed while items carry them. */
  'tags.list': quick(nothing, z.array(listedTagSchema)),
  'tags.save': quick(saveTagInput, z.array(listedTagSchema)),
  'tags.move': quick(moveTagInput, z.array(listedTagSchema)),
  'tags.remove': quick(removeTagInput, z.array(listedTagSchema)),
  /** Allegations, each followed by its particulars. */
  'charges.list': quick(nothing, z.array(listedChargeSchema)),
  'charges.save': quick(chargeInput, z.array(listedChargeSchema)),
  'charges.result': quick(chargeResultInput, z.array(listedChargeSchema)),
  'charges.withdrawResult': quick(withdrawResultInput, z.array(listedChargeSchema)),
  'charges.remove': quick(removeChargeInput, z.array(listedChargeSchema)),
  'standards.list': quick(nothing, z.array(standardSchema)),
  /** States the wording of a Standard in this case, and where it comes from. */
  'standards.save': quick(standardInput, z.array(standardSchema)),

  /** The reviewer's own assessment. On an item somebody else assessed first it stands beside theirs, as a second reviewer's. */
  'review.assess': quick(assessInput, changedSchema),
  'review.agree': quick(agreeInput, changedSchema),
  'review.tag': quick(z.object({ itemIds: z.array(itemIdSchema).min(1).max(10_000), tag: z.string(), on: z.boolean() }), changedSchema),
  'review.account': quick(accountInput, changedSchema),
  'review.disclose': quick(discloseInput, changedSchema),
  'review.checklist': quick(checklistInput, changedSchema),
  'review.previewBulk': quick(bulkPreviewInput, bulkPreviewSchema),
  /** One action for every item of the filter, and one undo. */
  'review.bulk': quick(bulkInput, bulkDoneSchema),
  'review.second': quick(secondReviewInput, secondReviewSchema),
  /** Records that the reviewer has had these items before them. */
  'review.seen': quick(z.object({ itemIds: z.array(itemIdSchema).min(1).max(10_000) }), z.object({ newlySeen: z.number().int() })),
  /** How much of each exhibit, person and search term has been read. */
  'coverage.summary': quick(nothing, coverageSchema),
  /** The schedule of search terms and saved views; its totals foot. */
  'coverage.schedule': quick(nothing, termScheduleSchema),
  'coverage.listTerm': quick(z.object({ term: z.string().trim().min(1).max(500) }), coverageSchema),
  /** Takes a term off the list; it and the reason stay in the case. */
  'coverage.dropTerm': quick(z.object({ term: z.string(), reason: z.string().trim().min(1) }), coverageSchema),
  /** Takes back the latest review action not yet undone; null when there is none. */
  'review.undo': quick(nothing, z.object({ undone: z.string(), itemIds: z.array(itemIdSchema) }).nullable()),

  'people.list': quick(peoplePageInput, peoplePageSchema),
  'people.create': quick(newPersonInput, personSchema),
  'people.update': quick(personChangeInput, personSchema),
  /** `already_exists` carries details `{ holdings }` when another person holds the identifier on the same days and neither statement says shared. */
  'people.holdIdentifier': quick(holdInput, personSchema),
  'people.releaseIdentifier': quick(releaseInput, personSchema),
  'people.merge': quick(mergeInput, personSchema),
  'people.split': quick(splitInput, splitOutputSchema),
  /** Takes back your latest change to people that still stands; null when there is none. */
  'people.undo': quick(nothing, personUndoSchema),
  /** Computed from what sources state, strongest first. Looking changes nothing. */
  'people.history': quick(z.object({ personId: personIdSchema }), personHistorySchema),
  'people.suggestions': quick(suggestionsInput, suggestionsPageSchema),
  'people.acceptSuggestion': quick(acceptInput, personSchema),
  'people.declineSuggestion': quick(declineInput, nothing),
  'people.identifiers': quick(identifiersInput, identifiersPageSchema),

  /** System accesses with the contacts near them in time with or about the same person. Says what matched, never why it happened. */
  'pairs.list': long(pairsInput, pairsPageSchema),
  /** A person accepts or rejects that an access and a contact belong together; kept with author and time. */
  'pairs.decide': quick(decidePairInput, nothing),

  /** Dated facts of the case, in order of time. Each command answers with the list as it then stands. */
  'anchors.list': quick(nothing, z.array(anchorSchema)),
  'anchors.add': quick(anchorStatementSchema, z.array(anchorSchema)),
  'anchors.change': quick(z.object({ anchorId: anchorIdSchema, statement: anchorStatementSchema }), z.array(anchorSchema)),
  'anchors.remove': quick(z.object({ anchorId: anchorIdSchema, reason: z.string().trim().min(1) }), z.array(anchorSchema)),
  /** Takes back your latest change to an anchor that still stands; null when there is none. */
  'anchors.undo': quick(nothing, z.object({ undone: z.string() }).nullable()),

  /** When the officer was on or off duty, as people typed it from a source. Each command answers with the list as it then stands. */
  'duty.spells': quick(nothing, dutySpellsSchema),
  'duty.add': quick(dutySpellStatementSchema, dutySpellsSchema),
  'duty.change': quick(z.object({ spellId: dutySpellIdSchema, statement: dutySpellStatementSchema }), dutySpellsSchema),
  'duty.withdraw': quick(z.object({ spellId: dutySpellIdSchema, reason: z.string().trim().min(1).max(4000) }), dutySpellsSchema),
  /** Takes back your latest change to typed duty that still stands; null when there is none. */
  'duty.undo': quick(nothing, z.object({ undone: z.string() }).nullable()),

  /** Counts of contacts and system accesses inside a filter. `cancelled` keeps nothing. */
  'patterns.summary': long(patternsInput, patternsSchema),
  /** Contacts and accesses before and after each anchor, and between neighbours. */
  'patterns.aroundAnchors': long(aroundAnchorsInput, aroundAnchorsSchema),

  ...fileCommands,
  ...outgoingCommands,

  'continuity.page': quick(
    z.object({ before: z.number().int().nullable().default(null), limit: z.number().int().min(1).max(500).default(100) }),
    z.object({ entries: z.array(continuityEntrySchema), total: z.number().int() }),
  ),

  'shell.chooseEvidenceFiles': shell(nothing, z.array(z.string())),
  'shell.chooseEvidenceFolder': shell(nothing, z.string().nullable()),
  'shell.chooseCaseFolder': shell(nothing, z.string().nullable()),
  'shell.chooseNewCaseFolder': shell(z.object({ suggestedName: z.string() }), z.string().nullable()),
  'shell.choosePdfDestination': shell(z.object({ suggestedName: z.string() }), z.string().nullable()),
  'shell.chooseDocumentDestination': shell(z.object({ suggestedName: z.string(), format: z.enum(documentFormats) }), z.string().nullable()),
  'shell.chooseCsvDestination': shell(z.object({ suggestedName: z.string() }), z.string().nullable()),
  'shell.chooseRowsDestination': shell(z.object({ suggestedName: z.string(), format: rowFormatSchema }), z.string().nullable()),
  'shell.showInFolder': shell(z.object({ path: z.string() }), nothing),
  /** What the window is running on, and the case folder given as an argument, if any. */
  'shell.startup': shell(nothing, z.object({ caseFolder: z.string().nullable(), runtimeNotice: z.string().nullable(), version: z.string() })),
} as const;

/** What the engine may ask of its host: setting pages needs Chromium, which only the shell has. */
const host = {
  'host.typeset': {
    input: z.object({
      html: z.string(), landscape: z.boolean(),
      /** HTML templates for the running head and foot, Chromium's `printToPDF` kind. */
      headerHtml: z.string(), footerHtml: z.string(),
      marginsMm: z.object({ top: z.number(), right: z.number(), bottom: z.number(), left: z.number() }),
    }),
    output: z.object({ pdfBase64: z.string() }),
  },
} as const;

const events = {
  /**
   * Something stored has changed; the window refreshes what it shows of it. A `review` of no items named is of very many; one of
   * few brings their rows as they stand now, so that what a key press has recorded is seen without asking.
   */
  'case.changed': z.object({
    what: z.enum(['details', 'exhibits', 'items', 'review', 'tags', 'charges', 'coverage', 'people', 'anchors', 'channels', 'duty', 'continuity']),
    itemIds: z.array(itemIdSchema), rows: z.array(itemRowSchema).optional(),
  }),
  'case.closed': z.object({ reason: z.string() }),
  /** Sent by the shell: the engine's process went, came back, or could not be brought back. */
  'engine.state': z.object({ state: z.enum(['running', 'restarting', 'failed']), message: z.string(), caseWasOpen: z.string().nullable() }),
  /** Sent by the shell: a case folder was dropped on the app or given as an argument. */
  'shell.openCase': z.object({ folder: z.string() }),
  /** Sent by the shell: a menu entry was chosen. */
  'shell.menu': z.object({ entry: z.enum(['new-case', 'open-case', 'close-case', 'add-exhibits', 'export-timeline', 'undo', 'keys', 'pairs', 'patterns', 'second', 'charges', 'coverage', 'people', 'files', 'bundles', 'continuity', 'find', 'palette', 'back', 'forward', 'sidebar', 'text-larger', 'text-smaller', 'text-ordinary']) }),
} as const;

export const contract = { commands, host, events } as const;

export type CommandName = keyof typeof commands;
type NamesWith<Traits> = { [N in CommandName]: (typeof commands)[N] extends Traits ? N : never }[CommandName];
/** Commands the engine answers on its own thread, and those it hands to its worker. */
export type InlineCommandName = NamesWith<{ home: 'engine'; runs: 'inline' }>;
export type WorkerCommandName = NamesWith<{ home: 'engine'; runs: 'worker' }>;
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
/** The input after defaults have been filled in: what a handler receives. */
export type CommandRequest<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>;
export type HostRequestName = keyof typeof host;
export type HostRequestInput<N extends HostRequestName> = z.output<(typeof host)[N]['input']>;
export type HostRequestOutput<N extends HostRequestName> = z.output<(typeof host)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

export const commandNames = Object.keys(commands) as CommandName[];
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
