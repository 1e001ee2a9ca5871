/** Pictures that look alike: compared by fingerprint. Candidates for a person to look at, never a finding. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { AlsoIn, PictureFailure, SimilarGroup, SimilarPicture, SimilarResult } from '../../../shared/contract/pictures.ts';
import type { ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import type { CallContext } from '../rpc/handler.ts';
import { duplicatesOfItem, placesOf } from './duplicates.ts';
import { alikeDistance, distanceBetween, fingerprintOf, halvesOf, type Halves } from './fingerprint.ts';
import { allPictures, failureOf, isPicture, keepHash, picturesOf, PictureSource, stopIfCancelled, type Picture } from './picture-list.ts';
import type { PictureWork } from './read-queue.ts';

const failuresListed = 500;
const groupsListed = 500;
const keptTogether = 100;

interface Print extends Halves { readonly sha256: Sha256 }

const compared = (db: CaseDatabase): ((sha256: Sha256) => boolean) => {
  const find = db.prepare<[string]>('SELECT 1 FROM picture_fingerprint WHERE sha256 = ?');
  return (sha256) => find.get(sha256) !== undefined;
};

interface Made { readonly picture: Picture; readonly sha256: Sha256; readonly fingerprint: string | null }

function keepFingerprints(work: PictureWork, made: readonly Made[]): void {
  if (made.length === 0) return;
  work.db.transaction(() => {
    const insert = work.db.prepare('INSERT INTO picture_fingerprint (sha256, phash) VALUES (?, ?) ON CONFLICT DO NOTHING');
    for (const { picture, sha256, fingerprint } of made) {
      keepHash(work.db, picture, sha256);
      insert.run(sha256, fingerprint);
    }
    work.record({ action: 'picture.fingerprinted', summary: `Fingerprints made of ${made.length === 1 ? '1 picture' : `${made.length} pictures`}, to find pictures that look alike`, details: { sha256: made.map(({ sha256 }) => sha256) } });
  }).immediate();
}

/** Makes the fingerprints still missing. A picture that cannot be opened is listed and does not stop the rest. */
async function fingerprintAll(work: PictureWork, call: CallContext): Promise<{ failed: number; failures: PictureFailure[] }> {
  const isCompared = compared(work.db);
  const queue = allPictures(work.db).filter(({ sha256 }) => sha256 === null || !isCompared(sha256));
  const source = new PictureSource(work);
  const failures: PictureFailure[] = [];
  let [failed, done] = [0, 0];
  let made: Made[] = [];
  try {
    for (const picture of queue) {
      stopIfCancelled(call.signal, done, queue.length);
      try {
        // The same bytes may have come up earlier in the queue.
        const known = made.some(({ sha256 }) => sha256 === picture.sha256);
        if (picture.sha256 === null || !(known || isCompared(picture.sha256))) {
          made.push(await source.with(picture, call.signal, async ({ path, mediaType, sha256 }) => ({ picture, sha256, fingerprint: await fingerprintOf(path, mediaType) })));
        }
      } catch (error) {
        stopIfCancelled(call.signal, done, queue.length);
        failed += 1;
        if (failures.length < failuresListed) failures.push(failureOf(picture, error));
      }
      done += 1;
      if (made.length >= keptTogether) {
        keepFingerprints(work, made);
        made = [];
      }
      call.report({ stage: 'Comparing pictures', done, total: queue.length, unit: 'pictures' });
    }
  } finally {
    keepFingerprints(work, made);
  }
  return { failed, failures };
}

/** Fingerprints of the pictures of the case, in order of appearance; those too plain to compare only counted. */
function printsOf(db: CaseDatabase): { prints: Print[]; tooPlain: number } {
  const rows = db.prepare<[], { sha256: Sha256; phash: string | null }>(
    `SELECT sha256, phash FROM picture_fingerprint JOIN item_attachment USING (sha256) WHERE ${isPicture} GROUP BY sha256 ORDER BY min(row_id)`,
  ).all();
  return {
    prints: rows.flatMap(({ sha256, phash }) => (phash === null ? [] : [{ sha256, ...halvesOf(phash) }])),
    tooPlain: rows.filter(({ phash }) => phash === null).length,
  };
}

