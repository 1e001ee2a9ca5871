/** Reads what every document of a case says of it. */
import type { Tag } from '../../../shared/domain/tags.ts';
import { logHead } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { standingCharges } from '../review/charges.ts';
import { standards } from '../review/standards.ts';
import { readDetails } from '../store/case-details.ts';
import { listExhibits } from '../store/exhibits.ts';
import { version } from '../version.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import { shownDetails } from '../ciphers/shown-details.ts';
import type { CaseMatter } from './documents/case-matter.ts';

/** The same with names hidden. Throws `invalid_input` when two exhibits would then have one reference. */
export function hiddenMatter(hiding: Hiding, matter: CaseMatter): CaseMatter {
  const shown = { ...hiding.values(matter), details: shownDetails(hiding, matter.details) };
  const doubled = shown.exhibits.find(({ id, reference }) => shown.exhibits.some((other) => other.id !== id && other.reference === reference));
  if (doubled !== undefined) throw new PlumblineError('invalid_input', `In cipher two exhibits would both be ${doubled.reference}, and nobody could tell which is cited. Their references hold a protected name.`);
  return shown;
}

export function readMatter({ db, author }: { readonly db: CaseDatabase; readonly author: string }, zone: string): CaseMatter {
  return {
    details: readDetails(db), zone, exhibits: listExhibits(db), tags: db.prepare<[], Tag>('SELECT code, name, definition FROM tag ORDER BY position').all(),
    standards: standards(db), charges: standingCharges(db), madeAt: new Date(), author, version, logHead: logHead(db).hash,
  };
}
