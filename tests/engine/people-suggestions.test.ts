import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { Suggestion } from '../../shared/domain/person.ts';
import { nameIdentifier, phoneIdentifier, vrmIdentifier } from '../../electron/engine/importers/people/identifiers.ts';
import type { Identifier } from '../../shared/domain/item.ts';
import { contact, draft, storeRows } from '../fixtures/stored-rows.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

const suggestions = async (bench: Bench): Promise<readonly Suggestion[]> => (await bench.engine.call('people.suggestions', {})).suggestions;
const about = (list: readonly Suggestion[], ...normals: readonly string[]): Suggestion | undefined =>
  list.find((suggestion) => normals.every((normal) => suggestion.identifiers.some((identifier) => identifier.normal === normal)) && suggestion.identifiers.length === normals.length);
const accept = (bench: Bench, suggestionId: string, more: Partial<CommandInput<'people.acceptSuggestion'>> = {}) => bench.engine.call('people.acceptSuggestion', { suggestionId, ...more });
const messageOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing was refused', (error: unknown) => (error instanceof PlumblineError ? error.message : String(error)));

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is one');
  return value;
}
const message = (row: number, name: string, text: string) => draft(row, { kind: 'message', from: name, text, identifiers: [nameIdentifier(name, 'from')] });

