/** The transcript of a picture; in a file of its own behind the picture itself. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { AskOf } from '../../../../shared/domain/document-ask.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { Sha256 } from '../../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { decodeFault } from '../../importers/picture/decode.ts';
import { picturesOf, PictureSource, type Picture } from '../../pictures/picture-list.ts';
import { pictureTexts } from '../../pictures/text-store.ts';
import { fileOfCase } from '../../redaction/redacted-file.ts';
import { standingRedactions } from '../../redaction/redaction-store.ts';
import { refusePrivileged } from '../../review/privileged.ts';
import { isInPrivileged } from '../../review/privileged-exhibit.ts';
import { transcribedFrom, writtenDownIn } from '../../review/written-down.ts';
import { firstWithFile, getItem, rowOfItem } from '../../timeline/item-detail.ts';
import { wholeItemsOf } from '../../timeline/read-rows.ts';
import { refuseStoppedFile } from '../../welfare/file-notes.ts';
import { bundleColumnOf } from '../documents/bundle-pages.ts';
import { itemDocument } from '../documents/item-document.ts';
import { readTextHtml, transcript, type ReadText, type TranscriptRow } from '../documents/kinds/transcript.ts';
import { captionedRoom, captionHtml, captionStyles } from '../documents/picture-caption.ts';
import type { Totals } from '../documents/totals.ts';
import { stripPaper } from '../pdf/paper.ts';
import { picturePage } from '../pdf/picture-page.ts';
import { setPages } from '../pdf/set-pages.ts';
import { htmlDocument } from '../timeline/styles.ts';
import { madeDocument, type MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';

type Asked = AskOf<'transcript'>;

/** What courts ask pictures not to exceed, in dots an inch. */
const mostDpi = 300;

/** Where the picture is that an entry was read off; of any other item, the one asked for. Throws `not_found`, `permission_denied` for a privileged item. */
function placeAsked(db: CaseDatabase, { itemId, attachment }: Asked): Pick<Picture, 'itemId' | 'attachment'> {
  const { exhibitId, locator, attachments } = getItem(db, itemId);
  refusePrivileged(db, itemId);
  return (locator.type === 'region' ? firstWithFile(db, exhibitId, attachments[0]?.member ?? '') : null) ?? { itemId, attachment };
}

/** Throws `not_found`, `permission_denied` for a privileged item, `stopped` for a file nobody may open, `invalid_input` for what is no picture. */
function pictureAsked({ db }: Making, asked: Asked): Picture {
  const { itemId, attachment } = placeAsked(db, asked);
  const known = picturesOf(db, [itemId]);
  if (known.length === 0) throw new PlumblineError('invalid_input', 'This item has no picture, so there is nothing a transcript could be of. Choose the item of a picture, or a message that has one.');
  const { mediaType, said } = fileOfCase(db, { type: 'attachment', itemId, attachment });
  const picture = known.find((one) => one.attachment === attachment);
  if (picture === undefined) throw new PlumblineError('invalid_input', `A transcript is of a picture, and ${said} is none (${mediaType}).`);
  return picture;
}

/** `others`: written out of the exhibit that is the picture, and not read off it: an event, a note of the investigator. */
interface Entries { readonly rows: readonly TranscriptRow[]; readonly withheld: number; readonly others: number; readonly isPrivileged: boolean }

function entriesOf({ db }: Making, { exhibitId, member }: Picture): Entries {
  const written = writtenDownIn(db, exhibitId);
  const entries = wholeItemsOf(db, transcribedFrom(db, exhibitId, member).flatMap((id) => rowOfItem(db, id) ?? []));
  const readOff = entries.flatMap((entry) => {
    const deed = written.get(entry.item.id);
    return deed === undefined ? [] : [{ ...entry, deed }];
  });
  const rows = readOff.filter(({ line }) => line.handling !== 'privileged').map(({ item, line, deed }): TranscriptRow =>
    ({ item: line, zoneBasisBy: item.time.zoneBasisBy, writer: deed.author, writtenAt: deed.at, region: item.fields.find(({ name }) => name === 'Region')?.value ?? '' }));
  return { rows, withheld: readOff.length - rows.length, others: entries.length - readOff.length, isPrivileged: entries.some(({ line }) => line.handling === 'privileged') };
}

