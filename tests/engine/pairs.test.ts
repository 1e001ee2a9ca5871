import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CommandInput } from '../../shared/contract/contract.ts';
import type { AccessWithContacts } from '../../shared/contract/pairs.ts';
import type { EvidenceTime, Precision } from '../../shared/domain/evidence-time.ts';
import type { Identifier, ItemDraft } from '../../shared/domain/item.ts';
import { closeness, isInWindow, pairGap, type PairWindow } from '../../shared/domain/pairing.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { draft, storeRows } from '../fixtures/stored-rows.ts';
import { allItems, codeOf, freshCase, type Bench } from './harness.ts';

const minute = 60_000;
const spans: Readonly<Partial<Record<Precision, number>>> = { second: 1000, minute, day: 24 * 60 * minute };

/** A time as an importer places it: an instant and how finely it is known. */
function at(iso: string, precision: Precision = 'second'): EvidenceTime {
  const earliestMs = Date.parse(iso);
  return { written: iso, earliestMs, latestMs: earliestMs + (spans[precision] ?? 1000), precision, zone: 'UTC', zoneBasis: 'in-data', zoneBasisBy: '', flags: [] };
}
const identifier = (kind: Identifier['kind'], normal: string, role: Identifier['role'], certainty: Identifier['certainty'] = 'certain'): Identifier => ({ kind, role, written: normal, normal, certainty });
let rows = 0;
const access = (time: EvidenceTime, ...about: Identifier[]): ItemDraft => draft((rows += 1), { kind: 'access', time, text: `check ${rows}`, from: 'WB4471', identifiers: [identifier('user-id', 'wb4471', 'operator'), ...about] });
const contact = (time: EvidenceTime, kind: 'message' | 'call' | 'event' | 'notice', ...parties: Identifier[]): ItemDraft => draft((rows += 1), { kind, time, text: `contact ${rows}`, identifiers: parties });

const her = identifier('phone', '+447700900123', 'to');
const aboutPlate = identifier('vrm', 'AB12CDE', 'subject');
const aboutNumber = identifier('phone', '+447700900123', 'subject');

async function person(bench: Bench, name: string, holds: readonly Partial<CommandInput<'people.holdIdentifier'>>[], more: Partial<CommandInput<'people.create'>> = {}): Promise<PersonId> {
  const { id } = await bench.engine.call('people.create', { name, ...more });
  for (const hold of holds) await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'phone', value: '', basis: 'Billing', ...hold });
  return id;
}
const list = async (bench: Bench, input: Partial<CommandInput<'pairs.list'>> = {}): Promise<readonly AccessWithContacts[]> => (await bench.engine.call('pairs.list', input)).rows;
const brief = (found: readonly AccessWithContacts[]) => found.map(({ item, contacts }) => [item.text, contacts.map((one) => one.item.text)]);

