/** A parsed search as SQL over the view `item`. A word counts wherever it stands: in the row's own words or in those it shares with its context. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { fileKinds, type FileKind } from '../../../shared/contract/pictures.ts';
import { assessmentLabels, assessmentStates } from '../../../shared/domain/assessment.ts';
import { itemKindLabels, itemKinds } from '../../../shared/domain/item.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { onlyTerms, type SearchField, type SearchNode } from './search-query.ts';

export interface SearchSql { readonly sql: string; readonly values: readonly string[] }

const inRow = 'row_id IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)';
const inContext = 'context_id IN (SELECT rowid FROM context_search WHERE context_search MATCH ?)';

/**
 * Rows in which every term is found. Mostly no context has any of the terms, and then no row is looked at for it.
 */
function everyTerm(terms: readonly string[]): SearchSql {
  const [all, any] = [terms.join(' AND '), terms.join(' OR ')];
  return {
    sql: `item.row_id IN (SELECT rowid FROM item_search WHERE item_search MATCH ?
      UNION ALL SELECT row_id FROM (SELECT 1 FROM context_search WHERE context_search MATCH ? LIMIT 1) CROSS JOIN item_row
      WHERE ${[inContext, ...(terms.length === 1 ? [] : terms.map(() => `(${inContext} OR ${inRow})`))].join(' AND ')})`,
    values: [all, any, any, ...(terms.length === 1 ? [] : terms.flatMap((term) => [term, term]))],
  };
}

const like = (value: string): string => `%${value.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

function chosen<T extends string>(field: SearchField, typed: string, options: readonly T[], labels: (option: T) => readonly string[]): T {
  const wanted = typed.toLowerCase();
  const found = options.find((option) => [option, ...labels(option)].some((label) => label.toLowerCase() === wanted)) ?? options.find((option) => [option, ...labels(option)].some((label) => label.toLowerCase().startsWith(wanted) && wanted.length > 2));
  if (found === undefined) throw new PlumblineError('invalid_input', `There is no “${field}:${typed}”. After “${field}:” give one of ${options.join(', ')}.`);
  return found;
}

const [isPicture, isFilm, isSound] = ['image', 'video', 'audio'].map((type) => `file.value ->> '$.mediaType' LIKE '${type}/%'`);
/** By the media type, whether or not the file itself was supplied. */
const ofFileKind: Readonly<Record<FileKind, string>> = { picture: String(isPicture), film: String(isFilm), sound: String(isSound), other: `NOT (${isPicture} OR ${isFilm} OR ${isSound})` };
const fileWords: Readonly<Record<FileKind, readonly string[]>> = { picture: ['pictures', 'image'], film: ['films', 'video'], sound: ['sounds', 'audio'], other: ['others'] };

/** Rows of the items a SELECT of ids gives. */
const rowsOf = (items: string): string => `(SELECT row_id FROM (${rowsOfItems(items)}))`;

function fieldSql(field: SearchField, value: string): SearchSql {
  switch (field) {
    case 'from': return { sql: `item.from_name LIKE ? ESCAPE '\\'`, values: [like(value)] };
    case 'to': return { sql: `EXISTS (SELECT 1 FROM json_each(item.to_names) AS party WHERE party.value LIKE ? ESCAPE '\\')`, values: [like(value)] };
    case 'thread': return { sql: `item.thread LIKE ? ESCAPE '\\'`, values: [like(value)] };
    case 'file': return { sql: `EXISTS (SELECT 1 FROM json_each(item.attachments) AS file WHERE file.value ->> '$.name' LIKE ? ESCAPE '\\')`, values: [like(value)] };
    case 'has': {
      const kind = chosen(field, value, fileKinds, (one) => fileWords[one]);
      return { sql: `EXISTS (SELECT 1 FROM json_each(item.attachments) AS file WHERE ${ofFileKind[kind]})`, values: [] };
    }
    case 'kind': return { sql: 'item.kind = ?', values: [chosen(field, value, itemKinds, (kind) => [itemKindLabels[kind].one, itemKindLabels[kind].many])] };
    case 'exhibit': return { sql: 'item.exhibit_id IN (SELECT exhibit_id FROM exhibit WHERE reference = ? COLLATE NOCASE)', values: [value] };
    case 'tag': return { sql: `item.row_id IN ${rowsOf(`SELECT item_id FROM current_tag WHERE tag = ? OR tag IN (SELECT code FROM tag WHERE name LIKE ? ESCAPE '\\')`)}`, values: [value, like(value)] };
    case 'is': {
      const state = chosen(field, value, assessmentStates, (one) => [assessmentLabels[one].full, assessmentLabels[one].short].filter((label) => label !== ''));
      return state === 'not-assessed'
        ? { sql: `item.row_id NOT IN ${rowsOf('SELECT item_id FROM current_assessment WHERE state <> ?')}`, values: [state] }
        : { sql: `item.row_id IN ${rowsOf('SELECT item_id FROM current_assessment WHERE state = ?')}`, values: [state] };
    }
  }
}

/** The condition. Throws `invalid_input` for a value that its name does not have. */
export function searchSql(node: SearchNode): SearchSql {
  const terms = onlyTerms(node);
  if (terms !== null) return everyTerm(terms);
  switch (node.type) {
    case 'term': return everyTerm([node.term]);
    case 'nothing': return { sql: '0', values: [] };
    case 'pattern': throw new Error('a pattern was not replaced by the words it stands for');
    case 'near': return { sql: `item.${inRow}`, values: [`NEAR(${node.terms.join(' ')}, ${node.within})`] };
    case 'field': return fieldSql(node.field, node.value);
    case 'not': {
      const { sql, values } = searchSql(node.node);
      return { sql: `NOT coalesce(${sql}, 0)`, values };
    }
    case 'and': case 'or': {
      const parts = node.nodes.map(searchSql);
      return { sql: `(${parts.map(({ sql }) => `(${sql})`).join(node.type === 'and' ? ' AND ' : ' OR ')})`, values: parts.flatMap(({ values }) => values) };
    }
  }
}