describe('a suggestion', () => {
  it('rests on an address-book entry, and says where it is', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(12, 'Imogen Vale', '07700 900417')]);
    const suggestion = found((await suggestions(bench))[0]);
    expect(suggestion).toMatchObject({
      strength: 'fair', proposal: { type: 'create', name: 'Imogen Vale' }, inWords: 'Add “Imogen Vale” as a person holding the name “Imogen Vale” and 07700 900417', sameName: [], earlier: '',
      evidence: [{ sentence: 'The contact entry at rows.csv row 12 of ABC/1 gives “Imogen Vale” the telephone number 07700 900417.' }],
      warnings: ['No source writes +447700900417 with its country; it was read as British.'],
    });
    expect((await allItems(bench)).map((item) => item.id)).toContain(suggestion.evidence[0]?.itemId);
  });

  it('is strong when the chat’s author has the name of the entry in the same exhibit, and not when the chat is of another', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417'), message(2, 'Imogen Vale', 'hello'), contact(3, 'Jo Orrell', '+447700900418')]);
    await storeRows(bench, 'ABC/2', [message(1, 'Jo Orrell', 'hello')]);
    const list = await suggestions(bench);
    expect(about(list, 'imogen vale', '+447700900417')).toMatchObject({ strength: 'strong' });
    expect(about(list, 'imogen vale', '+447700900417')?.evidence.map((piece) => piece.key)).toEqual(['contact-entry ABC/1', 'chat-author ABC/1']);
    expect(about(list, 'jo orrell', '+447700900418')).toMatchObject({ strength: 'fair' });
  });

  it('tells of one number written in two forms in two exhibits', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '07700 900417')]);
    await storeRows(bench, 'ABC/2', [contact(1, 'Immy', '+44 7700 900417')]);
    const list = await suggestions(bench);
    for (const name of ['imogen vale', 'immy']) {
      const forms = about(list, name, '+447700900417')?.evidence.at(-1)?.sentence;
      expect(forms).toBe('The number is written “07700 900417” in 1 item of ABC/1, “+44 7700 900417” in 1 item of ABC/2; each reads as +447700900417.');
    }
    await accept(bench, found(about(list, 'imogen vale', '+447700900417')).id);
    const next = found((await suggestions(bench)).find((suggestion) => suggestion.identifiers.some((identifier) => identifier.normal === 'immy')));
    expect(next.proposal).toMatchObject({ type: 'hold', personName: 'Imogen Vale' });
    const person = await accept(bench, next.id);
    expect(person.holdings.map((held) => held.normal)).toEqual(['imogen vale', 'immy', '+447700900417'].sort((one, other) => (one.startsWith('+') ? 1 : other.startsWith('+') ? -1 : one.localeCompare(other))));
    expect(await suggestions(bench)).toEqual([]);
  });

  it('is made for a number in two exhibits that nobody has under a name', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    await storeRows(bench, 'ABC/2', [draft(1, { kind: 'access', identifiers: [found(phoneIdentifier('+447700900417', 'subject') ?? undefined)] })]);
    expect(about(await suggestions(bench), '+447700900417')).toMatchObject({ proposal: { type: 'create', name: '+447700900417' }, evidence: [{ key: 'forms ABC/1, ABC/2' }] });
  });

  it('knows that WhatsApp’s account name is the number, and that a hidden number is not', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [
      draft(1, { kind: 'message', identifiers: [{ kind: 'handle', role: 'from', written: '447700900417@s.whatsapp.net', normal: '447700900417@s.whatsapp.net', certainty: 'certain' }] }),
      draft(2, { kind: 'message', identifiers: [{ kind: 'handle', role: 'from', written: '447700900417@lid', normal: '447700900417@lid', certainty: 'certain' }, found(phoneIdentifier('+447700900417', 'to') ?? undefined)] }),
    ]);
    const list = await suggestions(bench);
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ strength: 'strong', evidence: [{ key: 'whatsapp-account' }] });
  });

  it('gives a vehicle a keeper only when the source has a column that says so', async () => {
    const bench = await freshCase();
    const plate = found(vrmIdentifier('AB12 CDE', 'subject') ?? undefined);
    await storeRows(bench, 'ABC/1', [draft(1, { kind: 'access', identifiers: [plate], fields: [{ name: 'Driver', value: 'Jo Orrell' }] }), draft(2, { kind: 'message', from: 'Jo Orrell', identifiers: [nameIdentifier('Jo Orrell', 'from'), { ...plate, role: 'mentioned' }] })]);
    expect(await suggestions(bench)).toEqual([]);
    await storeRows(bench, 'ABC/2', [draft(9, { kind: 'access', identifiers: [plate], fields: [{ name: 'Registered Keeper', value: 'Jo Orrell' }] })]);
    expect(about(await suggestions(bench), 'jo orrell', 'AB12CDE')).toMatchObject({ strength: 'fair', evidence: [{ sentence: 'ABC/2 says so at rows.csv row 9: “Registered Keeper” of AB12 CDE is “Jo Orrell”.' }] });
  });

  it('links a user to the name and collar number of its audit rows, and doubts a user with two names', async () => {
    const bench = await freshCase();
    const operator = (kind: Identifier['kind'], written: string): Identifier => ({ kind, role: 'operator', written, normal: written.toLowerCase(), certainty: 'certain' });
    await storeRows(bench, 'ABC/1', [
      draft(1, { kind: 'access', identifiers: [operator('user-id', '4471'), operator('name', 'R Ashdown'), operator('collar', '0447')] }),
      draft(2, { kind: 'access', identifiers: [operator('user-id', '4472'), operator('name', 'R Ashdown')] }),
      draft(3, { kind: 'access', identifiers: [operator('user-id', '4472'), operator('name', 'J Orrell')] }),
    ]);
    const list = await suggestions(bench);
    expect(about(list, '4471', 'r ashdown')).toMatchObject({ strength: 'fair' });
    expect(about(list, '4471', '0447')).toMatchObject({ strength: 'fair' });
    expect(about(list, '4472', 'j orrell')).toMatchObject({ strength: 'possible', warnings: ['user id 4472 stands beside 2 different names; it may have been used by several people.'] });
  });

  it('is only possible when the address book gives the number to others too, or the name to two entries', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Home', '+441632960001'), contact(2, 'Imogen Vale', '+441632960001'), contact(3, 'John Smith', '+447700900501'), contact(4, 'John Smith', '+447700900502')]);
    const list = await suggestions(bench);
    expect(about(list, 'home', '+441632960001')).toMatchObject({ strength: 'possible', warnings: ['ABC/1 has the same telephone number under 1 other name too: “Imogen Vale”.'] });
    for (const number of ['+447700900501', '+447700900502']) expect(about(list, 'john smith', number)).toMatchObject({ strength: 'possible' });
  });

  it('never rests on a name alone: people of one name are at most possible, with the warning', async () => {
    const bench = await freshCase();
    await bench.engine.call('people.create', { name: 'John Smith' });
    await bench.engine.call('people.create', { name: 'john  smith' });
    await storeRows(bench, 'ABC/1', [contact(1, 'John Smith', '+447700900501')]);
    const list = await suggestions(bench);
    const merge = list.filter((suggestion) => suggestion.proposal.type === 'merge');
    expect(merge).toHaveLength(1);
    expect(merge[0]).toMatchObject({ strength: 'possible', warnings: [expect.stringContaining('different people of one name')] });
    const entry = found(list.find((suggestion) => suggestion.proposal.type === 'create'));
    expect(entry.sameName).toHaveLength(2);
    expect(entry.warnings.join(' ')).toContain('different people of one name');
    expect(await codeOf(accept(bench, found(merge[0]).id))).toBe('invalid_input');
    expect((await accept(bench, found(merge[0]).id, { reason: 'Same date of birth in both statements' })).mergedFrom).toHaveLength(1);
  });

  it('of two chats whose authors have one name is not made at all', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [message(1, 'John Smith', 'hello')]);
    await storeRows(bench, 'ABC/2', [message(1, 'John Smith', 'good evening')]);
    expect(await suggestions(bench)).toEqual([]);
  });

  it('of a number without its country that ends like a foreign one is only possible', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'A', '0871234567')]);
    await storeRows(bench, 'ABC/2', [contact(1, 'B', '+353871234567')]);
    const numbers = (await suggestions(bench)).filter((suggestion) => suggestion.identifiers.every((identifier) => identifier.kind === 'phone'));
    expect(numbers.every((suggestion) => suggestion.strength === 'possible')).toBe(true);
  });

  it('changes nothing by being looked at: not a person, not an item, not the log', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417'), contact(2, 'Immy', '+447700900417'), message(3, 'Imogen Vale', 'hello')]);
    const picture = async (): Promise<unknown> => [await bench.engine.call('people.list', {}), await allItems(bench), await bench.engine.call('continuity.page', {})];
    const before = await picture();
    for (let time = 0; time < 3; time += 1) await suggestions(bench);
    expect(await picture()).toEqual(before);
  });
});