describe('an access and the contact that followed', () => {
  it('are put together through the person who held plate and handle, with the gap both times allow', async () => {
    const bench = await freshCase();
    rows = 0;
    await storeRows(bench, 'ABC/1', [access(at('2021-09-28T14:24:10Z'), aboutPlate)]);
    await storeRows(bench, 'DEF/1', [contact(at('2021-09-28T14:31:00Z', 'minute'), 'event', identifier('handle', 'imogen.v', 'to'))]);
    expect(await list(bench)).toEqual([]);
    await person(bench, 'Imogen Vale', [{ kind: 'vrm', value: 'AB12 CDE', basis: 'Keeper record' }, { kind: 'handle', value: 'imogen.v', basis: 'Her statement' }], { role: 'complainant' });
    const [found] = await list(bench);
    expect(found).toMatchObject({ after: 1, before: 0, either: 0, rejected: 0, duty: 'unknown', subjects: [{ identifier: { normal: 'AB12CDE' }, people: [{ name: 'Imogen Vale' }] }] });
    const [pair] = found?.contacts ?? [];
    expect(pair?.gap).toEqual({ shortestMs: 410_000, longestMs: 469_000, order: 'after' });
    expect(pair).toMatchObject({ firstContact: true, decision: null, matches: [{ certainty: 'certain', person: { name: 'Imogen Vale' }, ofAccess: { normal: 'AB12CDE' }, ofContact: { normal: 'imogen.v' } }] });
    expect(pair?.matches[0]?.inWords).toBe('The access names the vehicle registration AB12CDE; Imogen Vale held it then, and held the handle imogen.v that is a party to the contact');
  });

  it('are put together by the very same number though nobody is said to hold it', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [access(at('2021-09-28T14:24:10Z'), aboutNumber), contact(at('2021-09-28T14:20:00Z'), 'call', her), contact(at('2021-09-29T14:20:00Z'), 'notice', her)]);
    const [found] = await list(bench);
    expect(found).toMatchObject({ before: 1, after: 0, contacts: [{ gap: { shortestMs: -250_000, longestMs: -250_000, order: 'before' }, matches: [{ person: null, certainty: 'certain' }] }] });
  });

  it('stay apart when the number had changed hands between them', async () => {
    const bench = await freshCase();
    await storeRows(bench, 'ABC/1', [access(at('2021-03-09T10:00:00Z'), aboutNumber), contact(at('2021-03-12T10:00:00Z'), 'message', her)]);
    await person(bench, 'Ann Carver', [{ value: '07700 900123', validUntil: '2021-03-10' }]);
    expect(await list(bench)).toMatchObject([{ contacts: [{ matches: [{ certainty: 'possible', inWords: expect.stringContaining('nobody is stated to hold it when the contact was made') }] }] }]);
    await person(bench, 'Beth Carver', [{ value: '07700 900123', validFrom: '2021-03-11' }]);
    expect(await list(bench)).toEqual([]);
  });

  it('are only possible by a name alone, by a shared number, or by a reading that is not certain', async () => {
    const bench = await freshCase();
    rows = 0;
    await storeRows(bench, 'ABC/1', [
      access(at('2021-01-01T10:00:00Z'), identifier('name', 'imogen vale', 'subject')), contact(at('2021-01-01T10:10:00Z'), 'message', identifier('name', 'imogen vale', 'from')),
      access(at('2021-02-01T10:00:00Z'), aboutNumber), contact(at('2021-02-01T10:10:00Z'), 'message', her),
      access(at('2021-03-01T10:00:00Z'), identifier('vrm', 'AB12CDO', 'subject', 'possible')), contact(at('2021-03-01T10:10:00Z'), 'message', identifier('vrm', 'AB12CDO', 'mentioned')),
    ]);
    await person(bench, 'The Vale household', [{ value: '07700 900123', shared: true }]);
    const found = await list(bench, { sort: 'time' });
    expect(found.flatMap(({ contacts }) => contacts.flatMap(({ matches }) => matches.map(({ certainty, inWords }) => [certainty, inWords.slice(inWords.indexOf(';') + 2)])))).toEqual([
      ['possible', 'only possible: the access is matched by a name alone, the contact is matched by a name alone'],
      ['possible', 'only possible: stated to be used by others too'],
      ['possible', 'only possible: what the access names can be read in more than one way'],
    ]);
  });

  it('is never the officer with themself, and an access to self or family is listed as that', async () => {
    const bench = await freshCase();
    rows = 0;
    const own = identifier('phone', '+447700900001', 'from');
    await storeRows(bench, 'ABC/1', [
      access(at('2021-01-01T10:00:00Z'), { ...own, role: 'subject' }), contact(at('2021-01-01T10:10:00Z'), 'message', own, her),
      access(at('2021-01-02T10:00:00Z'), identifier('name', 'sam ashdown', 'subject')), access(at('2021-01-03T10:00:00Z'), aboutPlate),
    ]);
    await person(bench, 'Rowan Ashdown', [{ value: '07700 900001' }], { relationship: 'self', role: 'officer' });
    await person(bench, 'Sam Ashdown', [{ kind: 'name', value: 'Sam Ashdown' }], { relationship: 'family' });
    expect(await list(bench)).toEqual([]);
    expect((await list(bench, { listing: 'self-or-family', sort: 'time' })).map(({ item }) => item.text)).toEqual(['check 1', 'check 3']);
    expect(await bench.engine.call('pairs.list', { listing: 'all' })).toMatchObject({ total: 3, accesses: 3, withContact: 0, undatedAccesses: 0, withoutSubject: 0 });
  });

  it('leave their order open when a time is coarse, and the hour that happens twice counts as both', async () => {
    const bench = await freshCase();
    const twice: EvidenceTime = { ...at('2021-10-31T00:30:00Z', 'minute'), latestMs: Date.parse('2021-10-31T01:31:00Z'), flags: ['repeated-hour'] };
    await storeRows(bench, 'ABC/1', [access(at('2021-09-28T14:24:10Z'), aboutNumber), contact(at('2021-09-28T00:00:00Z', 'day'), 'call', her), access(at('2021-10-31T01:00:00Z'), aboutNumber), contact(twice, 'message', her)]);
    const found = await list(bench, { sort: 'time' });
    expect(found.map(({ contacts: [pair] }) => pair?.gap)).toEqual([
      { order: 'either', shortestMs: -(14 * 60 + 24) * minute - 10_000, longestMs: (9 * 60 + 35) * minute + 49_000 },
      { order: 'either', shortestMs: -30 * minute, longestMs: 30 * minute + 59_000 },
    ]);
  });

  it('one access stays one row, closest contacts first, and the first use of a number is marked', async () => {
    const bench = await freshCase();
    rows = 0;
    await storeRows(bench, 'ABC/1', [
      access(at('2021-01-10T10:00:00Z'), aboutNumber), ...[3, 1, 2].map((hours) => contact(at(new Date(Date.parse('2021-01-10T10:00:00Z') + hours * 60 * minute).toISOString()), 'message', her)),
      access(at('2021-01-10T12:59:00Z'), aboutNumber),
    ]);
    const found = await list(bench);
    expect(brief(found)).toEqual([['check 5', ['contact 2', 'contact 4', 'contact 3']], ['check 1', ['contact 3', 'contact 4', 'contact 2']]]);
    expect(found[1]?.contacts.map(({ firstContact }) => firstContact)).toEqual([true, false, false]);
    expect(found.map(({ accessesAboutSame }) => accessesAboutSame)).toEqual([2, 2]);
    expect(brief(await list(bench, { contacts: 1 }))).toEqual([['check 5', ['contact 2']], ['check 1', ['contact 3']]]);
    expect(brief(await list(bench, { window: { beforeMs: 0, afterMs: 60 * minute } }))).toEqual([['check 5', ['contact 2']], ['check 1', ['contact 3']]]);
  });
});

