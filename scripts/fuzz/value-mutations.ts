/** Damage to the meaning rather than the form: whole values of JSON and of SQLite tables, in files that stay readable. */
import Database from 'better-sqlite3';
import type { Random } from './random.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const hostileJson: readonly Json[] = [
  null, true, false, 0, -1, 1e308, -1e308, 9_007_199_254_740_992, 8.64e15, 8.64e15 + 1, 0.1, '', ' ', '\u0000', '\ud800', 'a\u0000b', '__proto__', [], {}, [[]], [null], { __proto__x: 1 }, { toString: null },
  '2021-02-30T25:61:61Z', '31/12/2021', '-271822-01-01', '12:00', '9'.repeat(400), 'x'.repeat(70_000), ['a', 1, null], { a: { b: { c: [] } } }, 1_632_839_050, 1_632_839_050_123, '1632839050', '1e999', '\u202eabc',
];

interface Place { readonly holder: Json[] | { [name: string]: Json }; readonly key: string | number }

function placesIn(value: Json, places: Place[], depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 60) return places;
  if (Array.isArray(value)) {
    value.forEach((inner, key) => { places.push({ holder: value, key }); placesIn(inner, places, depth + 1); });
  } else {
    for (const [key, inner] of Object.entries(value)) { places.push({ holder: value, key }); placesIn(inner, places, depth + 1); }
  }
  return places;
}

function put({ holder, key }: Place, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function changeOne(root: Json, random: Random): void {
  const places = placesIn(root, []);
  if (places.length === 0) return;
  const place = random.pick(places);
  const { holder, key } = place;
  switch (random.below(5)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case 1:
      if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[Number(key)] ?? null));
      else Object.defineProperty(holder, `${key}x`, { value: holder[key], enumerable: true, configurable: true, writable: true });
      break;
    default: put(place, structuredClone(random.pick(hostileJson)));
  }
}

/** Undefined for what is not JSON, or is nested too deeply to be copied and written again. */
function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    structuredClone(value);
    return value;
  } catch {
    return undefined;
  }
}

const times = (random: Random): number => (random.chance(0.7) ? 1 : 1 + random.below(8));

/** Values of a JSON file, or of one line of a file of JSON lines; null when it is neither. */
export const changeJson = (bytes: Buffer, random: Random): Buffer | null => {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const whole = parsed(text);
  if (whole !== undefined) {
    for (let left = times(random); left > 0; left -= 1) changeOne(whole, random);
    return Buffer.from(JSON.stringify(whole, null, random.pick([0, 1, 2])));
  }
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = parsed(lines[at] ?? '');
  if (line === undefined) return null;
  changeOne(line, random);
  return Buffer.from(lines.with(at, JSON.stringify(line)).join('\n'));
};

const hostileSql: readonly (null | number | bigint | string | Buffer)[] = [
  null, 0, -1, 1, 1e308, -1e308, 0.5, Infinity, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n, 8_640_000_000_000_001n, 253_402_300_800_000n, 4_294_967_296n, '', ' ', '0', '-1', 'NaN', '1e999', 'a\u0000b', '\ud800',
  '__proto__', '2021-02-30', '9'.repeat(400), 'x'.repeat(70_000), '{', '[[[[', '<a><b>', '\u202e', Buffer.alloc(0), Buffer.from('ff00fe80', 'hex'), Buffer.from('bplist00'), Buffer.from('62706c6973743030d0ff', 'hex'), Buffer.alloc(5_000, 0xff),
  Buffer.from('040b73747265616d747970656481e803840140', 'hex'), Buffer.from('789c', 'hex'), Buffer.from('1f8b0800', 'hex'), Buffer.from('ffffffffffffffffff01', 'hex'), Buffer.from('0aff7f', 'hex'),
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function changeOneTable(db: Database.Database, random: Random): void {
  const tables = db.prepare<[], { name: string }>('SELECT name FROM sqlite_master WHERE type = \'table\' AND name NOT LIKE \'sqlite_%\' ORDER BY name').all()
    .filter(({ name }) => (db.prepare(`SELECT 1 FROM ${quoted(name)} LIMIT 1`).get()) !== undefined);
  if (tables.length === 0) return;
  const table = quoted(random.pick(tables).name);
  const columns = db.prepare<[], { name: string }>(`PRAGMA table_info(${table})`).all();
  const column = quoted(random.pick(columns).name);
  const count = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
  const row = `(SELECT rowid FROM ${table} LIMIT 1 OFFSET ${random.below(count)})`;
  switch (random.below(10)) {
    case 0: db.exec(`DELETE FROM ${table} WHERE rowid = ${row}`); break;
    case 1: db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`); break;
    case 2: db.exec(`ALTER TABLE ${table} RENAME COLUMN ${column} TO "changed"`); break;
    case 3: db.prepare(`UPDATE ${table} SET ${column} = ?`).run(random.pick(hostileSql)); break;
    case 4: db.exec(`DROP TABLE ${table}`); break;
    default: db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ${row}`).run(random.pick(hostileSql));
  }
}

/** A table's own rules may refuse a change; then it stays as it was. */
function attempt(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

/** Cells, rows and columns of a SQLite database that stays sound; null when it is none, or refuses the change. */
export const changeDatabase = (bytes: Buffer, random: Random): Buffer | null => {
  if (!bytes.subarray(0, 15).equals(Buffer.from('SQLite format 3'))) return null;
  const copy = Buffer.from(bytes);
  // A database in memory has no journal beside it: it is marked as one that keeps none.
  copy[18] = 1;
  copy[19] = 1;
  let db: Database.Database;
  try {
    db = new Database(copy);
  } catch {
    return null;
  }
  try {
    db.pragma('foreign_keys = OFF');
    db.unsafeMode(true);
    for (let left = times(random); left > 0; left -= 1) attempt(() => changeOneTable(db, random));
    return db.serialize();
  } catch {
    return null;
  } finally {
    db.close();
  }
};
