/** What the messages of a conversation share: its name among the threads, and whose phone it is. */
import { identifiersOf, shown } from '../cellebrite/person.ts';
import type { Identifier } from '../../../../shared/domain/item.ts';
import { modelsOf, textOf, type ReportModel } from './model.ts';
import { ownerKeys, personOf, type People } from './people.ts';

/** Participants of a larger conversation are on its own row only. */
const sharedParticipants = 10;
const namedParticipants = 4;

export interface Conversation {
  readonly thread: string;
  /** The name before it was told apart from others of the same name. */
  readonly label: string;
  readonly owners: ReadonlySet<string>;
  readonly participants: readonly Identifier[];
}

function labelOf(chat: ReportModel): string {
  const people = modelsOf(chat, ['Participants']).map(personOf);
  const others = people.filter(({ owner }) => !owner).map(shown).filter((name) => name !== '');
  const more = others.length > namedParticipants ? ` and ${others.length - namedParticipants} more` : '';
  const name = textOf(chat, 'Name') || others.slice(0, namedParticipants).join(', ') + more || textOf(chat, 'Id') || chat.id;
  return `${textOf(chat, 'Source') || 'Chat'}: ${name}`;
}

/** True when a conversation's details stand before its messages, as they usually do. */
export function detailsKnown(chat: ReportModel): boolean {
  return textOf(chat, 'Source') !== '' && modelsOf(chat, ['Participants']).length > 0;
}

export class Conversations {
  readonly #known = new Map<ReportModel, Conversation>();
  readonly #labels = new Map<string, number>();

  /** What is known of a conversation now; from then on it does not change. */
  settle(chat: ReportModel): Conversation {
    const known = this.#known.get(chat);
    if (known !== undefined) return known;
    const label = labelOf(chat);
    const count = (this.#labels.get(label) ?? 0) + 1;
    this.#labels.set(label, count);
    const people = modelsOf(chat, ['Participants']).map(personOf).filter((person) => shown(person) !== '');
    const made: Conversation = {
      // Two conversations of one name are two threads.
      label, thread: count === 1 ? label : `${label} (${count})`, owners: ownerKeys(people),
      participants: people.length > sharedParticipants ? [] : people.flatMap((person) => identifiersOf(person, 'participant')),
    };
    this.#known.set(chat, made);
    return made;
  }

  /** Forgets a conversation that has ended. True when its name was settled before its details were read. */
  end(chat: ReportModel): boolean {
    const known = this.#known.get(chat);
    this.#known.delete(chat);
    return known !== undefined && known.label !== labelOf(chat);
  }
}

/** The thread of a message or call that stands by itself: its application and the other side. */
export function threadOf(model: ReportModel, { from, to, others }: People): string {
  const names = [from, ...to, ...others].filter((person) => person !== null && !person.owner).map((person) => (person === null ? '' : shown(person)));
  const application = textOf(model, 'Source') || model.type;
  const unique = [...new Set(names)];
  return unique.length === 0 ? application : `${application}: ${unique.slice(0, namedParticipants).join(', ')}${unique.length > namedParticipants ? ` and ${unique.length - namedParticipants} more` : ''}`;
}
