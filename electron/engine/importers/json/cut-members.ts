/**
 * Cuts a JSON document into the members of the containers that hold its rows. A fault inside one
 * member costs that member; where the document stops being JSON, one last member says so and keeps
 * the beginning of what was not read.
 */
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { JsonPieceReader, type JsonDamage, type JsonPiece, type PieceFault } from './cut-pieces.ts';
import { describePath, type JsonPath } from './path.ts';

export interface JsonMember {
  /** Names and positions (from 0) from the top of the document. */
  readonly keys: JsonPath;
  /** The same as text, distinct from every other member's: `event_0`, `@graph[3]`. */
  readonly place: string;
  /** The value's own characters; its beginning only when there is a fault. */
  readonly text: string;
  readonly fault: { readonly code: QuarantinedRow['code']; readonly reason: string } | null;
}

/** A member longer than this (4 MiB) is no row. */
const maxMemberBytes = 4_194_304;
const shownOfFault = 2_000;

const placeOf = (path: JsonPath): string => (path.length === 0 ? 'whole document' : describePath(path));

function faultOf(place: string, fault: Exclude<PieceFault, 'cut-off'>): JsonMember['fault'] {
  switch (fault) {
    case 'too-large': return { code: 'too-large', reason: `${place} is longer than 4 MiB. Its beginning is kept here; the whole is in the exhibit.` };
    case 'too-deep': return { code: 'malformed-row', reason: `${place} is nested more deeply than any real entry. Its beginning is kept here; the whole is in the exhibit.` };
    case 'undecodable': return { code: 'undecodable-text', reason: `${place} holds bytes that are not UTF-8 text; they are shown as \\x and two digits.` };
  }
}

export class JsonMemberReader {
  readonly #pieces: JsonPieceReader;
  #last: JsonPath = [];
  #told = false;

  /** `descend` says whether the container at this place holds rows (true) or is one (false). The bytes pushed are UTF-8. */
  constructor(descend: (keys: JsonPath) => boolean) {
    this.#pieces = new JsonPieceReader((_path, _array, keys) => descend(keys));
  }

  #unread(place: string, text: string, reason: string): JsonMember {
    this.#told = true;
    return { keys: [...this.#last, 'unread'], place: `${place} and what follows`, text: text.slice(0, shownOfFault), fault: { code: 'malformed-row', reason } };
  }

  #member({ path, keys, text, byteLength, fault }: JsonPiece): JsonMember {
    this.#last = path;
    const place = placeOf(path);
    if (fault === 'cut-off') return this.#unread(place, text, `The file ends in the middle of ${place}: it is cut off.`);
    const problem = fault ?? (byteLength > maxMemberBytes ? 'too-large' : null);
    if (problem === null) return { keys, place, text, fault: null };
    return { keys, place, text: problem === 'undecodable' ? text : text.slice(0, shownOfFault), fault: faultOf(place, problem) };
  }

  /** The one member that says where reading ended; none when it has been said or there is nothing to say. */
  *#damage(damage: JsonDamage | null, ended: boolean): Generator<JsonMember, void, void> {
    if (damage === null || this.#told) return;
    const place = placeOf(this.#last.length > 0 ? this.#last : damage.path);
    if (ended) yield this.#unread(place, damage.text, `The file ends after ${place}, before it is complete: it is cut off.`);
    else yield this.#unread(place, damage.text, `After ${place} the file is no longer JSON: ${damage.reason}. Nothing after that was read; it is in the exhibit.`);
  }

  /** Members completed by these bytes. */
  *push(chunk: Uint8Array): Generator<JsonMember, void, void> {
    for (const piece of this.#pieces.push(chunk)) yield this.#member(piece);
    yield* this.#damage(this.#pieces.damage, false);
  }

  /** What is left when the bytes have ended: nothing, unless the document was cut off. */
  *end(): Generator<JsonMember, void, void> {
    for (const piece of this.#pieces.end()) yield this.#member(piece);
    yield* this.#damage(this.#pieces.damage, true);
  }
}
