/**
 * Words with a star or a question mark inside, as the words of the case they stand for. FTS5 knows only stars at the end,
 * so the list of words in its index is asked; what was found then is looked for as any other words are.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { SearchNode } from './search-query.ts';

/** More different words than these say nothing about what is meant, and each is looked up by itself. */
const mostWords = 1_000;

/** The lists of words, of rows and of what rows share. Temporary: they are views of the index, made anew for each connection. */
const lists = ['item', 'context'].map((of) => ({ list: `${of}_vocabulary`, index: `${of}_search` }));

function openLists(db: CaseDatabase): void {
  for (const { list, index } of lists) db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${list} USING fts5vocab('main', '${index}', 'row')`);
}

/** Words as the index has them: without accents and capitals. `glob` has only letters, digits, * and ?. */
function wordsLike(db: CaseDatabase, glob: string): string[] {
  openLists(db);
  const beginning = /^[^*?]*/.exec(glob)?.[0] ?? '';
  // The list is in the order of its words: only those with the same beginning are gone through.
  const from = lists.map(({ list }) => `SELECT term FROM temp.${list} WHERE term >= @beginning AND term < @end AND term GLOB @glob`).join(' UNION ');
  return db.prepare<[{ beginning: string; end: string; glob: string }], string>(`${from} ORDER BY term LIMIT ${mostWords + 1}`).pluck().all({ beginning, end: `${beginning}\u{10ffff}`, glob });
}

/** The search with every pattern replaced by the words it stands for here. Throws `invalid_input` for one that stands for very many. */
export function withWordsFor(db: CaseDatabase, node: SearchNode): SearchNode {
  switch (node.type) {
    case 'pattern': {
      const words = wordsLike(db, node.glob);
      if (words.length > mostWords) throw new PlumblineError('invalid_input', `“${node.typed}” stands for more than ${mostWords.toLocaleString('en-GB')} different words of this case. Give more of its letters.`);
      return words.length === 0 ? { type: 'nothing' } : { type: 'term', term: `(${words.map((word) => `"${word}"`).join(' OR ')})`, typed: words };
    }
    case 'and': case 'or': return { ...node, nodes: node.nodes.map((inner) => withWordsFor(db, inner)) };
    case 'not': return { ...node, node: withWordsFor(db, node.node) };
    default: return node;
  }
}
