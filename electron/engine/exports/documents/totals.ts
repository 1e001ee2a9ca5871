/** Totals under a table: what is listed and every reason why the rest is not, which together are everything. */
import { escapeHtml } from '../timeline/markup.ts';
import { count } from './case-matter.ts';

export interface Part { readonly words: string; readonly count: number }

export interface Totals {
  /** Rows of the document. */
  readonly listed: number;
  /** What they are called; `Rows listed` unless said. */
  readonly listedAs?: string;
  /** Privileged, and otherwise in the document. */
  readonly withheld: number;
  /** Everything else that is not listed, by why; said even when there is none. */
  readonly others: readonly Part[];
  readonly total: number;
  /** What the total counts: items, exhibits. */
  readonly of: string;
  /** Said after the sum; '' for nothing. */
  readonly after: string;
}

/** Throws when the parts are not the whole: a document that does not foot is never made. */
export function totalsHtml({ listed, listedAs = 'Rows listed', withheld, others, total, of, after }: Totals): string {
  const sum = listed + withheld + others.reduce((so, part) => so + part.count, 0);
  if (sum !== total) throw new Error(`the parts of the document come to ${sum}, and there are ${total} ${of}`);
  const parts = [{ words: listedAs, count: listed }, ...(withheld === 0 ? [] : [{ words: 'privileged and withheld', count: withheld }]), ...others];
  return `<p class="totals foot">${escapeHtml(`${parts.map((part) => `${part.words} ${count(part.count)}`).join(' + ')} = ${count(total)} ${of}.${after === '' ? '' : ` ${after}`}`)}</p>`;
}

export function setAsideWords(setAside: number): string {
  return `Rows set aside on import: ${count(setAside)} (see the import certificates).`;
}
