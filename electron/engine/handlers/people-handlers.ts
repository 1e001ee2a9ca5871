/** Answers about people: who they are, what they hold, and what might belong together. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import { giveCipher, listCiphers, suggestCipher, withdrawCipher } from '../ciphers/cipher-actions.ts';
import { readCipherKey } from '../ciphers/cipher-key.ts';
import { protectedPeople } from '../ciphers/protected-strings.ts';
import { listIdentifiers } from '../people/identifier-list.ts';
import { listPeople } from '../people/people-list.ts';
import { personHistory } from '../people/person-history.ts';
import { createPerson, holdIdentifier, mergePeople, releaseIdentifier, splitPerson, updatePerson } from '../people/person-actions.ts';
import type { Author } from '../people/person-store.ts';
import { acceptSuggestion, declineSuggestion, listSuggestions } from '../people/suggestion-decisions.ts';
import { undoPersonAction } from '../people/undo-person-action.ts';

export function peopleHandlers(state: EngineState) {
  const changing = <T>(act: (by: Author) => T): T => {
    const value = act(state.requireCase());
    state.emit('case.changed', { what: 'people', itemIds: [] });
    return value;
  };
  return {
    'people.list': (page) => listPeople(state.requireCase().db, page),
    'people.create': (words) => changing((by) => createPerson(by, words)),
    'people.update': (change) => changing((by) => updatePerson(by, change)),
    'people.holdIdentifier': (statement) => changing((by) => holdIdentifier(by, statement)),
    'people.releaseIdentifier': (release) => changing((by) => releaseIdentifier(by, release)),
    'people.merge': (merge) => changing((by) => mergePeople(by, merge)),
    'people.split': (split) => changing((by) => splitPerson(by, split)),
    'people.undo': () => changing(undoPersonAction),
    'people.history': ({ personId }) => personHistory(state.requireCase().db, personId),
    'ciphers.give': (words) => changing((by) => giveCipher(by, words)),
    'ciphers.withdraw': (withdrawn) => changing((by) => withdrawCipher(by, withdrawn)),
    'ciphers.list': () => listCiphers(state.requireCase().db),
    'ciphers.suggest': ({ prefix }) => ({ cipher: suggestCipher(state.requireCase().db, prefix) }),
    'ciphers.key': ({ purpose }) => readCipherKey(state.requireCase(), purpose),
    'ciphers.protected': () => protectedPeople(state.requireCase().db),
    'people.suggestions': (page) => listSuggestions(state.requireCase().db, page),
    'people.acceptSuggestion': (accepted) => changing((by) => acceptSuggestion(by, accepted)),
    'people.declineSuggestion': (declined) => changing((by) => {
      declineSuggestion(by, declined);
      return {};
    }),
    'people.identifiers': (asked) => listIdentifiers(state.requireCase().db, asked),
  } satisfies Partial<InlineHandlers>;
}