const pictureAt = (db: CaseDatabase, sha256: Sha256, distance: number): SimilarPicture => {
  const { count, places } = placesOf(db, sha256);
  return { sha256, distance, count, places };
};

/** Those that look like one picture, nearest first, without itself. */
function alikeTo(db: CaseDatabase, prints: readonly Print[], sha256: Sha256): SimilarPicture[] {
  const own = prints.find((print) => print.sha256 === sha256);
  if (own === undefined) return [];
  return prints.map((print) => ({ sha256: print.sha256, distance: distanceBetween(own, print) }))
    .filter((print) => print.sha256 !== sha256 && print.distance <= alikeDistance)
    .sort((a, b) => a.distance - b.distance)
    .map((print) => pictureAt(db, print.sha256, print.distance));
}

/** Every picture compared with every other; those linked by likeness, directly or through others, are a group. */
async function groupAll(prints: readonly Print[], call: CallContext): Promise<{ sha256: Sha256; distance: number }[][]> {
  const parent = prints.map((_print, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const nearest = prints.map(() => 64);
  for (const [index, print] of prints.entries()) {
    for (let other = index + 1; other < prints.length; other += 1) {
      const distance = distanceBetween(print, prints[other] ?? print);
      if (distance > alikeDistance) continue;
      nearest[index] = Math.min(nearest[index] ?? 64, distance);
      nearest[other] = Math.min(nearest[other] ?? 64, distance);
      const [a, b] = [rootOf(index), rootOf(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
    if (index % 256 === 255) {
      stopIfCancelled(call.signal, index, prints.length);
      call.report({ stage: 'Looking for pictures that look alike', done: index, total: prints.length, unit: 'pictures' });
      // Lets a cancel message in.
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  }
  const groups = new Map<number, { sha256: Sha256; distance: number }[]>();
  for (const [index, { sha256 }] of prints.entries()) {
    const root = rootOf(index);
    groups.set(root, [...groups.get(root) ?? [], { sha256, distance: nearest[index] ?? 64 }]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Compares all pictures of the case and gives those that look alike: of one item, or of the whole case. Throws `cancelled`, `not_found`. */
export async function similarPictures(work: PictureWork, { itemId }: CommandRequest<'pictures.similar'>, call: CallContext): Promise<SimilarResult> {
  const own = itemId === null ? null : picturesOf(work.db, [itemId]);
  const { failed, failures } = await fingerprintAll(work, call);
  const { prints, tooPlain } = printsOf(work.db);
  const about = { compared: prints.length, tooPlain, failed, failures };
  if (own !== null && itemId !== null) {
    // Read again: a hash may have been worked out on the way.
    const hashes = [...new Set(picturesOf(work.db, [itemId]).flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])))];
    const groups = hashes.map((sha256): SimilarGroup => ({ pictures: [pictureAt(work.db, sha256, 0), ...alikeTo(work.db, prints, sha256)] }));
    const found = groups.filter((group) => group.pictures.length > 1);
    return { ...about, groups: found, groupCount: found.length };
  }
  const groups = await groupAll(prints, call);
  return {
    ...about, groupCount: groups.length,
    groups: groups.slice(0, groupsListed).map((group) => ({ pictures: group.map(({ sha256, distance }) => pictureAt(work.db, sha256, distance)) })),
  };
}

/** Pictures of the case without a fingerprint. */
export function picturesNotCompared(db: CaseDatabase): number {
  return db.prepare<[], { count: number }>(
    `SELECT count(*) AS count FROM item_attachment WHERE ${isPicture} AND (sha256 IS NULL OR sha256 NOT IN (SELECT sha256 FROM picture_fingerprint))`,
  ).get()?.count ?? 0;
}

/** Where else an item's files and pictures are, from what has been worked out so far. Throws `not_found`. */
export function alsoIn(db: CaseDatabase, itemId: ItemId): AlsoIn {
  const own = picturesOf(db, [itemId]);
  const hashes = [...new Set(own.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])))];
  const { prints } = own.length === 0 ? { prints: [] } : printsOf(db);
  return { duplicates: duplicatesOfItem(db, itemId), alike: hashes.flatMap((sha256) => alikeTo(db, prints, sha256)), notCompared: picturesNotCompared(db) };
}
