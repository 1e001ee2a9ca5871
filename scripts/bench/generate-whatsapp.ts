/**
 * A WhatsApp export of any size, the same bytes for the same seed. Names are invented, numbers are
 * from the range kept for drama. The mix is that of an ordinary long chat: short lines, some of
 * several lines, some emoji and accents, a few numbers, plates and left-out pictures.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { chanceFor, type Chance } from '../sample-case/chance.ts';

const authors = ['Rowan Ashdown', 'Imogen Vale'];
const words = (
  'about after again all and anyone are around back because been before being bring but call came can come could dinner does done door down early evening'
  + ' every feel few find first for friday from garden gave get give going gone good got had has have hear here home hope hour how idea into its just keep kitchen'
  + ' know last late left let like little long look lunch made make many maybe meet mine money more morning much must never new next night nothing now of off okay'
  + ' only open other our out over own people perhaps phone place please quite quiet rain ready right said saw say see seen she should shop since sit six sleep some'
  + ' soon sorry still stop street such take talk tell than thanks that the their them then there they thing think this thought through time today together tomorrow'
  + ' tonight too town train tried try turn two under until very wait walk want was way week well went were what when where which while who why will with work would'
  + ' write wrong year yes yesterday yet you your'
).split(' ');
const accented = ['café', 'naïve', 'Zoë', 'déjà', 'crème', 'señor'];
const emoji = ['😂', '🔥', '👍', '❤️', '😍', '🙏🏽', '👨‍👩‍👧'];
const plates = ['AB12 CDE', 'AB13 CDF', 'AB62CDN'];
const pieceBytes = 1 << 20;

function sentence(chance: Chance): string {
  const count = chance.between(3, 19);
  let text = chance.pick(words);
  for (let index = 1; index < count; index += 1) text += ` ${chance.pick(words)}`;
  return text;
}

function body(chance: Chance): string {
  const roll = chance.between(1, 1000);
  if (roll <= 15) return '<Media omitted>';
  if (roll <= 18) return 'This message was deleted';
  let text = sentence(chance);
  if (roll <= 90) text += ` ${chance.pick(emoji)}`;
  else if (roll <= 110) text += ` ${chance.pick(accented)}`;
  else if (roll <= 120) text += ` 07700 900${chance.between(100, 999)}`;
  else if (roll <= 125) text += ` ${chance.pick(plates)}`;
  else if (roll <= 165) text += `\n${sentence(chance)}`;
  return text;
}

const two = (value: number): string => String(value).padStart(2, '0');

function written(minutes: number): string {
  const at = new Date(Date.UTC(2015, 0, 1) + minutes * 60_000);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** Writes a chat of at least `bytes` bytes and returns how many records it holds. */
export function writeWhatsAppChat(path: string, bytes: number, seed: number): number {
  const chance = chanceFor(seed, 'whatsapp');
  const file = openSync(path, 'w');
  let records = 0;
  let done = 0;
  let minutes = 0;
  try {
    while (done < bytes) {
      let piece = '';
      while (piece.length < pieceBytes && done + piece.length < bytes) {
        piece += `${written(minutes)} - ${chance.pick(authors)}: ${body(chance)}\n`;
        // Several messages a minute, then a pause; the hour that never happens in London is stepped over.
        minutes += chance.oneIn(3) ? chance.between(1, 15) : 0;
        const at = new Date(Date.UTC(2015, 0, 1) + minutes * 60_000);
        if (at.getUTCHours() === 1) minutes += 60;
        records += 1;
      }
      writeFileSync(file, piece);
      done += Buffer.byteLength(piece);
    }
  } finally {
    closeSync(file);
  }
  return records;
}
