import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProtectedPerson } from '../../shared/domain/cipher.ts';
import { hider } from '../../shared/domain/protected-text.ts';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { personIdSchema, type PersonId } from '../../shared/domain/ids.ts';
import { addAndImport, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

const basis = { ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992, allegation of 3 May 2022' } as const;
const person = async (bench: Bench, name: string, held: readonly (readonly [CommandInput<'people.holdIdentifier'>['kind'], string])[] = []): Promise<PersonId> => {
  const { id } = await bench.engine.call('people.create', { name });
  for (const [kind, value] of held) await bench.engine.call('people.holdIdentifier', { personId: id, kind, value, basis: 'Statement' });
  return id;
};
const give = (bench: Bench, personId: PersonId, cipher: string) => bench.engine.call('ciphers.give', { personId, cipher, ...basis });
const hideOf = async (bench: Bench) => hider(await bench.engine.call('ciphers.protected', {}));
const latest = async (bench: Bench) => (await bench.engine.call('continuity.page', { limit: 1 })).entries[0];

describe('a cipher', () => {
  it('“the woman, who can’t be named” is Ms A: listed without her name, and with it only in the key', async () => {
    const bench = await freshCase();
    const imogen = await person(bench, 'Imogen Vale', [['name', 'Immy'], ['phone', '07700 900417']]);
    expect(await give(bench, imogen, '  Ms  A ')).toMatchObject([{ personId: imogen, cipher: 'Ms A', ground: 'complainant', author: 'R. Reviewer' }]);
    expect(JSON.stringify(await bench.engine.call('ciphers.list', {}))).not.toMatch(/Vale|Immy|900417/);
    const key = await bench.engine.call('ciphers.key', { purpose: 'To write to her' });
    expect(key.entries).toMatchObject([{ cipher: 'Ms A', personId: imogen, name: 'Imogen Vale', ground: 'complainant', identifiers: [{ written: 'Immy' }, { written: '07700 900417' }], history: [{ cipher: 'Ms A', byUndo: false }] }]);
  });

  it('is recorded with author and ground, and the log names nobody when it is given, changed, read or taken back', async () => {
    const bench = await freshCase();
    const imogen = await person(bench, 'Imogen Vale');
    const from = (await bench.engine.call('continuity.page', { limit: 1 })).total;
    await give(bench, imogen, 'Ms A');
    await give(bench, imogen, 'Ms A');
    await give(bench, imogen, 'Witness A');
    await bench.engine.call('ciphers.key', { purpose: 'Check' });
    await bench.engine.call('ciphers.withdraw', { personId: imogen, reason: 'No direction was made' });
    const { entries, total } = await bench.engine.call('continuity.page', { limit: 10 });
    expect(entries.slice(0, total - from).map(({ action }) => action)).toEqual(['cipher.withdrawn', 'cipher.key-read', 'cipher.given', 'cipher.given']);
    expect(JSON.stringify(entries.slice(0, total - from))).not.toMatch(/Imogen|Vale/);
    expect(entries[1]).toMatchObject({ author: 'R. Reviewer', details: { purpose: 'Check', ciphers: ['Witness A'] } });
    expect((await bench.engine.call('people.history', { personId: imogen })).map(({ summary }) => summary)).toEqual([
      `Cipher “Witness A” taken back from person ${imogen}`, `Cipher of person ${imogen} changed from “Ms A” to “Witness A”`, `Cipher “Ms A” given to person ${imogen}`, 'Person “Imogen Vale” added as role not known',
    ]);
  });

  it('is one person’s for the life of the case, however it is written, unless giving it was undone', async () => {
    const bench = await freshCase();
    const [imogen, jo] = [await person(bench, 'Imogen Vale'), await person(bench, 'Jo Orrell')];
    await give(bench, imogen, 'Ms A');
    expect(await codeOf(give(bench, jo, 'MS  a'))).toBe('already_exists');
    await bench.engine.call('ciphers.withdraw', { personId: imogen, reason: 'Not needed' });
    expect(await codeOf(give(bench, jo, 'Ms A'))).toBe('already_exists');
    expect(await give(bench, imogen, 'Ms A')).toHaveLength(1);
    await give(bench, jo, 'Ms B');
    expect((await bench.engine.call('people.undo', {}))?.undone).toBe(`Cipher “Ms B” given to person ${jo}`);
    expect(await give(bench, imogen, 'Ms B')).toMatchObject([{ personId: imogen, cipher: 'Ms B' }]);
  });

  it('is undone to the one before it, and a person who has one is not undone under it', async () => {
    const bench = await freshCase();
    const imogen = await person(bench, 'Imogen Vale');
    await give(bench, imogen, 'Ms A');
    await give(bench, imogen, 'Ms B');
    await bench.engine.call('people.undo', {});
    expect(await bench.engine.call('ciphers.list', {})).toMatchObject([{ cipher: 'Ms A' }]);
    await bench.engine.call('people.undo', {});
    expect(await bench.engine.call('ciphers.list', {})).toEqual([]);
    await bench.engine.call('people.undo', {});
    expect((await bench.engine.call('people.list', {})).total).toBe(0);
  });

  it('is refused when it tells who the person is, is empty, or is nothing a page could bear', async () => {
    const bench = await freshCase();
    const imogen = await person(bench, 'Imogen Vale', [['name', 'Immy']]);
    for (const cipher of ['Ms Vale', 'immy', 'IMOGEN A', 'Ms A\nVale']) expect(await codeOf(give(bench, imogen, cipher)), cipher).toBe('invalid_input');
    for (const cipher of ['  ', '<b>', 'x'.repeat(41)]) await expect(give(bench, imogen, cipher), cipher).rejects.toThrow('cipher');
    expect(await codeOf(give(bench, personIdSchema.parse(99), 'Ms A'))).toBe('not_found');
    expect(await codeOf(bench.engine.call('ciphers.withdraw', { personId: imogen, reason: 'r' }))).toBe('not_found');
    expect(await latest(bench)).toMatchObject({ action: 'person.identifier-held' });
  });

  it('of somebody merged into another counts for the other, and both can stand apart again', async () => {
    const bench = await freshCase();
    const [imogen, immy, jo] = [await person(bench, 'Imogen Vale'), await person(bench, 'Immy'), await person(bench, 'Jo Orrell')];
    await give(bench, immy, 'Ms A');
    await bench.engine.call('people.merge', { keepId: imogen, mergeId: immy, reason: 'Says so' });
    expect(await bench.engine.call('ciphers.list', {})).toMatchObject([{ personId: imogen, cipher: 'Ms A' }]);
    expect((await hideOf(bench))('Imogen Vale and Immy')).toBe('Ms A and Ms A');
    expect(await codeOf(give(bench, jo, 'Ms A'))).toBe('already_exists');
    await give(bench, imogen, 'Ms B');
    expect((await bench.engine.call('ciphers.key', { purpose: 'Check' })).entries).toMatchObject([{ cipher: 'Ms B', otherNames: ['Immy'], otherCiphers: ['Ms A'] }]);
    await bench.engine.call('people.split', { personId: imogen, reason: 'Not so', part: { type: 'merged', mergedId: immy } });
    expect((await bench.engine.call('ciphers.list', {})).map(({ personId, cipher }) => [personId, cipher])).toEqual([[immy, 'Ms A'], [imogen, 'Ms B']]);
  });

  it('is suggested with the next letter nobody has or had', async () => {
    const bench = await freshCase();
    const suggested = async (prefix: string) => (await bench.engine.call('ciphers.suggest', { prefix })).cipher;
    expect(await suggested('Ms')).toBe('Ms A');
    await give(bench, await person(bench, 'Imogen Vale'), 'Ms A');
    expect([await suggested('Ms'), await suggested('Mr'), await suggested('Witness ')]).toEqual(['Ms B', 'Mr B', 'Witness B']);
    const jo = await person(bench, 'Jo Orrell');
    await give(bench, jo, 'Mr B');
    await bench.engine.call('ciphers.withdraw', { personId: jo, reason: 'Not needed' });
    expect(await suggested('PC')).toBe('PC C');
  });

  it('cannot be altered or removed where it is kept', async () => {
    const bench = await freshCase();
    await give(bench, await person(bench, 'Imogen Vale'), 'Ms A');
    const { openCaseDatabase } = await import('../../electron/engine/db/case-database.ts');
    const { casePaths } = await import('../../electron/engine/case/case-folder.ts');
    const db = openCaseDatabase(casePaths(bench.caseFolder).database);
    try {
      expect(() => db.exec('UPDATE cipher_entry SET person_id = 2')).toThrow('append-only');
      expect(() => db.exec('DELETE FROM cipher_entry')).toThrow('append-only');
    } finally {
      db.close();
    }
  });
});

describe('what must not be seen of a person with a cipher', () => {
  it('is every name, nickname, handle and number they hold at any time, in every form the evidence writes', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const imogen = await person(bench, 'Imogen Vale', [['name', 'Immy 💕'], ['handle', '@immy_v'], ['email', 'immy.vale@example.org'], ['vrm', 'AB12 CDE'], ['phone', '+447700900417']]);
    await give(bench, imogen, 'Ms A');
    const hide = await hideOf(bench);
    for (const named of [
      'Imogen Vale', 'IMOGEN  VALE', 'Vale, Imogen', 'Imogen', 'Vale', 'Immy 💕', '@immy_v', 'Immy.Vale@Example.org', 'AB12CDE', 'ab12 cde',
      '07700 900417', '07700900417', '+44 7700 900417', '+44 (0)7700 900417', '0044 7700 900 417', '447700900417', '(07700) 900-417', '07700\u00a0900417',
    ]) expect(hide(`x ${named}, y`), named).toBe('x Ms A, y');
    expect(hide('Ms Imogen Vale, MRS. VALE and Dr  Vale; the Ms Valentine; alarms vale')).toBe('Ms A, Ms A and Ms A; the Ms Valentine; alarms Ms A');
    expect(hide('Imogen’s car; imogen vale!')).toBe('Ms A’s car; Ms A!');
    expect(hide('The valet at Valencia rang 07700 9004170')).toBe('The valet at Valencia rang 07700 9004170');
  });

  it('leaves a surname that others of the case bear, and says both ciphers of a number two people share', async () => {
    const bench = await freshCase();
    const marnie = await person(bench, 'Marnie Ashdown');
    const otis = await person(bench, 'Otis Ashdown');
    await person(bench, 'Rowan Ashdown');
    for (const personId of [marnie, otis]) await bench.engine.call('people.holdIdentifier', { personId, kind: 'phone', value: '01632 960001', basis: 'House', shared: true });
    await give(bench, marnie, 'Ms C');
    await give(bench, otis, 'Child D');
    const hide = await hideOf(bench);
    expect(hide('Rowan Ashdown rang Marnie Ashdown and Otis on 01632 960 001')).toBe('Rowan Ashdown rang Ms C and Child D on Child D or Ms C');
  });

  it('is found as police systems and people write it: without apostrophe or accent, half of a double-barrelled name, with a number after it', async () => {
    const bench = await freshCase();
    await give(bench, await person(bench, 'Siobhán O’Brien'), 'Ms A');
    await give(bench, await person(bench, 'Imogen Vale-Jones'), 'Ms B');
    await give(bench, await person(bench, 'Łucja Bjørn'), 'Ms C');
    const hide = await hideOf(bench);
    for (const written of ['Siobhan', 'SIOBHAN OBRIEN', 'Oʼbrien', 'O Brien', 'O`Brien', 'OBRIEN, SIOBHAN']) expect(hide(`x ${written}.`).replace(/Ms A,? Ms A/u, 'Ms A'), written).toBe('x Ms A.');
    for (const written of ['Ms Vale', 'Mrs Jones', 'Vale Jones', 'vale_jones', 'Vale–Jones', 'imogen92']) expect(hide(`x ${written}.`), written).toMatch(/^x Ms B(?:92)?\.$/u);
    for (const written of ['Lucja', 'LUCJA BJORN', 'Łucja Bjørn', 'Lucja Bjoern', 'BJOERN, LUCJA', 'Mrs Bjoern', 'Bj&oslash;rn']) expect(hide(`x ${written}.`).replace(/Ms C,? Ms C/u, 'Ms C'), written).toBe('x Ms C.');
  });

  it('is the surname of a family of whom none may be named', async () => {
    const bench = await freshCase();
    await give(bench, await person(bench, 'Anna Vale'), 'Ms A');
    await give(bench, await person(bench, 'Tom Vale'), 'Child B');
    expect((await hideOf(bench))('the Vale family')).toBe('the Child B or Ms A family');
  });

  it('leaves days and instants as they are when somebody’s collar number is a year', async () => {
    const bench = await freshCase();
    await give(bench, await person(bench, 'Otis Hale', [['collar', '2021']]), 'PC W');
    expect((await bench.engine.call('ciphers.protected', {}))[0]?.strings.find(({ text }) => text === '2021')?.strength).toBe('part');
  });

  it('follows what they are stated to hold, and is nothing when nobody has a cipher', async () => {
    const bench = await freshCase();
    const imogen = await person(bench, 'Imogen Vale');
    expect(await bench.engine.call('ciphers.protected', {})).toEqual([]);
    await give(bench, imogen, 'Ms A');
    expect((await hideOf(bench))('Poppet')).toBe('Poppet');
    await bench.engine.call('people.holdIdentifier', { personId: imogen, kind: 'name', value: 'Poppet', basis: 'Messages' });
    expect((await hideOf(bench))('Poppet')).toBe('Ms A');
  });

  it('is found whatever characters it is made of, and a cipher put in is never looked at again', () => {
    const people: ProtectedPerson[] = [
      { personId: personIdSchema.parse(1), cipher: 'Ms Bo', strings: [{ text: 'A.*(b', kind: 'name', strength: 'whole' }] },
      { personId: personIdSchema.parse(2), cipher: 'Mr C', strings: [{ text: 'Bo', kind: 'name', strength: 'whole' }, { text: 'Zoë', kind: 'name', strength: 'whole' }, { text: 'O’Dell', kind: 'name', strength: 'whole' }] },
    ];
    const hide = hider(people);
    expect(hide('A.*(b saw Bo, Zoe\u0308 and O\'Dell; Abbb stays')).toBe('Ms Bo saw Mr C, Mr C and Mr C; Abbb stays');
    expect(hider([])('Imogen Vale')).toBe('Imogen Vale');
  });

  it('no protected string is left in any text it was put into', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ÿ.*+?^$()[\]{}|\\/'-]{1,12}$/u).filter((text) => /[A-Za-z]/.test(text));
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), fc.array(fc.string(), { maxLength: 4 }), (names, others) => {
      const hide = hider([{ personId: personIdSchema.parse(1), cipher: '0', strings: names.map((text) => ({ text, kind: 'name' as const, strength: 'whole' as const })) }]);
      for (const name of names) expect(hide(` ${name.toUpperCase()} `).toLowerCase()).not.toContain(` ${name.toLowerCase()} `);
      const text = others.join(' ');
      expect(hide(hide(text))).toBe(hide(text));
    }));
  });

  it('is looked for in a long hostile text without getting stuck', () => {
    const hide = hider([{ personId: personIdSchema.parse(1), cipher: 'Ms A', strings: [{ text: '+447700900417', kind: 'phone', strength: 'whole' }, { text: 'Imogen Vale', kind: 'name', strength: 'whole' }] }]);
    const began = performance.now();
    hide('0 7 7 0 0 '.repeat(20_000));
    hide(`Imogen${' '.repeat(100_000)}`);
    hide('+4-4-(0'.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
