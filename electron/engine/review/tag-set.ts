/** The tag set of a case: words and definitions people can change. A tag that items carry is never taken from them. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ListedTag } from '../../../shared/domain/tags.ts';
import type { Reviewer } from './review-actions.ts';
import { withoutStranded } from './stranded.ts';

/** The set in its order, and after it the retired tags that items still carry. */
export function listTags(db: CaseDatabase): ListedTag[] {
  return db.prepare<[], Omit<ListedTag, 'retired'> & { retired: number }>(
    `SELECT code, name, definition, retired, (SELECT count(*) FROM current_tag WHERE tag = code${withoutStranded(db, 'item_id')}) AS items
     FROM tag ORDER BY retired, position`,
  ).all().map((tag) => ({ ...tag, retired: tag.retired === 1 })).filter(({ retired, items }) => !retired || items > 0);
}

function codeOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 50);
  const stem = plain === '' ? 'tag' : plain;
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(code)) return code;
  }
}

interface StoredTag { readonly code: string; readonly name: string; readonly definition: string; readonly retired: number }

/** Makes a tag, changes its words, or puts a retired one back. Throws `not_found`, `already_exists` for a name another tag has. */
export function saveTag(reviewer: Reviewer, { code, name, definition }: CommandRequest<'tags.save'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const all = db.prepare<[], StoredTag>('SELECT code, name, definition, retired FROM tag').all();
    const before = code === null ? undefined : all.find((tag) => tag.code === code);
    if (code !== null && before === undefined) throw new PlumblineError('not_found', `There is no tag “${code}” in this case.`);
    const namesake = all.find((tag) => tag.code !== code && tag.name.toLowerCase() === name.toLowerCase());
    if (namesake !== undefined) throw new PlumblineError('already_exists', namesake.retired === 1 ? `The tag “${namesake.name}” was taken out of the set; put it back instead (its code is ${namesake.code}).` : `There is a tag “${namesake.name}” already.`);
    if (before?.name === name && before.definition === definition && before.retired === 0) return;
    if (before === undefined) {
      const made = codeOf(name, new Set(all.map((tag) => tag.code)));
      db.prepare('INSERT INTO tag (code, name, definition, position) VALUES (?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM tag))').run(made, name, definition);
      reviewer.record({ action: 'tag.added', summary: `Tag “${name}” added to the tag set`, details: { code: made, name, definition } });
      return;
    }
    db.prepare('UPDATE tag SET name = ?, definition = ?, retired = 0 WHERE code = ?').run(name, definition, before.code);
    const carried = listTags(db).find((tag) => tag.code === before.code)?.items ?? 0;
    reviewer.record({
      action: 'tag.changed', summary: before.retired === 1 ? `Tag “${name}” put back into the tag set` : `Tag “${before.name}” changed${before.name === name ? '' : ` to “${name}”`}; ${carried} items carry it`,
      details: { code: before.code, name, definition, items: carried, before: { name: before.name, definition: before.definition, retired: before.retired === 1 } },
    });
  }).immediate();
}

/** Puts a tag at another place of the set, which is the order it is offered and printed in. Throws `not_found`. */
export function moveTag(reviewer: Reviewer, { code, place }: CommandRequest<'tags.move'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const set = listTags(db).filter(({ retired }) => !retired);
    const tag = set.find((candidate) => candidate.code === code);
    if (tag === undefined) throw new PlumblineError('not_found', `There is no tag “${code}” in the tag set.`);
    const ordered = set.filter((other) => other !== tag).toSpliced(place - 1, 0, tag);
    const [before, after] = [set.indexOf(tag) + 1, ordered.indexOf(tag) + 1];
    if (before === after) return;
    // Retired tags keep the places they had among themselves: they are listed apart.
    const put = db.prepare('UPDATE tag SET position = ? WHERE code = ?');
    ordered.forEach((other, position) => put.run(position, other.code));
    reviewer.record({ action: 'tag.moved', summary: `Tag “${tag.name}” moved from place ${before} to ${after} of the tag set`, details: { code, before, after } });
  }).immediate();
}

/** Takes a tag out of the set. Items that carry it keep it. Throws `not_found`, and `in_use` while items carry it and that was not said. */
export function removeTag(reviewer: Reviewer, { code, reason, evenIfUsed }: CommandRequest<'tags.remove'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const tag = listTags(db).find((candidate) => candidate.code === code && !candidate.retired);
    if (tag === undefined) throw new PlumblineError('not_found', `There is no tag “${code}” in the tag set.`);
    if (tag.items > 0 && !evenIfUsed) throw new PlumblineError('in_use', `${tag.items === 1 ? '1 item carries' : `${tag.items} items carry`} the tag “${tag.name}”. They keep it if it is taken out of the set.`, { items: tag.items });
    db.prepare('UPDATE tag SET retired = 1 WHERE code = ?').run(code);
    reviewer.record({ action: 'tag.removed', summary: `Tag “${tag.name}” taken out of the tag set: ${reason}`, details: { code, name: tag.name, definition: tag.definition, items: tag.items, reason } });
  }).immediate();
}
