/**
 * Whether contact went by an official channel or a personal one. Nobody can tell that from a row: it is what a person
 * has said of an exhibit, of a conversation in it, or of an identifier; or of one item, by tagging it as an official update.
 */
import { z } from 'zod';
import { exhibitIdSchema } from './ids.ts';
import { identifierKindSchema, type Identifier } from './item.ts';
import { identifierKindLabels } from './person.ts';

/** What a person can say. */
export const statedChannels = ['official', 'personal'] as const;
export const statedChannelSchema = z.enum(statedChannels);
export type StatedChannel = z.infer<typeof statedChannelSchema>;

/** What follows for a row. `disagree`: the statements about its identifiers contradict one another. */
export const channels = ['official', 'personal', 'not-said', 'disagree'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;
export const channelLabels: Readonly<Record<Channel, string>> = {
  official: 'Official contact', personal: 'Personal contact', 'not-said': 'Not said which', disagree: 'Statements disagree',
};

/** What a statement is about; the narrower one holds: an item's tag, then its conversation, its parties' identifiers, its exhibit. */
export const channelSubjectSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exhibit'), exhibitId: exhibitIdSchema }),
  z.object({ type: z.literal('thread'), exhibitId: exhibitIdSchema, thread: z.string().min(1) }),
  /** `normal` is the form used for matching. */
  z.object({ type: z.literal('identifier'), kind: identifierKindSchema, normal: z.string().min(1) }),
]);
export type ChannelSubject = z.infer<typeof channelSubjectSchema>;

/** One text for one subject. */
export function subjectKey(subject: ChannelSubject): string {
  switch (subject.type) {
    case 'exhibit': return `exhibit ${subject.exhibitId}`;
    case 'thread': return `thread ${subject.exhibitId} ${subject.thread}`;
    case 'identifier': return `identifier ${subject.kind} ${subject.normal}`;
  }
}

/** `exhibit ABC/1`, `the conversation “Imogen Vale” in ABC/1`, `telephone number +447700900417`. */
export function subjectInWords(subject: ChannelSubject, names: { readonly exhibit: (exhibitId: number) => string; /** As the case writes it. */ readonly identifier: (kind: Identifier['kind'], normal: string) => string }): string {
  switch (subject.type) {
    case 'exhibit': return `exhibit ${names.exhibit(subject.exhibitId)}`;
    case 'thread': return `the conversation “${subject.thread}” in ${names.exhibit(subject.exhibitId)}`;
    case 'identifier': return `${subject.kind === 'user-id' ? identifierKindLabels[subject.kind] : identifierKindLabels[subject.kind].toLowerCase()} ${names.identifier(subject.kind, subject.normal)}`;
  }
}

/** Roles whose identifier a contact goes by; whoever is only spoken of decides nothing. */
export const partyRoles: readonly Identifier['role'][] = ['from', 'to', 'participant'];

/** Whether a conversation is between people the case is not about, when a person says so or says it is not. */
export const threadStandings = ['third-party', 'of-interest'] as const;
export const threadStandingSchema = z.enum(threadStandings);
export type ThreadStanding = z.infer<typeof threadStandingSchema>;
export const threadStandingLabels: Readonly<Record<ThreadStanding, string>> = { 'third-party': 'Third-party conversation', 'of-interest': 'Not a third-party conversation' };
