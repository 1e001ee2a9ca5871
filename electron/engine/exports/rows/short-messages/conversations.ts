/** The participants and conversations of rows, as RSMF names them. Names of two exhibits are never one participant: whether they are one person is not said. */
import { readList } from '../../../../../shared/domain/export-columns.ts';
import { platformOf } from '../../platform.ts';
import type { ExportedRow, RowsSource } from '../rows-source.ts';

interface Participant { readonly id: string; readonly display: string }
interface Conversation { readonly id: string; readonly display: string; readonly platform: string; readonly participants: Set<string>; readonly custom: readonly { readonly name: string; readonly value: string }[] }

/** Gathered from all rows before any is written: the manifest names everybody before it quotes them. */
export class Conversations {
  readonly participants = new Map<string, Participant>();
  readonly conversations = new Map<string, Conversation>();
  /** Of events with a time. */
  firstMs: number | null = null;
  lastMs: number | null = null;
  readonly #exhibits: ReadonlyMap<string, RowsSource['exhibits'][number]>;
  constructor(exhibits: RowsSource['exhibits']) {
    this.#exhibits = new Map(exhibits.map((exhibit) => [exhibit.reference, exhibit]));
  }

  /** What an event of the row is of: its conversation, and its sender where it names one. */
  add(row: ExportedRow): void {
    const { item, record } = row;
    const names = [record.from, ...readList(record.to) ?? []].filter((name) => name !== '');
    const conversation = this.#conversation(row, names);
    for (const name of names) conversation.participants.add(this.#participant(record.exhibit, name).id);
    const at = item.time.earliestMs;
    if (at === null) return;
    this.firstMs = Math.min(this.firstMs ?? at, at);
    this.lastMs = Math.max(this.lastMs ?? at, at);
  }

  of(row: ExportedRow): { readonly conversation: string; readonly participant: string | null } {
    const { record } = row;
    const names = [record.from, ...readList(record.to) ?? []].filter((name) => name !== '');
    return { conversation: this.#conversation(row, names).id, participant: record.from === '' ? null : this.#participant(record.exhibit, record.from).id };
  }

  #participant(exhibit: string, name: string): Participant {
    const key = JSON.stringify([exhibit, name]);
    const known = this.participants.get(key) ?? { id: `P${this.participants.size + 1}`, display: name };
    this.participants.set(key, known);
    return known;
  }

  /** Rows of no conversation are kept with others of their exhibit between the same parties. */
  #conversation({ item, record }: ExportedRow, names: readonly string[]): Conversation {
    const parties = [...new Set(names)].sort();
    const platform = platformOf(item.fields, this.#exhibits.get(record.exhibit));
    const key = JSON.stringify(record.thread === '' ? [record.exhibit, platform, parties] : [record.exhibit, platform, record.thread]);
    const known = this.conversations.get(key) ?? {
      id: `C${this.conversations.size + 1}`, display: record.thread === '' ? parties.join(', ') : record.thread, platform: platform === '' ? 'unknown' : platform, participants: new Set<string>(),
      custom: [{ name: 'Exhibit', value: record.exhibit }, { name: 'SHA-256 of exhibit', value: record.exhibit_sha256 }],
    };
    this.conversations.set(key, known);
    return known;
  }
}