describe('a decision on a pair', () => {
  it('is kept with author and reason, moves the closest contact, and can be taken back', async () => {
    const bench = await freshCase();
    rows = 0;
    await storeRows(bench, 'ABC/1', [access(at('2021-01-10T10:00:00Z'), aboutNumber), contact(at('2021-01-10T10:05:00Z'), 'message', her), contact(at('2021-01-10T11:00:00Z'), 'message', her)]);
    const [check, first] = await allItems(bench);
    if (check === undefined || first === undefined) throw new Error('rows are missing');
    const decide = (decision: 'accepted' | 'rejected' | null, reason = '') => bench.engine.call('pairs.decide', { accessId: check.id, contactId: first.id, decision, reason });
    expect(await codeOf(decide('rejected'))).toBe('invalid_input');
    expect(await codeOf(bench.engine.call('pairs.decide', { accessId: first.id, contactId: check.id, decision: 'accepted' }))).toBe('invalid_input');
    await decide('rejected', 'The call was the control room’s');
    const [found] = await list(bench);
    expect(found).toMatchObject({ after: 1, rejected: 1, contacts: [{ item: { text: 'contact 3' }, decision: null }, { item: { text: 'contact 2' }, decision: { decision: 'rejected', reason: 'The call was the control room’s', author: 'R. Reviewer' } }] });
    await decide(null);
    expect(await list(bench)).toMatchObject([{ after: 2, rejected: 0, contacts: [{ item: { text: 'contact 2' }, decision: null }, {}] }]);
    await decide('accepted');
    expect(await list(bench)).toMatchObject([{ contacts: [{ decision: { decision: 'accepted' } }, {}] }]);
    const log = await bench.engine.call('continuity.page', {});
    expect(log.entries.map(({ action }) => action).slice(0, 3)).toEqual(['pair.accepted', 'pair.reopened', 'pair.rejected']);
  });
});

/** People, numbers with days, accesses and contacts on a small calendar, so that near misses are common. */
const day = 24 * 60 * minute;
const start = Date.parse('2021-03-20T00:00:00Z'); // the clocks change on the 28th
const number = fc.constantFrom('+447700900101', '+447700900102', '+447700900103');
const eventArbitrary = fc.record({ number, offset: fc.integer({ min: 0, max: 12 * 24 * 12 }).map((fives) => fives * 5 * minute), precision: fc.constantFrom<Precision>('second', 'minute', 'day') });
const holdArbitrary = fc.record({ who: fc.constantFrom(0, 1, 2), number, fromDay: fc.option(fc.integer({ min: 0, max: 12 })), days: fc.option(fc.integer({ min: 0, max: 6 })) });
const isoDay = (days: number): string => new Date(start + days * day).toISOString().slice(0, 10);

