/** A view of the timeline, as data and in words. */
import { z } from 'zod';
import { channelLabels, channelSchema } from './channel.ts';
import { assessmentStateSchema, assessmentLabels, secondViewLabels, secondViewSchema } from './assessment.ts';
import { chargeIdSchema } from './charge.ts';
import { handlingLabels, handlingSchema, relevanceLabels, relevanceSchema } from './disclosure.ts';
import { itemKindSchema, itemKindLabels } from './item.ts';
import { exhibitIdSchema, personIdSchema } from './ids.ts';
import { relationshipPhrases, relationshipSchema } from './person.ts';
import { describePattern, patternSchema } from './pattern.ts';
import { standardCodeSchema } from './standard.ts';

export const timelineFilterSchema = z.object({
  /** Empty lists mean "any". */
  kinds: z.array(itemKindSchema).default([]),
  exhibitIds: z.array(exhibitIdSchema).default([]),
  /** Display names or identifiers; an item matches if any is from, to, or otherwise about it. */
  people: z.array(z.string()).default([]),
  /** People of the case; an item matches if it carries an identifier any of them holds at the item's time. Undated items match at any time. */
  personIds: z.array(personIdSchema).default([]),
  /** As people are stated to stand to the officer; an item matches if it carries an identifier anybody of these holds at its time. */
  relationships: z.array(relationshipSchema).default([]),
  /** Conversations, each by its name in its exhibit; an item matches if it is of any. */
  threads: z.array(z.object({ exhibitId: exhibitIdSchema, thread: z.string() })).default([]),
  /** People whose system accesses are shown beside the conversations chosen above, at their time. Means nothing where no conversation is chosen. */
  accessesAbout: z.array(personIdSchema).default([]),
  /** Contacts by the channel people say they went by; any item when empty. */
  channels: z.array(channelSchema).default([]),
  /** Tag codes; an item matches if it carries any. */
  tags: z.array(z.string()).default([]),
  assessments: z.array(assessmentStateSchema).default([]),
  /** How a second reviewer stands to the first assessment; `none` is assessed and not yet looked at by a second. */
  seconds: z.array(secondViewSchema).default([]),
  /** Allegations and particulars; an item matches if an assessment that stands links it to any of them, or to a particular of an allegation among them. */
  charges: z.array(chargeIdSchema).default([]),
  standards: z.array(standardCodeSchema).default([]),
  relevances: z.array(relevanceSchema).default([]),
  handlings: z.array(handlingSchema).default([]),
  /** Whether what the officer says about the item is recorded. */
  officersAccount: z.enum(['any', 'recorded', 'missing']).default('any'),
  /** Whether anybody has had the item before them. */
  seen: z.enum(['any', 'seen', 'unseen']).default('any'),
  /** Whether the item has been left out of the review, for a reason. Left out is not read. */
  excluded: z.enum(['any', 'excluded', 'in-review']).default('any'),
  /** Left out for any of these very reasons. */
  exclusionReasons: z.array(z.string()).default([]),
  /** UTC milliseconds, inclusive. */
  fromMs: z.number().int().nullable().default(null),
  /** UTC milliseconds, exclusive. */
  untilMs: z.number().int().nullable().default(null),
  /** Words searched for in text, parties, attachments and source values. */
  search: z.string().default(''),
  includeUndated: z.boolean().default(true),
  /** What one number of the Patterns view counts within the rest of the filter. */
  pattern: patternSchema.nullable().default(null),
});
export type TimelineFilter = z.infer<typeof timelineFilterSchema>;

export const everything: TimelineFilter = timelineFilterSchema.parse({});

/** Whether two filters say the same, in the same order. */
export function sameFilter(one: TimelineFilter, other: TimelineFilter): boolean {
  return one === other || JSON.stringify(timelineFilterSchema.parse(one)) === JSON.stringify(timelineFilterSchema.parse(other));
}

/**
 * The filter as a sentence for the page and the screen.
 * `names` turns ids and codes into what people call them; `formatMs` prints an instant with its zone.
 */
export function describeFilter(
  filter: TimelineFilter,
  names: { exhibit: (id: number) => string; person: (id: number) => string; tag: (code: string) => string; charge: (id: number) => string; standard: (code: string) => string; formatMs: (ms: number) => string },
): string {
  const parts: string[] = [];
  const list = (values: readonly string[]): string => values.join(' or ');
  if (filter.kinds.length > 0) parts.push(`kind is ${list(filter.kinds.map((kind) => itemKindLabels[kind].one.toLowerCase()))}`);
  if (filter.exhibitIds.length > 0) parts.push(`exhibit is ${list(filter.exhibitIds.map((id) => names.exhibit(id)))}`);
  if (filter.people.length > 0) parts.push(`person is ${list(filter.people)}`);
  if (filter.personIds.length > 0) parts.push(`carries an identifier held at the time by ${list(filter.personIds.map((id) => names.person(id)))}`);
  if (filter.relationships.length > 0) parts.push(`carries an identifier held at the time by anybody who is ${list(filter.relationships.map((relationship) => relationshipPhrases[relationship]))}`);
  if (filter.threads.length > 0) parts.push(`conversation is ${list(filter.threads.map(({ exhibitId, thread }) => `“${thread}” in ${names.exhibit(exhibitId)}`))}`);
  if (filter.threads.length > 0 && filter.accessesAbout.length > 0) parts.push(`with the system accesses about ${list(filter.accessesAbout.map((id) => names.person(id)))}`);
  if (filter.channels.length > 0) parts.push(`by channel: ${list(filter.channels.map((channel) => channelLabels[channel].toLowerCase()))}`);
  if (filter.tags.length > 0) parts.push(`tag is ${list(filter.tags.map((code) => names.tag(code)))}`);
  if (filter.assessments.length > 0) parts.push(`assessment is ${list(filter.assessments.map((state) => assessmentLabels[state].full.toLowerCase()))}`);
  if (filter.seconds.length > 0) parts.push(list(filter.seconds.map((second) => secondViewLabels[second].toLowerCase())));
  if (filter.charges.length > 0) parts.push(`linked to ${list(filter.charges.map((id) => names.charge(id)))}`);
  if (filter.standards.length > 0) parts.push(`linked to the Standard ${list(filter.standards.map((code) => names.standard(code)))}`);
  if (filter.relevances.length > 0) parts.push(list(filter.relevances.map((relevance) => relevanceLabels[relevance].full.toLowerCase())));
  if (filter.handlings.length > 0) parts.push(`handling is ${list(filter.handlings.map((handling) => handlingLabels[handling].full.toLowerCase()))}`);
  if (filter.officersAccount !== 'any') parts.push(filter.officersAccount === 'recorded' ? 'the officer’s account is recorded' : 'no officer’s account is recorded');
  if (filter.seen !== 'any') parts.push(filter.seen === 'seen' ? 'already read' : 'not read yet');
  if (filter.excluded !== 'any') parts.push(filter.excluded === 'excluded' ? 'left out of the review' : 'not left out of the review');
  if (filter.exclusionReasons.length > 0) parts.push(`left out because: ${list(filter.exclusionReasons)}`);
  if (filter.fromMs !== null) parts.push(`from ${names.formatMs(filter.fromMs)}`);
  if (filter.untilMs !== null) parts.push(`before ${names.formatMs(filter.untilMs)}`);
  if (filter.search !== '') parts.push(`contains “${filter.search}”`);
  if (filter.pattern !== null) parts.push(describePattern(filter.pattern, names.formatMs));
  if (!filter.includeUndated) parts.push('undated items left out');
  return parts.length === 0 ? 'Everything in the case' : parts.join('; ');
}
