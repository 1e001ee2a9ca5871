/** The search of a finished file must be able to fail: a protected string is planted in every place it names, in every way it is written. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { searchFinished, selfTest } from '../../electron/engine/self-test/self-test.ts';
import type { ProtectedPerson } from '../../shared/domain/cipher.ts';
import { personIdSchema } from '../../shared/domain/ids.ts';
import { pdfPlants, plantedPdf } from '../fixtures/planted-leaks.ts';
import { scratchFolder } from './harness.ts';

const string = (kind: ProtectedPerson['strings'][number]['kind'], text: string, strength: 'whole' | 'part' = 'whole') => ({ kind, text, strength });
const people: ProtectedPerson[] = [
  { personId: personIdSchema.parse(1), cipher: 'Ms A', strings: [string('name', 'Imogen Vale'), string('name', 'Vale, Imogen'), string('name', 'Immy'), string('phone', '+447700900417'), string('email', 'immy.v@example.org'), string('vrm', 'AB12CDE'), string('handle', '@i_vale88'), string('name', 'Imogen', 'part'), string('name', 'Vale', 'part')] },
];
/** Each as a file may write it. */
const forms = ['Imogen Vale', 'IMOGEN VALE', 'Vale, Imogen', 'imogen-vale', 'Imogen’s', 'Immy', '07700 900417', '+44 7700 900 417', '0044 7700900417', 'immy.v@example.org', 'AB12 CDE', 'ab12cde', '@i_vale88'];
const call = { signal: new AbortController().signal, report: () => undefined, host: () => { throw new Error('nothing is set'); } };

/** Where the search finds something, or what it refuses the file for; '' when it finds nothing. */
async function outcome(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(scratchFolder(), 'finished');
  writeFileSync(path, bytes);
  try {
    return (await searchFinished(path, name, { people }, call)).map(({ where, cipher }) => `${where} ${cipher}`).join('; ');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the search of a finished PDF', () => {
  it('finds nothing in one that names nobody', async () => {
    expect(await outcome('schedule.pdf', await plantedPdf(null, ''))).toBe('');
  });

  const places = Object.keys(pdfPlants).filter((place) => place !== 'the points of a picture');
  it.each(places)('finds a string planted in %s, however it is written', async (place) => {
    // A page with a picture is read by machine too, which takes seconds.
    for (const form of place.includes('picture says') ? forms.slice(0, 4) : forms) {
      // The standard fonts of the fixture have no typographic apostrophe.
      const text = form.replace('’', "'");
      expect(await outcome('schedule.pdf', await plantedPdf(place, text)), `${place}: ${form}`).toMatch(pdfPlants[place]?.found ?? /never/u);
    }
  }, 120_000);

  it('finds a name that is only seen in a picture', async () => {
    for (const text of ['Imogen Vale', 'call 07700 900417', 'car AB12 CDE']) expect(await outcome('schedule.pdf', await plantedPdf('the points of a picture', text)), text).toMatch(/picture of page 1 Ms A/u);
  }, 120_000);

  it('finds a name in the name of the file', async () => {
    for (const name of ['imogen_vale.pdf', 'Imogen%20Vale bundle.pdf', 'AB12CDE.pdf']) expect(await outcome(name, await plantedPdf(null, '')), name).toMatch(/name of the file Ms A/u);
  });

  it('finds a name that two pages share', async () => {
    const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    for (const word of ['to 0770', '0 900 417 today']) document.addPage().drawText(word, { x: 50, y: 500, size: 12, font });
    expect(await outcome('schedule.pdf', await document.save())).toMatch(/from page 1 to page 2 Ms A/u);
  });

  it('finds a word of a name that is divided where a line ends, and where a page ends', async () => {
    const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
    for (const ends of ['line', 'page']) {
      const document = await PDFDocument.create();
      const font = await document.embedFont(StandardFonts.Helvetica);
      document.addPage().drawText('I then spoke to Imo-', { x: 50, y: 500, size: 12, font });
      (ends === 'line' ? document.getPage(0) : document.addPage()).drawText('gen at her home', { x: 50, y: 486, size: 12, font });
      expect(await outcome('schedule.pdf', await document.save()), ends).toMatch(ends === 'line' ? /text of page 1 Ms A/u : /from page 1 to page 2 Ms A/u);
    }
  });

  it('is not stopped by a picture of one colour, however large', async () => {
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const document = await PDFDocument.create();
    const image = await document.embedPng(await sharp({ create: { width: 2_000, height: 3_000, channels: 3, background: '#fdfdfd' } }).png().toBuffer());
    document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 500, height: 750 });
    expect(await outcome('schedule.pdf', await document.save())).toBe('');
  }, 60_000);

  it('refuses a file it cannot read to the end', async () => {
    const bytes = await plantedPdf(null, '');
    expect(await outcome('schedule.pdf', bytes.subarray(0, bytes.length - 200))).not.toBe('');
  });
});