describe('accepting', () => {
  it('makes the person with the evidence as the ground, and undo takes it back whole', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417')]);
    const before = await suggestions(bench);
    const person = await accept(bench, found(before[0]).id, { reason: 'Agreed with DS Carver' });
    expect(person).toMatchObject({ name: 'Imogen Vale', role: 'unknown', holdings: [{ normal: 'imogen vale' }, { normal: '+447700900417' }] });
    expect(person.holdings[1]?.basis).toMatch(/^The contact entry at .* Agreed with DS Carver$/);
    expect(await suggestions(bench)).toEqual([]);
    await bench.engine.call('people.undo', {});
    expect((await bench.engine.call('people.list', {})).total).toBe(0);
    expect(await suggestions(bench)).toEqual(before);
  });

  it('into a person of one’s own choice holds the identifiers there', async () => {
    const bench = await freshCase();
    const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale', role: 'complainant' });
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417')]);
    const suggestion = found((await suggestions(bench)).find((candidate) => candidate.proposal.type === 'create'));
    expect(suggestion.sameName).toEqual([{ id, name: 'Imogen Vale' }]);
    expect(await accept(bench, suggestion.id, { personId: id })).toMatchObject({ id, role: 'complainant', holdings: [{ kind: 'name' }, { kind: 'phone' }] });
    expect((await bench.engine.call('people.list', {})).total).toBe(1);
  });

  it('merges two people whose identifiers a source links', async () => {
    const bench = await freshCase();
    const [one, two] = [await bench.engine.call('people.create', { name: 'Immy' }), await bench.engine.call('people.create', { name: 'Caller' })];
    await bench.engine.call('people.holdIdentifier', { personId: one.id, kind: 'email', value: 'immy@example.org', basis: 'Statement' });
    await bench.engine.call('people.holdIdentifier', { personId: two.id, kind: 'phone', value: '+447700900417', basis: 'Billing' });
    await storeRows(bench, 'ABC/1', [draft(1, { identifiers: [found(phoneIdentifier('+447700900417', 'subject') ?? undefined), { kind: 'email', role: 'subject', written: 'immy@example.org', normal: 'immy@example.org', certainty: 'certain' }] })]);
    const suggestion = found((await suggestions(bench))[0]);
    expect(suggestion.proposal).toMatchObject({ type: 'merge', keepId: one.id, mergeId: two.id });
    expect(await accept(bench, suggestion.id, { personId: two.id })).toMatchObject({ id: two.id, mergedFrom: [{ id: one.id }] });
    await bench.engine.call('people.split', { personId: two.id, reason: 'A mistake', part: { type: 'merged', mergedId: one.id } });
    expect((await suggestions(bench))[0]?.earlier).toMatch(/^Accepted by R\. Reviewer on \d{4}-\d\d-\d\d\. Taken apart or released since\.$/);
  });

  it('something that is no longer there, or that another has taken meanwhile, is refused and nothing is kept', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417', '+447700900418')]);
    const [first] = await suggestions(bench);
    const { id } = await bench.engine.call('people.create', { name: 'Jo Orrell' });
    expect(await codeOf(accept(bench, 'f'.repeat(12)))).toBe('not_found');
    await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'phone', value: found(first?.identifiers[1]).normal, basis: 'Billing' });
    // The pair would now be proposed for Jo Orrell: accepting what was shown before must not do that.
    expect(await messageOf(accept(bench, found(first).id))).toContain('look at the list again');
    expect((await bench.engine.call('people.list', {})).people.map((person) => [person.name, person.holdings.length])).toEqual([['Jo Orrell', 1]]);
  });
});

