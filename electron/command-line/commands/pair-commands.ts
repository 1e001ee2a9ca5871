/** pairs, pair-decide. */
import { pairListings, type AccessWithContacts, type PairedContact } from '../../../shared/contract/pairs.ts';
import { dutyLabels } from '../../../shared/domain/duty.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { pairDecisions, pairGapInWords } from '../../../shared/domain/pairing.ts';
import { lengthOf } from '../answers.ts';
import { Misunderstood, oneOf, required } from '../options.ts';
import type { Command } from './command.ts';

const window = (name: string, typed: string | undefined): number | undefined => (typed === undefined ? undefined : lengthOf(name, typed));

const shortText = (text: string): string => (text.length > 90 ? `${text.slice(0, 89)}…` : text).replace(/\s+/g, ' ');

function contactWords({ item, gap, matches, firstContact, duty, decision }: PairedContact, zone: string): string[] {
  const when = item.time.earliestMs === null ? '' : formatInstant(item.time.earliestMs, zone);
  return [
    `    ${pairGapInWords(gap)}  ${when}  ${item.from}: ${shortText(item.text)}  [${item.exhibitReference}] ${item.id}${firstContact ? '  first contact' : ''}  ${dutyLabels[duty].toLowerCase()}`,
    ...matches.map(({ inWords }) => `      ${inWords}`), ...(decision === null ? [] : [`      ${decision.decision} by ${decision.author}${decision.reason === '' ? '' : `: ${decision.reason}`}`]),
  ];
}

function accessWords({ item, after, before, either, rejected, duty, accessesAboutSame, contacts }: AccessWithContacts, zone: string): string[] {
  const when = item.time.earliestMs === null ? '' : formatInstant(item.time.earliestMs, zone);
  return [
    `${when}  ${item.from}: ${shortText(item.text)}  [${item.exhibitReference}] ${item.id}  ${dutyLabels[duty].toLowerCase()}`,
    `  contacts in the window: ${after} after, ${before} before, ${either} in an order the sources leave open, ${rejected} rejected; ${accessesAboutSame} accesses about the same`,
    ...contacts.flatMap((contact) => contactWords(contact, zone)),
  ];
}

export const pairs: Command = async ({ engine, invocation, printer, watch }) => {
  const zone = (await engine.call('cases.summary', {})).details.displayZone;
  const [beforeMs, afterMs] = [window('before', invocation.one('before')), window('after', invocation.one('after'))];
  const access = invocation.one('access');
  const contacts = Number(invocation.one('contacts') ?? '5');
  if (!Number.isInteger(contacts)) throw new Misunderstood('--contacts takes a whole number.');
  const rows: AccessWithContacts[] = [];
  for (;;) {
    const page = await engine.call('pairs.list', {
      window: { beforeMs, afterMs }, listing: oneOf('list', invocation.one('list') ?? 'with-contact', pairListings), contacts, accessId: access === undefined ? null : itemIdSchema.parse(access),
      sort: oneOf('sort', invocation.one('sort') ?? 'closeness', ['closeness', 'time'] as const), offset: rows.length, limit: 500,
    }, watch);
    rows.push(...page.rows);
    if (page.rows.length > 0 && rows.length < page.total) continue;
    const { rows: _rows, ...totals } = page;
    printer.result({ ...totals, rows }, [
      `${page.total} accesses listed; ${page.withContact} of ${page.accesses} dated accesses have a contact in the window, ${page.withoutSubject} name nobody to match, ${page.undatedAccesses} are undated`,
      ...rows.flatMap((row) => accessWords(row, zone)),
    ]);
    return 0;
  }
};

export const pairDecide: Command = async ({ engine, invocation, printer }) => {
  const decision = oneOf('decision', required(invocation, 'decision'), [...pairDecisions, 'open'] as const);
  await engine.call('pairs.decide', {
    accessId: itemIdSchema.parse(required(invocation, 'access')), contactId: itemIdSchema.parse(required(invocation, 'contact')),
    decision: decision === 'open' ? null : decision, reason: invocation.one('reason') ?? '',
  });
  printer.result({ decision }, [decision === 'open' ? 'The decision was taken back.' : `Kept: ${decision}.`]);
  return 0;
};
