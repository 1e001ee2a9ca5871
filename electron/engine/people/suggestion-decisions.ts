/** What people decided of suggestions, and what is left to decide. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { Person, Suggestion } from '../../../shared/domain/person.ts';
import { settleSummaries, summariesStamp } from './identifier-summary.ts';
import { addHolding, addPerson, mergeInto } from './person-actions.ts';
import { beginAction, identifiersHeldBy, readPerson, requirePerson, requireSound, type Author } from './person-store.ts';
import { readFacts } from './suggestion-facts.ts';
import { suggestAll } from './suggestions.ts';

/** A suggestion with the name its decisions go by. */
type OpenSuggestion = Suggestion & { readonly subject: string };

function shown({ subject: _subject, ...suggestion }: OpenSuggestion): Suggestion {
  return suggestion;
}

interface Decision { readonly decision: 'accepted' | 'declined'; readonly reason: string; readonly evidence: readonly string[]; readonly author: string; readonly madeAt: string }

function decisions(db: CaseDatabase): ReadonlyMap<string, Decision> {
  return new Map(db.prepare<[], Omit<Decision, 'evidence'> & { subject: string; evidence: string }>(
    `SELECT current_decision.subject, decision, suggestion_decision.reason, evidence, author, made_at AS madeAt
     FROM current_decision JOIN suggestion_decision USING (decision_id) JOIN person_action USING (action_id)`,
  ).all().map(({ subject, evidence, ...decision }) => [subject, { ...decision, evidence: JSON.parse(evidence) as string[] }]));
}

function earlierWords(decision: Decision, newEvidence: number): string {
  const what = `${decision.decision === 'accepted' ? 'Accepted' : 'Declined'} by ${decision.author} on ${decision.madeAt.slice(0, 10)}${decision.reason === '' ? '' : `: ${decision.reason}`}`;
  return `${what}. ${decision.decision === 'accepted' ? 'Taken apart or released since.' : `${newEvidence} new ${newEvidence === 1 ? 'piece' : 'pieces'} of evidence since.`}`;
}

type Suggested = ReturnType<typeof suggestAll>;

/** The last suggestions of each case and what they rested on: looking, and accepting what was looked at, compute them once. */
const computed = new WeakMap<CaseDatabase, { readonly restsOn: string; readonly suggested: Suggested }>();

function suggestedNow(db: CaseDatabase): Suggested {
  settleSummaries(db);
  const said = db.prepare<[], { last: number | null }>('SELECT max(action_id) AS last FROM person_action').get()?.last ?? 0;
  const restsOn = `${said} ${summariesStamp(db)}`;
  const known = computed.get(db);
  if (known?.restsOn === restsOn) return known.suggested;
  const suggested = suggestAll(readFacts(db));
  computed.set(db, { restsOn, suggested });
  return suggested;
}

function standing(db: CaseDatabase): { readonly open: OpenSuggestion[]; readonly declined: number } {
  const decided = decisions(db);
  const open: OpenSuggestion[] = [];
  let declined = 0;
  for (const suggestion of suggestedNow(db)) {
    const decision = decided.get(suggestion.subject);
    const fresh = decision === undefined ? 0 : suggestion.evidence.filter((piece) => !decision.evidence.includes(piece.key)).length;
    if (decision?.decision === 'declined' && fresh === 0) declined += 1;
    else open.push({ ...suggestion, earlier: decision === undefined ? '' : earlierWords(decision, fresh) });
  }
  return { open, declined };
}

/** A page of what is left to decide. */
export function listSuggestions(db: CaseDatabase, { offset, limit }: CommandRequest<'people.suggestions'>): { readonly total: number; readonly declined: number; readonly suggestions: Suggestion[] } {
  const { open, declined } = standing(db);
  return { total: open.length, declined, suggestions: open.slice(offset, offset + limit).map(shown) };
}