async function zipOf(members: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(members)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

describe('the search of other finished files', () => {
  const hex = (text: string, before: string): string => Array.from(text, (letter) => `${before}${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join('');
  const ways: Readonly<Record<string, (text: string) => string>> = {
    'plain text': (text) => `a,b\n1,${text}\n`, 'JSON with escapes': (text) => `{"from":"${hex(text, '\\u')}"}`, markup: (text) => `<p>to <b>${text.slice(0, 3)}</b>${text.slice(3)}</p>`,
    entities: (text) => `<p>${Array.from(text, (letter) => `&#${letter.codePointAt(0) ?? 0};`).join('')}</p>`, 'an address': (text) => `https://example.org/?q=${encodeURIComponent(text)}`,
    'after more than is read at once': (text) => `${'row of nothing at all,\n'.repeat(60_000)}${text}\n`,
  };
  it.each(Object.keys(ways))('finds it in %s', async (way) => {
    for (const form of forms) expect(await outcome('rows.csv', ways[way]?.(form) ?? ''), form).toMatch(/the text of the file.* Ms A/u);
  });

  it('finds it in a part of a workbook, in the name of a part, and split between runs', async () => {
    for (const form of forms) {
      expect(await outcome('rows.xlsx', await zipOf({ 'xl/sheet1.xml': '<c/>', 'docProps/core.xml': `<dc:creator>${form}</dc:creator>` })), form).toMatch(/docProps\/core\.xml Ms A/u);
      expect(await outcome('rows.docx', await zipOf({ 'word/document.xml': `<w:r><w:t>${form.slice(0, 4)}</w:t></w:r><w:r><w:t>${form.slice(4)}</w:t></w:r>` })), form).toMatch(/document\.xml Ms A/u);
      expect(await outcome('rows.xlsx', await zipOf({ [`media/${form}.txt`]: '' })), form).toMatch(/name of a part Ms A/u);
    }
  });

  it('finds names as messages, lists and other programs write them', async () => {
    const others: ProtectedPerson[] = [{ personId: personIdSchema.parse(2), cipher: 'Ms B', strings: [string('name', 'Zoë'), string('name', 'Siobhan', 'part'), string('name', 'O’Brien', 'part'), string('name', 'Łucja', 'part'), string('name', 'Imogen', 'part'), string('phone', '07700 900417')] }];
    others.push({ personId: personIdSchema.parse(3), cipher: 'Ms C', strings: [string('name', '王芳'), string('name', 'Νίκος', 'part'), string('name', 'ليلى', 'part')] });
    const path = join(scratchFolder(), 'rows.csv');
    for (const written of [
      `From: =?utf-8?B?${Buffer.from('Imogen Vale').toString('base64')}?=`, 'From: =?iso-8859-1?Q?Imogen_V?=', 'Imo=\r\ngen', 'Zo=C3=AB', 'ZoÃ«', '{"sender":"Zo\\u00c3\\u00ab"}', `body: ${Buffer.from('My name is Imogen Vale, call me').toString('base64')}`,
      'OBRIEN, S', 'Mrs O Brien', 'O`Brien', 'Lucja', 'imogen92@x.example', 'ImogenV', '#JusticeForImogen', '٠٧٧٠٠ ٩٠٠٤١٧',
      'Imo-\ngen', 'Imo\u00ad\ngen', 'O\u02bbBrien', '07700       900417', JSON.stringify({ text: '07700 \r\n 900417' }), JSON.stringify(JSON.stringify({ text: '07700 \r\n 900417' })), '我是王芳啊', 'ΝΙΚΟΣ', 'ليلـى',
      'Zo&euml;', 'Zo&amp;euml;', 'O&rsquo;Brien', 'O&acute;Brien', 'Zo%EB', 'Zo=EB', 'O&#146;Brien', 'O=92Brien', 'Zo&#x65;&#776;', '&Lstrok;ucja',
    ]) {
      writeFileSync(path, `a,b\n1,${written}\n`);
      expect((await searchFinished(path, 'rows.csv', { people: others }, call)).length, written).toBeGreaterThan(0);
    }
    writeFileSync(path, `sha256 ${'ada4bee0cafe12345'.repeat(4)}; obrienne; Zoetrope; imogenic`);
    expect(await searchFinished(path, 'rows.csv', { people: others }, call)).toEqual([]);
  });

  it('finds nothing where ordinary words only look like a name', async () => {
    expect(await outcome('rows.csv', 'The valet in Valencia kept an image of 17 vales; 07700 900418; AB12 CDF; immersed\n')).toBe('');
  });
});

describe('a refusal', () => {
  const refusedFor = (text: string): Promise<void> => {
    const path = join(scratchFolder(), 'finished');
    writeFileSync(path, text);
    return selfTest(path, 'rows.csv', { people }, call);
  };

  it('says how to go on when what is found names somebody by itself, and does not say what it is', async () => {
    const said = await refusedFor('a,b\n1,immy.v [at] example.org and immy–v@example·org\n').catch((error: unknown) => String(error));
    expect(said).toMatch(/the text of the file \(Ms A: .*an e-mail address.*state that form.*redact the page/u);
    expect(said).not.toMatch(/immy/iu);
  });

  it('says nothing of that when only words of names are found, which may be ordinary', async () => {
    const said = await refusedFor('a,b\n1,the vale\n').catch((error: unknown) => String(error));
    expect(said).toMatch(/If “Vale” is an ordinary word/u);
    expect(said).not.toMatch(/state that form/u);
  });
});
