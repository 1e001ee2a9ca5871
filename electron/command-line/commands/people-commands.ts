/** people, person-*, people-*, identifiers. */
import type { ListedPerson, SeenIdentifier } from '../../../shared/contract/people.ts';
import { holdingIdSchema, personIdSchema, type HoldingId, type PersonId } from '../../../shared/domain/ids.ts';
import { identifierKinds } from '../../../shared/domain/item.ts';
import { describeValidity, personRoleLabels, personRoles, relationships, relationshipWords, suggestionStrengthLabels, type Holding, type Person, type Suggestion } from '../../../shared/domain/person.ts';
import { Misunderstood, oneOf, required, type Invocation } from '../options.ts';
import type { Command } from './command.ts';

function number(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Misunderstood(`--${name} ${value}: give the number that “people” prints.`);
  return Number(value);
}
export const personOf = (invocation: Invocation, name = 'person'): PersonId => personIdSchema.parse(number(name, required(invocation, name)));
const holdingOf = (value: string): HoldingId => holdingIdSchema.parse(number('holding', value));

const holdingWords = (held: Holding): string =>
  `  holding ${held.holdingId}: ${held.kind} ${held.written}${held.written === held.normal ? '' : ` (${held.normal})`} ${describeValidity(held)}${held.shared ? ', shared' : ''}; ${held.basis}`;

const lowered = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

function personWords(person: Person): string[] {
  const relationship = person.relationship === 'unknown' ? '' : `; ${lowered(relationshipWords(person))}`;
  return [
    `Person ${person.id}: ${person.name} (${personRoleLabels[person.role].toLowerCase()}${relationship})`, ...person.holdings.map(holdingWords),
    ...person.mergedFrom.map((merged) => `  merged from person ${merged.id}: ${merged.name}`),
  ];
}

const seen = ({ firstMs, lastMs }: { firstMs: number | null; lastMs: number | null }): string =>
  (firstMs === null || lastMs === null ? 'undated' : `${new Date(firstMs).toISOString().slice(0, 10)} to ${new Date(lastMs).toISOString().slice(0, 10)}`);

/** Every page of a list. */
async function all<T>(page: (offset: number) => Promise<{ readonly total: number; readonly rows: readonly T[] }>): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const next = await page(rows.length);
    rows.push(...next.rows);
    if (next.rows.length === 0 || rows.length >= next.total) return rows;
  }
}

export const people: Command = async ({ engine, invocation, printer }) => {
  const list = await all<ListedPerson>(async (offset) => {
    const { total, people: rows } = await engine.call('people.list', { matching: invocation.one('matching') ?? '', relationships: invocation.all('relationship').map((relationship) => oneOf('relationship', relationship, relationships)), offset });
    return { total, rows };
  });
  printer.result(list, list.flatMap((person) => [...personWords(person), `  ${person.items} items, ${seen(person)}`]));
  return 0;
};

export const personAdd: Command = async ({ engine, invocation, printer }) => {
  const person = await engine.call('people.create', {
    name: required(invocation, 'name'), role: oneOf('role', invocation.one('role') ?? 'unknown', personRoles),
    relationship: oneOf('relationship', invocation.one('relationship') ?? 'unknown', relationships), relationshipKind: invocation.one('relationship-kind') ?? '', notes: invocation.one('notes') ?? '',
  });
  printer.result(person, personWords(person));
  return 0;
};

export const personUpdate: Command = async ({ engine, invocation, printer }) => {
  const [role, relationship] = [invocation.one('role'), invocation.one('relationship')];
  const person = await engine.call('people.update', {
    personId: personOf(invocation), name: invocation.one('name'), notes: invocation.one('notes'), relationshipKind: invocation.one('relationship-kind'),
    role: role === undefined ? undefined : oneOf('role', role, personRoles), relationship: relationship === undefined ? undefined : oneOf('relationship', relationship, relationships),
  });
  printer.result(person, personWords(person));
  return 0;
};

export const personHold: Command = async ({ engine, invocation, printer }) => {
  const holding = invocation.one('holding');
  const person = await engine.call('people.holdIdentifier', {
    personId: personOf(invocation), holdingId: holding === undefined ? null : holdingOf(holding), kind: oneOf('kind', required(invocation, 'kind'), identifierKinds), value: required(invocation, 'value'),
    validFrom: invocation.one('valid-from') ?? null, validUntil: invocation.one('valid-until') ?? null, basis: required(invocation, 'basis'), shared: invocation.has('shared'),
  });
  printer.result(person, personWords(person));
  return 0;
};

export const personRelease: Command = async ({ engine, invocation, printer }) => {
  const person = await engine.call('people.releaseIdentifier', { holdingId: holdingOf(required(invocation, 'holding')), reason: required(invocation, 'reason') });
  printer.result(person, personWords(person));
  return 0;
};

