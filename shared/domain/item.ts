/**
 * An item: one normalised row of evidence, and exactly where it lies in its exhibit.
 */
import { z } from 'zod';
import { evidenceTimeSchema } from './evidence-time.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from './ids.ts';

/**
 * What a row is. Only `message` is something a person wrote or sent to another; `notice` is a
 * line the application wrote about a conversation and is never counted as a message.
 */
export const itemKinds = [
  'message', 'call', 'access', 'event', 'picture', 'document', 'notice', 'account', 'contact', 'location', 'note',
] as const;
export const itemKindSchema = z.enum(itemKinds);
export type ItemKind = z.infer<typeof itemKindSchema>;

/** What two people have to do with each other: written, called, followed, searched for. Notices and accesses are not contact. */
export const contactKinds: readonly ItemKind[] = ['message', 'call', 'event'];

/** Name in full, plural, and the single letter that stands for it where colour alone would not do. */
export const itemKindLabels: Readonly<Record<ItemKind, { readonly one: string; readonly many: string; readonly letter: string }>> = {
  message: { one: 'Message', many: 'Messages', letter: 'M' },
  call: { one: 'Call', many: 'Calls', letter: 'C' },
  access: { one: 'System access', many: 'System accesses', letter: 'A' },
  event: { one: 'Event', many: 'Events', letter: 'E' },
  picture: { one: 'Picture', many: 'Pictures', letter: 'P' },
  document: { one: 'Document', many: 'Documents', letter: 'D' },
  notice: { one: 'Notice', many: 'Notices', letter: 'N' },
  account: { one: "Officer's account", many: "Officer's account", letter: 'O' },
  contact: { one: 'Contact entry', many: 'Contact entries', letter: 'B' },
  location: { one: 'Location', many: 'Locations', letter: 'L' },
  note: { one: 'Note', many: 'Notes', letter: 'T' },
};

/** From the point of view of the device's owner; `unknown` until a person says who that is. */
export const directions = ['outgoing', 'incoming', 'internal', 'none', 'unknown'] as const;
export const directionSchema = z.enum(directions);
export type Direction = z.infer<typeof directionSchema>;

export const itemStatuses = ['live', 'deleted', 'edited', 'recovered', 'superseded', 'partial', 'read', 'unsent'] as const;
export const itemStatusSchema = z.enum(itemStatuses);
export type ItemStatus = z.infer<typeof itemStatusSchema>;

/** Where a row lies. `file` is the name inside the exhibit ('' = the exhibit is that file). Lines, rows and pages count from 1; bytes from 0. */
export const locatorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), file: z.string() }),
  z.object({ type: z.literal('line'), file: z.string(), line: z.number().int().positive(), byte: z.number().int().nonnegative() }),
  z.object({ type: z.literal('row'), file: z.string(), sheet: z.string().nullable(), row: z.number().int().positive(), byte: z.number().int().nonnegative().nullable() }),
  z.object({ type: z.literal('table'), file: z.string(), table: z.string(), rowid: z.string() }),
  z.object({ type: z.literal('xml'), file: z.string(), id: z.string() }),
  /** `path` from the root of a JSON file, places counted from 0: `messages[8]`. */
  z.object({ type: z.literal('json'), file: z.string(), path: z.string() }),
  z.object({ type: z.literal('page'), file: z.string(), page: z.number().int().positive() }),
  /** A person's transcription of part of a picture. Fractions of width and height, 0 to 1. */
  z.object({
    type: z.literal('region'), file: z.string(), entry: z.number().int().positive(),
    x: z.number(), y: z.number(), width: z.number(), height: z.number(),
  }),
]);
export type Locator = z.infer<typeof locatorSchema>;

