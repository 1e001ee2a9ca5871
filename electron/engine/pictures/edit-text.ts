/**
 * What a person makes of the text a machine read: corrections, sign-offs, and taking either back. All
 * of it is appended, each entry holding the text and the sign-off as they then stood. A correction
 * ends a sign-off, because what was signed is no longer what stands.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PictureText, PictureTextEntry } from '../../../shared/contract/pictures.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Record } from '../review/review-actions.ts';
import { indexAgain } from './index-text.ts';
import { pictureTexts } from './text-store.ts';

interface Reviewer { readonly db: CaseDatabase; readonly author: string; readonly record: Record }
interface Place { readonly itemId: ItemId; readonly attachment: number }
type Standing = Pick<PictureTextEntry, 'text' | 'signedOffAt' | 'signedOffBy'>;
const untouched: Standing = { text: null, signedOffAt: null, signedOffBy: null };

function requireText(db: CaseDatabase, { itemId, attachment }: Place): PictureText {
  const found = pictureTexts(db, itemId).find((text) => text.attachment === attachment);
  if (found === undefined) throw new PlumblineError('invalid_input', `Attachment ${attachment + 1} of this item is not a picture whose bytes are in the case.`);
  return found;
}

function append(reviewer: Reviewer, place: Place, entry: Standing & { deed: PictureTextEntry['deed']; madeAt: string; undoes: number | null }): void {
  reviewer.db.prepare(`INSERT INTO picture_text_edit (item_id, attachment, deed, text, author, made_at, signed_off_at, signed_off_by, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(place.itemId, place.attachment, entry.deed, entry.text, reviewer.author, entry.madeAt, entry.signedOffAt, entry.signedOffBy, entry.undoes);
  indexAgain(reviewer.db, place.itemId);
}

function correct(reviewer: Reviewer, place: Place, before: PictureText, text: string): void {
  if (before.origin !== 'none' && text === before.text) return;
  append(reviewer, place, { deed: 'edited', text, signedOffAt: null, signedOffBy: null, madeAt: new Date().toISOString(), undoes: null });
  reviewer.record({
    action: 'picture.text-edited', summary: `Text of the picture ${before.name} corrected by hand`,
    details: { ...place, before: before.text, beforeFrom: before.origin, after: text, endedSignOffOf: before.signedOffBy },
  });
}

/** Takes back the latest correction or sign-off that stands, whoever made it, by appending what stood before. */
function undoLatest(reviewer: Reviewer, place: Place, before: PictureText): void {
  const { db } = reviewer;
  const latest = db.prepare<[string, number], { editId: number; deed: PictureTextEntry['deed']; author: string }>(
    `SELECT edit_id AS editId, deed, author FROM picture_text_edit WHERE item_id = ? AND attachment = ? AND deed <> 'undone'
     AND edit_id NOT IN (SELECT undoes FROM picture_text_edit WHERE undoes IS NOT NULL) ORDER BY edit_id DESC LIMIT 1`,
  ).get(place.itemId, place.attachment);
  if (latest === undefined) throw new PlumblineError('invalid_input', 'Nobody has changed or signed off this text, so there is nothing to take back.');
  const stood = db.prepare<[string, number, number], Standing>(
    `SELECT text, signed_off_at AS signedOffAt, signed_off_by AS signedOffBy FROM picture_text_edit
     WHERE item_id = ? AND attachment = ? AND edit_id < ? ORDER BY edit_id DESC LIMIT 1`,
  ).get(place.itemId, place.attachment, latest.editId) ?? untouched;
  append(reviewer, place, { ...stood, deed: 'undone', madeAt: new Date().toISOString(), undoes: latest.editId });
  reviewer.record({
    action: 'picture.text-undone', summary: `${latest.deed === 'edited' ? 'A correction' : 'The sign-off'} of the text of ${before.name} by ${latest.author} taken back`,
    details: { ...place, undid: latest.deed, madeBy: latest.author, before: before.text, after: stood.text, afterFrom: stood.text === null ? 'machine' : 'person' },
  });
}

/** Corrects the text, or with `text` null takes back the latest change. Durable when it returns. Returns the text as it then stands. */
export function editText(reviewer: Reviewer, { text, ...place }: CommandRequest<'pictures.editText'>): PictureText {
  return reviewer.db.transaction((): PictureText => {
    const before = requireText(reviewer.db, place);
    if (text === null) undoLatest(reviewer, place, before);
    else correct(reviewer, place, before, text);
    return requireText(reviewer.db, place);
  }).immediate();
}

/**
 * Signs off the text as a true reading of the picture. `text` is what the person had in front of them:
 * refused with `invalid_input` when it is not what stands. The text is kept with the sign-off, so that
 * a later reading by machine changes nothing of what was signed.
 */
export function signOffText(reviewer: Reviewer, { text, ...place }: CommandRequest<'pictures.signOffText'>): PictureText {
  return reviewer.db.transaction((): PictureText => {
    const before = requireText(reviewer.db, place);
    if (before.origin === 'none') throw new PlumblineError('invalid_input', `${before.name} has not been read, so there is no text to sign off. Have it read, or write the text in.`);
    if (text !== before.text) throw new PlumblineError('invalid_input', `The text of ${before.name} is no longer the one you had in front of you. Look at it again before signing it off.`);
    if (before.signedOffAt !== null) return before;
    const madeAt = new Date().toISOString();
    append(reviewer, place, { deed: 'signed-off', text, signedOffAt: madeAt, signedOffBy: reviewer.author, madeAt, undoes: null });
    reviewer.record({ action: 'picture.text-signed-off', summary: `Text of the picture ${before.name} signed off`, details: { ...place, text, readBy: before.reading?.engine ?? null, sha256: before.reading?.sha256 ?? null } });
    return requireText(reviewer.db, place);
  }).immediate();
}