function requireSuggestion(db: CaseDatabase, suggestionId: string): OpenSuggestion {
  const found = standing(db).open.find((suggestion) => suggestion.id === suggestionId);
  if (found === undefined) throw new PlumblineError('not_found', `There is no suggestion ${suggestionId} left to decide. What it spoke of or what it proposes has changed; look at the list again.`);
  return found;
}

function appendDecision(by: Author, actionId: number, suggestion: OpenSuggestion, decision: 'accepted' | 'declined', reason: string): void {
  by.db.prepare('INSERT INTO suggestion_decision (action_id, subject, decision, reason, evidence) VALUES (?, ?, ?, ?, ?)')
    .run(actionId, suggestion.subject, decision, reason, JSON.stringify(suggestion.evidence.map((piece) => piece.key)));
}

const longestBasis = 4000;

function holdAll(by: Author, actionId: number, personId: PersonId, suggestion: Suggestion, reason: string): PersonId {
  const basis = [...suggestion.evidence.map((piece) => piece.sentence), reason].filter((part) => part !== '').join(' ').slice(0, longestBasis);
  for (const { kind, normal, written } of suggestion.identifiers) addHolding(by, actionId, personId, { kind, value: normal, written, validFrom: null, validUntil: null, basis, shared: false });
  return personId;
}

function carryOut(by: Author, actionId: number, suggestion: Suggestion, into: PersonId | null, reason: string): PersonId {
  const { proposal } = suggestion;
  if (proposal.type === 'merge') {
    const [keepId, mergeId] = into === proposal.mergeId ? [proposal.mergeId, proposal.keepId] : [proposal.keepId, proposal.mergeId];
    if (into !== null && into !== keepId) throw new PlumblineError('invalid_input', `This suggestion merges person ${keepId} and person ${mergeId}; person ${into} has no part in it.`);
    mergeInto(by, actionId, keepId, mergeId);
    return keepId;
  }
  if (into !== null) requirePerson(by.db, into);
  const personId = into ?? (proposal.type === 'hold' ? proposal.personId : addPerson(by, actionId, { name: proposal.name, role: 'unknown', relationship: 'unknown', relationshipKind: '', notes: '' }));
  return holdAll(by, actionId, personId, suggestion, reason);
}

/** Does what a suggestion proposes, as one action that undo takes back whole. Likeness alone needs the person's own reason. */
export function acceptSuggestion(by: Author, { suggestionId, personId: into, reason }: CommandRequest<'people.acceptSuggestion'>): Person {
  return by.db.transaction(() => {
    const suggestion = requireSuggestion(by.db, suggestionId);
    if (suggestion.strength === 'possible' && reason === '') throw new PlumblineError('invalid_input', 'This suggestion rests on likeness or is in doubt. Say on what ground you accept it.');
    const chosen = into === null ? suggestion.inWords : `${suggestion.inWords}, into person ${into}`;
    const summary = `Suggestion accepted: ${chosen}`;
    const actionId = beginAction(by, 'accept', summary, reason);
    const personId = carryOut(by, actionId, suggestion, into, reason);
    appendDecision(by, actionId, suggestion, 'accepted', reason);
    requireSound(by.db, identifiersHeldBy(by.db, personId));
    by.record({ action: 'people.suggestion-accepted', summary: reason === '' ? summary : `${summary}: ${reason}`, details: { actionId, personId, reason, suggestion: shown(suggestion) } });
    return readPerson(by.db, personId);
  }).immediate();
}

/** Remembers that a suggestion was turned down and why. It comes back only with evidence it did not have. */
export function declineSuggestion(by: Author, { suggestionId, reason }: CommandRequest<'people.declineSuggestion'>): void {
  by.db.transaction(() => {
    const suggestion = requireSuggestion(by.db, suggestionId);
    const summary = `Suggestion declined: ${suggestion.inWords}`;
    const actionId = beginAction(by, 'decline', summary, reason);
    appendDecision(by, actionId, suggestion, 'declined', reason);
    by.record({ action: 'people.suggestion-declined', summary: `${summary}: ${reason}`, details: { actionId, reason, suggestion: shown(suggestion) } });
  }).immediate();
}
