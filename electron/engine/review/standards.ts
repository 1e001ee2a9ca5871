/** The ten Standards as this case words them. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { standardCodes, standardSource, standardTitles, type Standard, type StandardCode } from '../../../shared/domain/standard.ts';
import { readDetails } from '../store/case-details.ts';
import { countLinks } from './links.ts';
import type { Reviewer } from './review-actions.ts';

interface Stated { readonly code: StandardCode; readonly title: string; readonly wording: string; readonly source: string; readonly author: string; readonly madeAt: string }

/** Items an assessment that stands links to any of some Standards. Their codes are a JSON list, bound as one value. */
export const itemsOfStandards = `SELECT item_id FROM standing_link WHERE standards <> '[]' AND EXISTS (SELECT 1 FROM json_each(standards) AS link WHERE link.value IN (SELECT value FROM json_each(?)))`;

/** Items linked to each Standard that any item is linked to. */
export function countStandards(db: CaseDatabase): { readonly code: StandardCode; readonly title: string; readonly count: number }[] {
  const { standards: counts } = countLinks(db, ({ charges }) => [...charges]);
  return counts.size === 0 ? [] : standards(db).flatMap(({ code, title }) => (counts.has(code) ? [{ code, title, count: counts.get(code) ?? 0 }] : []));
}

/** All ten, in the order of the schedule. */
export function standards(db: CaseDatabase): Standard[] {
  const { regime } = readDetails(db);
  const stated = new Map(db.prepare<[], Stated>(
    'SELECT code, title, wording, source, author, made_at AS madeAt FROM standard_entry WHERE entry_id IN (SELECT max(entry_id) FROM standard_entry GROUP BY code)',
  ).all().map((entry) => [entry.code, entry]));
  return standardCodes.map((code) => {
    const entry = stated.get(code);
    if (entry === undefined) return { code, title: standardTitles[code], wording: '', source: standardSource(regime), stated: null };
    const { title, wording, source, author, madeAt } = entry;
    return { code, title, wording, source, stated: { author, madeAt } };
  });
}

/** States title and wording of a Standard in this case, and where they come from. */
export function saveStandard(reviewer: Reviewer, { code, title, wording, source }: CommandRequest<'standards.save'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const before = standards(db).find((standard) => standard.code === code);
    if (before?.title === title && before.wording === wording && before.source === source) return;
    db.prepare('INSERT INTO standard_entry (code, title, wording, source, author, made_at) VALUES (?, ?, ?, ?, ?, ?)').run(code, title, wording, source, reviewer.author, new Date().toISOString());
    reviewer.record({
      action: 'standard.worded', summary: `Wording of the Standard “${title}” stated`,
      details: { code, title, wording, source, before: { title: before?.title ?? '', wording: before?.wording ?? '', source: before?.source ?? '' } },
    });
  }).immediate();
}
