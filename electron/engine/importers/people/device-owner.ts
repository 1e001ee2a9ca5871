/** Whose device or account it is: offered as a question, because files seldom say, and checked against who writes in the file. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import type { Direction } from '../../../../shared/domain/item.ts';

const senderLimit = 50_000;
const offered = 200;

/** Counts messages by sender. `key` tells two senders of one name apart where the source can. */
export class SenderCount {
  readonly #senders = new Map<string, { readonly name: string; count: number; note: string }>();

  add(key: string, name = key, count = 1): void {
    if (key === '') return;
    const known = this.#senders.get(key);
    if (known !== undefined) known.count += count;
    else if (this.#senders.size < senderLimit) this.#senders.set(key, { name, count, note: '' });
  }

  /** Something the file says about one sender, shown beside the choice. */
  note(key: string, note: string): void {
    const known = this.#senders.get(key);
    if (known !== undefined) known.note = note;
  }

  get size(): number {
    return this.#senders.size;
  }

  names(): string[] {
    return [...this.#senders.values()].map(({ name }) => name);
  }

  /** The question, or none when it has been answered or nobody writes. `why` says why the file cannot say. */
  question(answers: ImportAnswers, why: string): Question[] {
    if (answers.deviceOwner !== undefined || this.#senders.size === 0) return [];
    const sorted = [...this.#senders].sort((a, b) => b[1].count - a[1].count).slice(0, offered);
    return [{
      answer: 'deviceOwner', required: false, why,
      options: sorted.map(([value, { name, count, note }]) => ({
        value, label: value === name ? name : `${name} (${value})`,
        evidence: `${count.toLocaleString('en-GB')} message${count === 1 ? '' : 's'}${note === '' ? '' : `; ${note}`}`,
      })),
    }];
  }

  /**
   * The key of the owner as answered, by key or by a name only one sender has; '' when left open.
   * Throws `invalid_input` for anybody who writes nothing.
   */
  owner(answers: ImportAnswers): string {
    const answer = answers.deviceOwner ?? '';
    if (answer === '' || this.#senders.size === 0 || this.#senders.has(answer)) return answer;
    const byName = [...this.#senders].filter(([, { name }]) => name === answer);
    const [only] = byName;
    if (only !== undefined && byName.length === 1) return only[0];
    const choices = [...this.#senders].slice(0, 20).map(([key, { name }]) => (key === name ? `“${name}”` : `“${name}” (${key})`)).join(', ');
    throw new PlumblineError('invalid_input', `“${answer}” ${byName.length > 1 ? 'is the name of several senders' : 'writes nothing in this file'}. Choose one of: ${choices}${this.#senders.size > 20 ? ` and ${this.#senders.size - 20} more` : ''}.`);
  }
}

/** Direction of what `sender` wrote, from the owner's point of view. */
export function directionOf(sender: string, owner: string): Direction {
  if (owner === '' || sender === '') return 'unknown';
  return sender === owner ? 'outgoing' : 'incoming';
}