/** The locator as a person reads it: `_chat.txt line 14`, `sheet “Log”, row 119`. Also the stable text item ids are derived from. */
export function describeLocator(locator: Locator): string {
  const inFile = locator.file === '' ? '' : `${locator.file} `;
  switch (locator.type) {
    case 'file': return locator.file === '' ? 'whole file' : locator.file;
    case 'line': return `${inFile}line ${locator.line}`;
    case 'row': return `${inFile}${locator.sheet === null ? '' : `sheet “${locator.sheet}”, `}row ${locator.row}`;
    case 'table': return `${inFile}table ${locator.table}, row id ${locator.rowid}`;
    case 'xml': return `${inFile}element ${locator.id}`;
    case 'json': return `${inFile}${locator.path}`;
    case 'page': return `${inFile}page ${locator.page}`;
    case 'region': return `${inFile}transcribed entry ${locator.entry}`;
  }
}

/** `present`: bytes are in the exhibit. `missing`: named, but not supplied. `omitted`: the export says it left it out. `damaged`: there, unreadable. */
export const attachmentStates = ['present', 'missing', 'omitted', 'damaged'] as const;
export const attachmentSchema = z.object({
  /** The name the source gives; may be empty. */
  name: z.string(),
  /** Path inside the exhibit whose bytes these are ('' = the exhibit itself); null unless present or damaged. */
  member: z.string().nullable(),
  mediaType: z.string(),
  sizeBytes: z.number().int().nonnegative().nullable(),
  sha256: sha256Schema.nullable(),
  state: z.enum(attachmentStates),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Kinds of identifier a row can carry. A name identifies nobody by itself: people are never merged by it silently. */
export const identifierKinds = ['name', 'phone', 'handle', 'email', 'vrm', 'collar', 'user-id'] as const;
export const identifierKindSchema = z.enum(identifierKinds);
export type IdentifierKind = z.infer<typeof identifierKindSchema>;
export const identifierRoles = ['from', 'to', 'participant', 'operator', 'requester', 'subject', 'mentioned'] as const;
export const identifierSchema = z.object({
  kind: identifierKindSchema,
  role: z.enum(identifierRoles),
  /** As the source writes it. */
  written: z.string(),
  /** The form used for matching, e.g. `+447700900123` or `AB12CDE`. */
  normal: z.string(),
  /** `possible` when the reading is not certain (O/0 confusion, number without a country). */
  certainty: z.enum(['certain', 'possible']),
});
export type Identifier = z.infer<typeof identifierSchema>;

/** A named source value kept beside the normalised row, in source order. */
export const fieldSchema = z.object({ name: z.string(), value: z.string() });
export type Field = z.infer<typeof fieldSchema>;

/** What an importer makes of one row, before it is stored. */
export const itemDraftSchema = z.object({
  kind: itemKindSchema,
  time: evidenceTimeSchema,
  direction: directionSchema,
  /** Display name of the sender, caller, or operator; '' when there is none. */
  from: z.string(),
  to: z.array(z.string()),
  /** Conversation or system the row belongs to; '' when none. */
  thread: z.string(),
  text: z.string(),
  status: itemStatusSchema,
  locator: locatorSchema,
  /** The source row, character for character. */
  verbatim: z.string(),
  /** Named values of the row worth showing apart (audit columns, EXIF values). */
  fields: z.array(fieldSchema),
  attachments: z.array(attachmentSchema),
  identifiers: z.array(identifierSchema),
  /** Notes for the reader about how this row was read ("colon without a following space"). */
  remarks: z.array(z.string()),
});
export type ItemDraft = z.infer<typeof itemDraftSchema>;

/** A stored item. */
export const itemSchema = itemDraftSchema.extend({
  id: itemIdSchema,
  exhibitId: exhibitIdSchema,
  exhibitReference: z.string(),
});
export type Item = z.infer<typeof itemSchema>;

/** Why a row could not become an item. */
export const quarantineCodes = [
  'unreadable-time', 'impossible-time', 'impossible-date', 'undecided-date-order', 'malformed-row', 'too-large',
  'undecodable-text', 'unreadable-member', 'refused-member', 'unsupported-member', 'unreadable-picture', 'no-content',
] as const;
export const quarantinedRowSchema = z.object({
  locator: locatorSchema,
  code: z.enum(quarantineCodes),
  /** One sentence for the investigator: what is wrong and where. */
  reason: z.string(),
  verbatim: z.string(),
});
export type QuarantinedRow = z.infer<typeof quarantinedRowSchema>;