describe('pairs of generated cases', () => {
  it('are exactly those that the rule gives when every access is held against every contact', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(eventArbitrary, { minLength: 1, maxLength: 12 }), fc.array(eventArbitrary, { minLength: 1, maxLength: 20 }), fc.array(holdArbitrary, { maxLength: 6 }),
      fc.record({ beforeMs: fc.constantFrom(0, 15 * minute, day), afterMs: fc.constantFrom(0, 15 * minute, 3 * day) }),
      async (accesses, contacts, wished, window: PairWindow) => {
        const bench = await freshCase();
        rows = 0;
        const timeOf = ({ offset, precision }: { offset: number; precision: Precision }): EvidenceTime => at(new Date(precision === 'day' ? start + Math.floor(offset / day) * day : start + offset).toISOString(), precision);
        const drafts = [
          ...accesses.map((one) => ({ one, item: access(timeOf(one), identifier('phone', one.number, 'subject')) })),
          ...contacts.map((one) => ({ one, item: contact(timeOf(one), 'message', identifier('phone', one.number, 'from')) })),
        ];
        await storeRows(bench, 'ABC/1', drafts.map(({ item }) => item));
        const ids: PersonId[] = [];
        for (const name of ['Ann Carver', 'Beth Carver', 'Cara Carver']) ids.push(await person(bench, name, []));
        const held: { who: number; number: string; from: number; until: number }[] = [];
        for (const { who, number: value, fromDay, days } of wished) {
          const [validFrom, validUntil] = [fromDay === null ? null : isoDay(fromDay), days === null ? null : isoDay((fromDay ?? 0) + days)];
          const personId = ids[who];
          if (personId === undefined) continue;
          const accepted = await bench.engine.call('people.holdIdentifier', { personId, kind: 'phone', value, validFrom, validUntil, basis: 'Billing' }).then(() => true, () => false);
          // Days count in London: midnight is an hour earlier in UTC from the 28th on.
          const midnight = (iso: string, plus: number): number => { const ms = Date.parse(`${iso}T00:00:00Z`) + plus * day; return ms > Date.parse('2021-03-28T01:00:00Z') ? ms - 60 * minute : ms; };
          if (accepted) held.push({ who, number: value, from: validFrom === null ? -Infinity : midnight(validFrom, 0), until: validUntil === null ? Infinity : midnight(validUntil, 1) });
        }
        const holders = (value: string, time: EvidenceTime): number[] => [...new Set(held.filter((one) => one.number === value && (time.latestMs ?? 0) > one.from && (time.earliestMs ?? 0) < one.until).map(({ who }) => who))];
        const expected = drafts.filter(({ item }) => item.kind === 'access').map(({ one, item: check }) => {
          const near = drafts.filter(({ item }) => item.kind === 'message').flatMap(({ one: other, item: message }) => {
            const gap = pairGap(check.time, message.time);
            if (gap === null || !isInWindow(gap, window)) return [];
            const [then, now] = [holders(one.number, check.time), holders(other.number, message.time)];
            const common = then.filter((who) => now.includes(who));
            if (common.length > 0) return [{ text: message.text, gap, certain: true }];
            return one.number === other.number && (then.length === 0 || now.length === 0) ? [{ text: message.text, gap, certain: then.length + now.length === 0 }] : [];
          });
          return { text: check.text, near };
        });
        const found = await list(bench, { window, listing: 'all', contacts: 500 });
        const shown = found.map(({ item, contacts: near }) => ({ text: item.text, near: near.map((pair) => ({ text: pair.item.text, gap: pair.gap, certain: pair.matches[0]?.certainty === 'certain' })) }));
        const inOrder = <T extends { readonly text: string }>(entries: readonly T[]): T[] => entries.toSorted((one, other) => one.text.localeCompare(other.text));
        expect(inOrder(shown).map(({ text, near }) => ({ text, near: inOrder(near) }))).toEqual(inOrder(expected).map(({ text, near }) => ({ text, near: inOrder(near) })));
        for (const { contacts: near } of found) expect(near.map(({ gap }) => closeness(gap))).toEqual(near.map(({ gap }) => closeness(gap)).toSorted((one, other) => one - other));
      },
    ), { numRuns: 10 });
  }, 120_000);
});