describe('declining', () => {
  it('is remembered with its reason, and needs one', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417')]);
    const suggestionId = found((await suggestions(bench))[0]).id;
    await expect(bench.engine.call('people.declineSuggestion', { suggestionId, reason: '' })).rejects.toThrow();
    await bench.engine.call('people.declineSuggestion', { suggestionId, reason: 'Her mother’s telephone' });
    expect(await bench.engine.call('people.suggestions', {})).toEqual({ total: 0, declined: 1, suggestions: [] });
    await bench.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await suggestions(bench)).toEqual([]);
    expect((await bench.engine.call('continuity.page', {})).entries.some((entry) => entry.action === 'people.suggestion-declined' && entry.summary.endsWith('Her mother’s telephone'))).toBe(true);
  });

  it('lasts until there is evidence it did not have, and then says what was decided before', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417')]);
    await bench.engine.call('people.declineSuggestion', { suggestionId: found((await suggestions(bench))[0]).id, reason: 'Her mother’s telephone' });
    await storeRows(bench, 'ABC/2', [message(1, 'Somebody Else', 'hello')]);
    expect(await suggestions(bench)).toEqual([]);
    await storeRows(bench, 'ABC/3', [contact(1, 'Imogen Vale', '+447700900417')]);
    expect(found((await suggestions(bench))[0]).earlier).toMatch(/^Declined by R\. Reviewer on .*: Her mother’s telephone\. \d new pieces? of evidence since\.$/);
  });

  it('can be taken back', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '+447700900417')]);
    const before = await suggestions(bench);
    await bench.engine.call('people.declineSuggestion', { suggestionId: found(before[0]).id, reason: 'r' });
    await bench.engine.call('people.undo', {});
    expect(await suggestions(bench)).toEqual(before);
  });
});

describe('the identifiers of the case', () => {
  it('are counted with every written form and its exhibits, by whom they are held, and found in any form', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [contact(1, 'Imogen Vale', '07700 900417'), contact(2, 'Immy', '07700900417')]);
    await storeRows(bench, 'ABC/2', [contact(1, 'Imogen Vale', '+44 7700 900417')]);
    const { id } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'phone', value: '07700 900417', validFrom: '2020-01-01', basis: 'Billing' });
    for (const matching of ['07700 900417', '+447700900417', '900417', '7700 9004']) {
      const { total, identifiers } = await bench.engine.call('people.identifiers', { matching, kinds: ['phone'] });
      expect([matching, total]).toEqual([matching, 1]);
      expect(identifiers[0]).toMatchObject({
        kind: 'phone', normal: '+447700900417', certainty: 'certain', items: 3, formCount: 3, firstMs: null, heldBy: [{ personId: id, name: 'Imogen Vale', validFrom: '2020-01-01', validUntil: null, shared: false }],
      });
      expect(identifiers[0]?.forms.map((form) => form.exhibits)).toEqual([['ABC/2'], ['ABC/1'], ['ABC/1']]);
    }
    expect((await bench.engine.call('people.identifiers', { unheldOnly: true })).identifiers.map((identifier) => identifier.normal)).toEqual(['imogen vale', 'immy']);
    expect((await bench.engine.call('people.identifiers', { limit: 1, offset: 2 })).identifiers).toHaveLength(1);
  });

  it('follow the evidence: a reading again replaces them, a withdrawn entry goes', async () => {
    const bench = await freshCase();
    const certificate = await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const counts = async (): Promise<unknown> => (await bench.engine.call('people.identifiers', {})).identifiers.map(({ normal, items, firstMs }) => [normal, items, firstMs]);
    const before = await counts();
    expect(before).toContainEqual(['+447700900417', 1, Date.parse('2021-09-28T14:58:00Z')]);
    await bench.engine.call('imports.start', { exhibitId: certificate.exhibitId, answers: { zone: 'UTC', zoneBasis: 'assumed' } });
    expect(await counts()).toContainEqual(['+447700900417', 1, Date.parse('2021-09-28T15:58:00Z')]);
  });

  it('count what the items themselves carry', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const carried = new Map<string, number>();
    for (const item of await allItems(bench)) for (const key of new Set(item.identifiers.map(({ kind, normal }) => `${kind} ${normal}`))) carried.set(key, (carried.get(key) ?? 0) + 1);
    const listed = new Map((await bench.engine.call('people.identifiers', {})).identifiers.map(({ kind, normal, items }) => [`${kind} ${normal}`, items]));
    expect(listed).toEqual(carried);
  });
});
