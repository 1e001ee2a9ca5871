/** agree, account, checklist, disclose, bulk, differences. */
import type { BulkChange, SecondReview } from '../../../shared/contract/assessing.ts';
import { accountHolders, accountIdSchema, accountSources } from '../../../shared/domain/account.ts';
import { assessmentLabels, type Assessment } from '../../../shared/domain/assessment.ts';
import { answerBases, answerWords, checklistAnswers, checklistQuestions, checklistWords } from '../../../shared/domain/checklist.ts';
import { handlings, relevances } from '../../../shared/domain/disclosure.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { itemIdSchema, type ItemId } from '../../../shared/domain/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import { assessmentOf, filterOf } from '../answers.ts';
import { Misunderstood, oneOf, required, type Invocation } from '../options.ts';
import type { Command } from './command.ts';

function itemsGiven(invocation: Invocation): ItemId[] {
  const itemIds = invocation.all('item').map((id) => itemIdSchema.parse(id));
  if (itemIds.length === 0) throw new Misunderstood(`“${invocation.command}” needs at least one --item.`);
  return itemIds;
}

const changedWords = (changed: number, of: number): string[] => [`${changed} of ${of} items changed`];

export const agree: Command = async ({ engine, invocation, printer }) => {
  const itemIds = itemsGiven(invocation);
  const done = await engine.call('review.agree', { itemIds, reasons: invocation.one('reasons') });
  printer.result(done, changedWords(done.changed.length, itemIds.length));
  return 0;
};

export const account: Command = async ({ engine, invocation, printer }) => {
  const itemIds = itemsGiven(invocation);
  const given = invocation.one('account');
  const [itemId] = itemIds;
  const accountId = given === undefined ? null : accountIdSchema.parse(Number(given));
  const before = accountId === null || itemId === undefined ? undefined : (await engine.call('items.get', { itemId })).accounts.find(({ id }) => id === accountId);
  const [whose, source] = [invocation.one('whose'), invocation.one('source')];
  if (accountId === null && invocation.has('withdraw')) throw new Misunderstood('--withdraw takes back the account whose number --account gives.');
  const done = await engine.call('review.account', {
    itemIds, accountId, whose: whose === undefined ? before?.whose ?? 'officer' : oneOf('whose', whose, accountHolders), name: invocation.one('name') ?? before?.name ?? '',
    text: invocation.has('withdraw') ? '' : before === undefined ? required(invocation, 'text') : invocation.one('text') ?? before.text,
    source: source === undefined ? before?.source ?? 'not-stated' : oneOf('source', source, accountSources), place: invocation.one('place') ?? before?.place ?? '', saidOn: invocation.one('on') ?? before?.saidOn ?? null,
  });
  printer.result(done, changedWords(done.changed.length, itemIds.length));
  return 0;
};

const relevanceOf = (name: string, typed: string | undefined) => (typed === undefined ? undefined : oneOf(name, typed, relevances));
const handlingOf = (name: string, typed: string | undefined) => (typed === undefined ? undefined : oneOf(name, typed, handlings));

export const disclose: Command = async ({ engine, invocation, printer }) => {
  const itemIds = itemsGiven(invocation);
  const [relevance, handling] = [relevanceOf('relevance', invocation.one('relevance')), handlingOf('handling', invocation.one('handling'))];
  if (relevance === undefined && handling === undefined) throw new Misunderstood('“disclose” needs --relevance, --handling or both.');
  const done = await engine.call('review.disclose', { itemIds, relevance, handling, reason: invocation.one('reason') });
  printer.result(done, changedWords(done.changed.length, itemIds.length));
  return 0;
};

/** Without a question: what stands of each item. */
export const checklist: Command = async ({ engine, invocation, printer }) => {
  const itemIds = itemsGiven(invocation);
  const [question, answer, basis] = [invocation.one('question'), invocation.one('answer'), invocation.one('basis')];
  if (question === undefined) {
    if (answer !== undefined) throw new Misunderstood(`--answer goes with --question, one of ${checklistQuestions.join(', ')}.`);
    const list = await Promise.all(itemIds.map(async (itemId) => ({ itemId, answers: (await engine.call('items.get', { itemId })).checklist })));
    printer.result(list, list.flatMap(({ itemId, answers }) => [itemId, ...(answers.length === 0 ? ['  nothing answered'] : answers.map((entry) =>
      `  ${checklistWords[entry.question]} ${answerWords[entry.answer]}${entry.basis === null ? '' : `, ${entry.basis}`}${entry.note === '' ? '' : `: ${entry.note}`}  (${entry.author})`))]));
    return 0;
  }
  const done = await engine.call('review.checklist', {
    itemIds,
    answers: [{
      question: oneOf('question', question, checklistQuestions), answer: oneOf('answer', required(invocation, 'answer'), checklistAnswers),
      basis: basis === undefined ? null : oneOf('basis', basis, answerBases), note: invocation.one('note') ?? '',
    }],
  });
  printer.result(done, changedWords(done.changed.length, itemIds.length));
  return 0;
};

