/** Emoji of a document named behind them: in the one place through which all of its HTML goes, so that PDF and Word file have the same. */
import type { Hide } from '../../../../shared/domain/protected-text.ts';
import { withEmojiNames } from '../emoji-names.ts';
import { escapeHtml } from '../timeline/markup.ts';
import type { TableDocument } from './table-document.ts';

/** ` [fire]`; '' where the name of the emoji is that of somebody who is hidden: a rose may stand for Rose. */
export const bracketed = (name: string, hide: Hide): string => (hide(name) === name ? ` [${name}]` : '');

/** In a box of its own direction, which says nothing of that of the text round it. */
const inHtml = (name: string, hide: Hide): string => (bracketed(name, hide) === '' ? '' : ` <bdi class="emoji-name" dir="ltr">[${escapeHtml(name)}]</bdi>`);

/** Words alone: what stands in a tag is nobody’s text. */
const named = (html: string, hide: Hide): string => html.split(/(<[^>]*>)/u).map((piece) => (piece.startsWith('<') ? piece : withEmojiNames(piece, (name) => inHtml(name, hide)))).join('');

/** The same document with every emoji named. Ciphers must be in it already. */
export function withEmojiNamed<R>(document: TableDocument<R>, hide: Hide): TableDocument<R> {
  const { front, columns, under, end } = document;
  return {
    ...document, front: named(front, hide), columns: columns.map((column) => ({ ...column, cell: (row, number) => named(column.cell(row, number), hide) })),
    ...(under === undefined ? {} : { under: (row) => named(under(row), hide) }), end: () => named(end(), hide),
  };
}