export const personMerge: Command = async ({ engine, invocation, printer }) => {
  const person = await engine.call('people.merge', { keepId: personOf(invocation, 'keep'), mergeId: personOf(invocation, 'merge'), reason: required(invocation, 'reason') });
  printer.result(person, personWords(person));
  return 0;
};

export const personSplit: Command = async ({ engine, invocation, printer }) => {
  const holdingIds = invocation.all('holding').map(holdingOf);
  const merged = invocation.one('merged');
  if ((merged === undefined) === (holdingIds.length === 0)) throw new Misunderstood('“person-split” needs --merged N, or --name with at least one --holding N.');
  const { kept, apart } = await engine.call('people.split', {
    personId: personOf(invocation), reason: required(invocation, 'reason'),
    part: merged === undefined
      ? { type: 'new-person', name: required(invocation, 'name'), role: oneOf('role', invocation.one('role') ?? 'unknown', personRoles), holdingIds }
      : { type: 'merged', mergedId: personIdSchema.parse(number('merged', merged)) },
  });
  printer.result({ kept, apart }, [...personWords(kept), ...personWords(apart)]);
  return 0;
};

export const personHistory: Command = async ({ engine, invocation, printer }) => {
  const entries = await engine.call('people.history', { personId: personOf(invocation) });
  printer.result(entries, entries.map(({ summary, reason, author, madeAt, undone }) => `${madeAt}  ${author}  ${summary}${reason === '' ? '' : `: ${reason}`}${undone ? ' (taken back since)' : ''}`));
  return 0;
};

export const peopleUndo: Command = async ({ engine, printer }) => {
  const undone = await engine.call('people.undo', {});
  printer.result(undone, [undone === null ? 'There is nothing of yours to undo.' : `Undone: ${undone.undone}`]);
  return 0;
};

const suggestionWords = (suggestion: Suggestion): string[] => [
  `${suggestion.id}  ${suggestionStrengthLabels[suggestion.strength]}: ${suggestion.inWords}`,
  ...suggestion.evidence.map((piece) => `  ${piece.sentence}`), ...suggestion.warnings.map((warning) => `  Take care: ${warning}`), ...(suggestion.earlier === '' ? [] : [`  ${suggestion.earlier}`]),
];

export const peopleSuggestions: Command = async ({ engine, printer }) => {
  let declined = 0;
  const list = await all<Suggestion>(async (offset) => {
    const page = await engine.call('people.suggestions', { offset, limit: 200 });
    declined = page.declined;
    return { total: page.total, rows: page.suggestions };
  });
  printer.result({ suggestions: list, declined }, [...list.flatMap(suggestionWords), `${list.length} left to decide, ${declined} declined`]);
  return 0;
};

export const personAccept: Command = async ({ engine, invocation, printer }) => {
  const into = invocation.one('person');
  const person = await engine.call('people.acceptSuggestion', {
    suggestionId: required(invocation, 'suggestion'), personId: into === undefined ? null : personOf(invocation), reason: invocation.one('reason') ?? '',
  });
  printer.result(person, personWords(person));
  return 0;
};

export const personDecline: Command = async ({ engine, invocation, printer }) => {
  await engine.call('people.declineSuggestion', { suggestionId: required(invocation, 'suggestion'), reason: required(invocation, 'reason') });
  printer.result({}, ['Declined. It is shown again only when there is new evidence.']);
  return 0;
};

export const identifiers: Command = async ({ engine, invocation, printer }) => {
  const kinds = invocation.all('kind').map((kind) => oneOf('kind', kind, identifierKinds));
  const list = await all<SeenIdentifier>(async (offset) => {
    const { total, identifiers: rows } = await engine.call('people.identifiers', { matching: invocation.one('matching') ?? '', kinds, unheldOnly: invocation.has('unheld'), offset, limit: 500 });
    return { total, rows };
  });
  printer.result(list, list.map((identifier) => [
    `${identifier.kind}  ${identifier.normal}  ${identifier.certainty}  ${identifier.items} items, ${seen(identifier)}`,
    `written ${identifier.forms.map((form) => `“${form.written}” (${form.exhibits.join(', ')})`).join(', ')}${identifier.formCount > identifier.forms.length ? ` and ${identifier.formCount - identifier.forms.length} more ways` : ''}`,
    identifier.heldBy.length === 0 ? 'held by nobody yet' : `held by ${identifier.heldBy.map((holder) => `${holder.name} (person ${holder.personId}, ${describeValidity(holder)})`).join(', ')}`,
  ].join('  ')));
  return 0;
};