/** Exactly one change, as the options say it. */
async function bulkChange(engine: Engine, invocation: Invocation): Promise<BulkChange> {
  const existing = oneOf('existing', invocation.one('existing') ?? 'keep', ['keep', 'overwrite'] as const);
  const assessed = await assessmentOf(engine, invocation, { particular: 'link-particular', standard: 'link-standard' });
  const [exclude, include] = [invocation.one('exclude'), invocation.one('include')];
  const [put, take] = [invocation.one('put'), invocation.one('take')];
  const [relevance, handling] = [relevanceOf('set-relevance', invocation.one('set-relevance')), handlingOf('set-handling', invocation.one('set-handling'))];
  const changes: BulkChange[] = [
    ...(assessed === null ? [] : [{ type: 'assess' as const, ...assessed, existing }]),
    ...(put === undefined ? [] : [{ type: 'tag' as const, tag: put, on: true }]), ...(take === undefined ? [] : [{ type: 'tag' as const, tag: take, on: false }]),
    ...(relevance === undefined && handling === undefined ? [] : [{ type: 'disclose' as const, relevance, handling, reason: invocation.one('reason'), existing }]),
    ...(exclude === undefined ? [] : [{ type: 'exclude' as const, excluded: true, reason: exclude }]), ...(include === undefined ? [] : [{ type: 'exclude' as const, excluded: false, reason: include }]),
  ];
  const [change] = changes;
  if (change === undefined || changes.length > 1) throw new Misunderstood('“bulk” does one thing: --assess STATE, --put TAG, --take TAG, --exclude REASON, --include REASON, or --set-relevance and --set-handling.');
  return change;
}

export const bulk: Command = async ({ engine, invocation, printer }) => {
  const filter = await filterOf(engine, invocation);
  const change = await bulkChange(engine, invocation);
  const { token, ...preview } = await engine.call('review.previewBulk', { filter, change });
  const done = invocation.has('do');
  if (done) await engine.call('review.bulk', { filter, change, token });
  const { items, changed, same, kept, own, others, filterInWords } = preview;
  printer.result({ done, ...preview }, [
    `${filterInWords}: ${items} items`, `${done ? 'Changed' : 'Would change'} ${changed}; ${same} say so already, ${kept} ${done ? 'were' : 'are'} kept as they are`,
    ...(own + others === 0 ? [] : [`Answered before: ${own} by you, ${others} by another reviewer only`]), ...(done ? [] : ['Nothing was changed. --do does it.']),
  ]);
  return 0;
};

const said = ({ state, author, reasons }: Assessment): string => `${assessmentLabels[state].full} (${author})${reasons === '' ? '' : `: ${reasons}`}`;

export const differences: Command = async ({ engine, invocation, printer }) => {
  const listing = oneOf('list', invocation.one('list') ?? 'differs', ['differs', 'agrees', 'waiting'] as const);
  const zone = (await engine.call('cases.summary', {})).details.displayZone;
  const rows: SecondReview['rows'] = [];
  for (;;) {
    const page = await engine.call('review.second', { listing, offset: rows.length, limit: 500 });
    rows.push(...page.rows);
    if (page.rows.length > 0 && rows.length < page.total) continue;
    const { rows: _rows, ...totals } = page;
    printer.result({ ...totals, rows }, [
      `${totals.assessed} items assessed: second reviewers differ on ${totals.differs}, agree on ${totals.agrees}, ${totals.waiting} wait for one`,
      ...rows.flatMap(({ item, first, seconds }) => [
        `${item.time.earliestMs === null ? 'no time' : formatInstant(item.time.earliestMs, zone)}  ${item.from}: ${item.text.replaceAll(/\s+/g, ' ').slice(0, 90)}  [${item.exhibitReference}] ${item.id}`,
        `  first: ${said(first)}`, ...seconds.map((second) => `  second: ${said(second)}`),
      ]),
    ]);
    return 0;
  }
};