/** What a machine read, or what a person has made of it. */
const readIn = ({ db }: Making, { itemId, attachment }: Picture): ReadText => pictureTexts(db, itemId).find((text) => text.attachment === attachment && text.page === null) ?? null;

/** The page of the picture, as every page of a picture is made: upright, redacted where people are hidden, without what the file says of itself. */
async function pageOf({ db, store, hiding, call }: Making, picture: Picture, heading: string, hash: Sha256): Promise<PDFDocument> {
  const redactions = hiding.people.length === 0 ? [] : standingRedactions(db, { exhibitId: picture.exhibitId, member: picture.member, sha256: hash });
  const lines = [`SHA-256 ${hash}`, `${redactions.length === 0 ? '' : 'The picture is redacted. '}Its transcript begins on the next page.`];
  return new PictureSource({ db, store }).with(picture, call.signal, async ({ path, mediaType }) => {
    try {
      const regions = redactions.flatMap(({ region }) => region ?? []);
      return (await picturePage({ path, mediaType, turn: 0, regions }, mostDpi, captionedRoom, (place, { landscape }) => setPages(call, htmlDocument('Picture', captionStyles, captionHtml(heading, lines, place)), stripPaper(landscape)))).document;
    } catch (error) {
      if (error instanceof PlumblineError) throw error;
      throw new PlumblineError('damaged_input', `The picture cannot be shown: ${decodeFault(error)}.`);
    }
  });
}

/** Why the picture is not here, or what a machine read in it. */
const keptBack = 'The picture, and what a machine may have read in it, are not shown: what it shows is privileged, in whole or in part.';
const notRead = 'What a machine may have read in the picture is left out where people are hidden: a name it misread would stand there all the same.';

/** In a bundle the picture has a document of its own, and is not there twice. Throws what finding and reading the picture throws. */
export async function transcriptOfPicture(making: Making, asked: Asked): Promise<MadeDocument> {
  const { db, store, matter, hiding, call } = making;
  const picture = pictureAsked(making, asked);
  const hash = picture.sha256 ?? await new PictureSource({ db, store }).withFile(picture, call.signal, ({ sha256 }) => Promise.resolve(sha256));
  // The very bytes may have been stopped where they are known by their hash.
  refuseStoppedFile(db, { exhibitId: picture.exhibitId, member: picture.member, sha256: hash });
  const { rows, withheld, others, isPrivileged } = entriesOf(making, picture);
  const isKept = isPrivileged || isInPrivileged(db, picture);
  const totals: Totals = { listedAs: 'Entries listed', listed: rows.length, withheld, others: [{ words: others === 0 ? 'not listed' : 'not listed, notes and events about it', count: others }], total: rows.length + withheld + others, of: 'entries written down from this picture', after: '' };
  const named = `Exhibit ${picture.exhibit}: ${picture.name}`;
  const about = [`Picture: ${hiding.text(named)}.`, `SHA-256 ${hash}`];
  const isRead = !isKept && hiding.people.length === 0;
  const described = transcript(asked.zone);
  const document = itemDocument<TranscriptRow>(matter, {
    ...described, about, firstNumber: 1, afterTotals: isRead ? readTextHtml(readIn(making, picture), asked.zone) : '',
    leaveOut: [], notes: [...described.notes, ...(isKept ? [keptBack] : isRead ? [] : [notRead])], pages: async function* () { yield await Promise.resolve(rows); },
  }, totals, bundleColumnOf(making.bundle, asked.bundlePages));
  const before = isKept || making.bundle !== undefined ? undefined : () => pageOf(making, picture, hiding.text(named), hash);
  return madeDocument(making, document, totals, `${named}, SHA-256 ${hash}`, () => [], before);
}
