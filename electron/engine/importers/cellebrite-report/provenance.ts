/** Where the report says each record came from. A million records share a few files and tables, so those are kept once. */
import type { Field } from '../../../../shared/domain/item.ts';
import { IdTable } from '../cellebrite/id-table.ts';
import type { SourceNode } from './model.ts';

/** More files and tables than any phone has. */
const placeLimit = 200_000;
const entryLimit = 6_000_000;

/** A list of numbers that grows without being copied value by value. */
class Numbers {
  #values = new Float64Array(1_024);
  length = 0;
  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }
  at(index: number): number { return this.#values[index] ?? 0; }
}

export class Provenance {
  readonly #first = new IdTable();
  /** For each entry: which place, at what offset (NaN = `#words`), and the entry that follows plus one. */
  readonly #place = new Numbers();
  readonly #offset = new Numbers();
  readonly #next = new Numbers();
  readonly #places: SourceNode[] = [];
  readonly #placeNumbers = new Map<string, number>();
  /** Offsets that are not plain numbers, as written. */
  readonly #words = new Map<number, string>();
  #left = 0;

  #placeOf(node: SourceNode): number {
    const key = `${node.path}\0${node.name}\0${node.table}`;
    const known = this.#placeNumbers.get(key);
    if (known !== undefined) return known;
    if (this.#places.length >= placeLimit) return -1;
    this.#placeNumbers.set(key, this.#places.length);
    return this.#places.push({ ...node, offset: '' }) - 1;
  }

  add(id: string, nodes: readonly SourceNode[]): void {
    if (id === '') return;
    // Linked from the last to the first, so that they come out in the report's order.
    let next = this.#first.get(id) + 1;
    for (const node of nodes.toReversed()) {
      const place = this.#placeOf(node);
      if (place === -1 || this.#place.length >= entryLimit) { this.#left += 1; continue; }
      const plain = /^\d{1,15}$/.test(node.offset) && String(Number(node.offset)) === node.offset;
      if (!plain) this.#words.set(this.#place.length, node.offset);
      this.#place.push(place);
      this.#offset.push(plain ? Number(node.offset) : Number.NaN);
      this.#next.push(next);
      next = this.#place.length;
    }
    if (next > 0) this.#first.set(id, next - 1);
  }

  /** Places of one record; empty when the report gives none. */
  of(id: string): SourceNode[] {
    const nodes: SourceNode[] = [];
    for (let entry = this.#first.get(id); entry >= 0 && nodes.length < 20; entry = this.#next.at(entry) - 1) {
      const place = this.#places[this.#place.at(entry)];
      const offset = this.#offset.at(entry);
      if (place !== undefined) nodes.push({ ...place, offset: Number.isNaN(offset) ? this.#words.get(entry) ?? '' : String(offset) });
    }
    return nodes;
  }

  warnings(): string[] {
    return this.#left > 0 || this.#first.full ? ['The report names more sources of records than are kept; some records do not show theirs.'] : [];
  }
}

/** The places as fields of a row. */
export function sourceFields(nodes: readonly SourceNode[]): Field[] {
  return nodes.flatMap((node, index) => {
    const number = nodes.length > 1 ? ` ${index + 1}` : '';
    const file = node.path === '' ? node.name : node.path;
    const fields = [{ name: `Source file${number}`, value: file }, { name: `Source table${number}`, value: node.table }, { name: `Source offset${number}`, value: node.offset }];
    return fields.filter(({ value }) => value !== '');
  });
}
