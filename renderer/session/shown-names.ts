/**
 * Names as the window shows them: as they are, or, while ciphers are shown, with the cipher in place of whatever
 * names a protected person. Only for what the program sets itself; the words of the evidence stay as they are.
 */
import { create } from 'zustand';
import type { ProtectedPerson } from '../../shared/domain/cipher.ts';
import { hider } from '../../shared/domain/protected-text.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { engine } from '../engine-client/engine-client.ts';
import { attempt, useSession } from './session-store.ts';

/** A name or a sentence with names. With a person’s number their own cipher stands, whatever name they go by. */
export type ShownName = (text: string, personId?: PersonId) => string;

interface ShownNames {
  /** Those with a cipher; null until they have been read. */
  readonly people: readonly ProtectedPerson[] | null;
  readonly shown: ShownName;
}

const asItIs: ShownName = (text) => text;
/** Nobody is named while it is not known who must not be. */
const notYet: ShownName = (text) => (text === '' ? '' : '…');
/** Names repeat from row to row; past this many the answers are worked out anew. */
const answersKept = 20_000;

export const useShownNames = create<ShownNames>()(() => ({ people: null, shown: asItIs }));

function withCiphers(people: readonly ProtectedPerson[]): ShownName {
  const hide = hider(people);
  const cipherOf = new Map(people.map(({ personId, cipher }) => [personId, cipher]));
  const answers = new Map<string, string>();
  return (text, personId) => {
    const own = personId === undefined ? undefined : cipherOf.get(personId);
    if (own !== undefined) return own;
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= answersKept) answers.clear();
    const answer = hide(text);
    answers.set(text, answer);
    return answer;
  };
}

function settle(): void {
  const { people } = useShownNames.getState();
  const on = useSession.getState().settings?.showCiphers === true;
  useShownNames.setState({ shown: !on ? asItIs : people === null ? notYet : people.length === 0 ? asItIs : withCiphers(people) });
}

async function load(): Promise<void> {
  const people = await attempt(engine.call('ciphers.protected', {}));
  if (people !== null) useShownNames.setState({ people });
  settle();
}

/** Follows who has a cipher, and whether ciphers are shown. Returns what stops it. */
export function followShownNames(): () => void {
  useShownNames.setState({ people: null });
  settle();
  void load();
  // What evidence brings in are further written forms of what they hold.
  const stopCase = engine.on('case.changed', ({ what }) => { if (what === 'people' || what === 'items') void load(); });
  const stopSettings = useSession.subscribe((now, before) => { if (now.settings?.showCiphers !== before.settings?.showCiphers) settle(); });
  return () => {
    stopCase();
    stopSettings();
    useShownNames.setState({ people: null, shown: asItIs });
  };
}

export const useShownName = (): ShownName => useShownNames((state) => state.shown);
/** Whether a person has a cipher, and it is shown in their place. */
export function useIsCiphered(personId: PersonId): boolean {
  const has = useShownNames((state) => state.people === null || state.people.some((person) => person.personId === personId));
  return useSession((state) => state.settings?.showCiphers === true) && has;
}
