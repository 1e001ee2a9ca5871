/** The eleven questions asked of an access or a contact. */
import { describe, expect, it } from 'vitest';
import { checklistQuestions } from '../../shared/domain/checklist.ts';
import { chatToReview } from '../fixtures/reviewed-case.ts';
import { chatAndAuditCase, valueOf } from './command-line-case.ts';
import { codeOf } from './harness.ts';

describe('the checklist', () => {
  it('keeps each answer with what it rests on, in the order of the questions, for each item by itself', async () => {
    const { bench, first, second } = await chatToReview();
    const standing = async (itemId = first) => (await bench.engine.call('items.get', { itemId })).checklist.map(({ question, answer, basis, note }) => [question, answer, basis, note]);
    await bench.engine.call('review.checklist', { itemIds: [first, second], answers: [{ question: 'after-closure', answer: 'no', basis: 'observed', note: ' Niche log, p. 4 ' }, { question: 'on-duty', answer: 'not-known' }] });
    expect(await standing()).toEqual([['on-duty', 'not-known', null, ''], ['after-closure', 'no', 'observed', 'Niche log, p. 4']]);
    expect(await standing(second)).toEqual(await standing());
    expect(await bench.engine.call('review.checklist', { itemIds: [first, second], answers: [{ question: 'on-duty', answer: 'not-known' }] })).toEqual({ changed: [] });
    await bench.engine.call('review.checklist', { itemIds: [first], answers: [{ question: 'on-duty', answer: 'yes', basis: 'inferred', note: 'Roster of the week before' }] });
    expect(await standing()).toEqual([['on-duty', 'yes', 'inferred', 'Roster of the week before'], ['after-closure', 'no', 'observed', 'Niche log, p. 4']]);
    expect((await bench.engine.call('items.get', { itemId: first })).checklistHistory.map(({ question, answer, author }) => [question, answer, author])).toEqual([
      ['on-duty', 'yes', 'R. Reviewer'], ['on-duty', 'not-known', 'R. Reviewer'], ['after-closure', 'no', 'R. Reviewer'],
    ]);
    expect((await bench.engine.call('continuity.page', { limit: 1 })).entries[0]).toMatchObject({ action: 'review.checklist', summary: '1 question of the checklist answered on 1 item' });
  });

  it('is undone whole, and an answer is taken back by a further entry', async () => {
    const { bench, first } = await chatToReview();
    const standing = async () => (await bench.engine.call('items.get', { itemId: first })).checklist.map(({ question, answer }) => `${question} ${answer}`);
    await bench.engine.call('review.checklist', { itemIds: [first], answers: checklistQuestions.map((question) => ({ question, answer: 'not-applicable' as const })) });
    await bench.engine.call('review.checklist', { itemIds: [first], answers: [{ question: 'repeated', answer: 'not-answered' }, { question: 'follow-up', answer: 'yes', basis: 'observed' }] });
    expect(await standing()).toHaveLength(10);
    expect((await bench.engine.call('review.undo', {}))?.undone).toBe('2 questions of the checklist answered on 1 item');
    expect(await standing()).toEqual(checklistQuestions.map((question) => `${question} not-applicable`));
    await bench.engine.call('review.undo', {});
    expect(await standing()).toEqual([]);
    expect(await bench.engine.call('cases.verify', {})).toMatchObject({ ok: true });
  });

  it('asks what a yes or a no rests on, and refuses a question answered twice or of no item', async () => {
    const { bench, first } = await chatToReview();
    const answer = (answers: { question: 'repeated'; answer: 'yes' | 'not-known' }[], itemId = first) => codeOf(bench.engine.call('review.checklist', { itemIds: [itemId], answers }));
    expect(await answer([{ question: 'repeated', answer: 'yes' }])).toBe('invalid_input');
    await expect(bench.engine.call('review.checklist', { itemIds: [first], answers: [{ question: 'repeated', answer: 'not-known' }, { question: 'repeated', answer: 'no', basis: 'observed' }] })).rejects.toThrow('A question is answered twice.');
    expect(await answer([{ question: 'repeated', answer: 'not-known' }], '0'.repeat(32) as typeof first)).toBe('not_found');
    expect((await bench.engine.call('items.get', { itemId: first })).checklistHistory).toEqual([]);
  });

  it('is answered and read by the command line', async () => {
    const { caseFolder, run } = await chatAndAuditCase('Date,Time,User ID,Search terms,Reason\n13/09/2021,08:59,4417,AB12 CDE,Traffic\n');
    const [access] = (await run('items', caseFolder, '--kind', 'access', '--jsonl')).stdout.split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { id: string }).id);
    expect((await run('checklist', caseFolder, '--item', access ?? '', '--question', 'beyond-need', '--answer', 'yes')).code).not.toBe(0);
    const done = await run('checklist', caseFolder, '--item', access ?? '', '--question', 'beyond-need', '--answer', 'yes', '--basis', 'observed', '--note', 'Telephone number opened', '--json');
    expect(valueOf(done)).toEqual({ changed: [access] });
    expect((await run('checklist', caseFolder, '--item', access ?? '')).stdout).toContain('Was more opened than the task needed (telephone, address)? Yes, observed: Telephone number opened');
  });
});
