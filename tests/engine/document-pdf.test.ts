import { afterAll, describe, expect, it } from 'vitest';
import { documentImporter } from '../../electron/engine/importers/document/index.ts';
import { readingOrder } from '../../electron/engine/importers/document/pdf/page-text.ts';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { drawn, packedInstructions, pdf, rawPdf } from '../fixtures/documents.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const read = (bytes: Uint8Array, name = 'custody.pdf') => readAll(documentImporter, folder.source(bytes, name));

describe('a sound PDF', () => {
  it('becomes one undated item for each page, with its place, its words and the file to look at', async () => {
    const { items, facts, quarantined } = await read(await pdf([
      { lines: [[72, 760, 'Custody record of Imogen Vale'], [72, 740, 'Call 07700 900123 on 28/09/2021 at 15:31']] }, { lines: [[72, 760, 'Second page']] },
    ]));
    for (const item of items) itemDraftSchema.parse(item);
    expect(quarantined).toEqual([]);
    expect(items.map(({ locator, text }) => [locator, text])).toEqual([
      [{ type: 'page', file: '', page: 1 }, 'Custody record of Imogen Vale\nCall 07700 900123 on 28/09/2021 at 15:31'], [{ type: 'page', file: '', page: 2 }, 'Second page'],
    ]);
    expect(items[0]).toMatchObject({
      kind: 'document', status: 'live', time: { earliestMs: null, precision: 'unknown', zoneBasis: 'none' },
      attachments: [{ member: '', mediaType: 'application/pdf', state: 'present' }], identifiers: [{ kind: 'phone', normal: '+447700900123', certainty: 'possible' }],
    });
    expect(facts).toMatchObject({ rowsSeen: 2, warnings: [], zone: null, madeBy: expect.stringContaining('Record Maker 3') });
  });

  it('says on page 1, and there only, who made it and when, as it is written', async () => {
    const { items } = await read(await pdf([{ lines: [[72, 760, 'One']] }, { lines: [[72, 760, 'Two']] }]));
    expect(items[0]?.fields).toEqual(expect.arrayContaining([
      { name: 'Title', value: 'Custody record' }, { name: 'Author', value: 'Imogen Vale' }, { name: 'Created (as written)', value: 'D:20210928143100Z' }, { name: 'Pages', value: '2' },
    ]));
    expect(items[1]?.fields).toEqual([]);
  });

  it('names its place inside a larger exhibit', async () => {
    const source = { ...folder.source(await pdf([{ lines: [[72, 700, 'x']] }])), name: 'papers/custody.pdf' };
    const { items } = await readAll(documentImporter, source);
    expect(items[0]).toMatchObject({ locator: { type: 'page', file: 'papers/custody.pdf', page: 1 }, attachments: [{ member: 'papers/custody.pdf' }] });
  });

  it('shows filled-in form fields as values of the page', async () => {
    const { items } = await read(await pdf([{ lines: [[72, 760, 'Form']] }], (document) => {
      const field = document.getForm().createTextField('officer');
      field.setText('Rowan Ashdown');
      field.addToPage(document.getPage(0), { x: 72, y: 600, width: 200, height: 20 });
    }));
    expect(items[0]?.fields).toContainEqual({ name: 'Form field “officer”', value: 'Rowan Ashdown' });
  });

  it('names the files it carries inside and says that they were not read', async () => {
    const { items } = await read(await pdf([{ lines: [[72, 760, 'Covering letter']] }], (document) => document.attach(Buffer.from('a,b'), 'calls.csv', { mimeType: 'text/csv' })));
    expect(items[0]?.fields).toContainEqual({ name: 'File carried inside', value: 'calls.csv' });
    expect(items[0]?.remarks.join()).toContain('not read');
  });

  it('without a text layer says what is needed to search it', async () => {
    const { items, facts } = await read(await pdf([{ lines: [] }, { lines: [[72, 760, 'Words']] }]));
    expect(items[0]).toMatchObject({ text: '', remarks: [expect.stringContaining('No text layer: pictures of text need reading by OCR')] });
    expect(items[1]?.remarks).toEqual([]);
    expect(facts.warnings.join()).toContain('1 of 2 pages have no text layer (page 1)');
  });
});

describe('a protected PDF', () => {
  it('opens when the password is empty, and says so', async () => {
    const { items } = await read(await pdf([{ lines: [[72, 760, 'Readable']] }], (document) => { document.encrypt({ userPassword: '', ownerPassword: 'owner' }); }));
    expect(items[0]).toMatchObject({ text: 'Readable', remarks: [expect.stringContaining('empty password')] });
  });

  it('is refused by name otherwise, with what to do', async () => {
    const bytes = await pdf([{ lines: [[72, 760, 'Secret']] }], (document) => { document.encrypt({ userPassword: 'known', ownerPassword: 'owner' }); });
    await expect(read(bytes)).rejects.toMatchObject({ code: 'refused_input', message: expect.stringMatching(/“custody\.pdf” is protected with a password.*Ask the supplier/) });
    await expect(documentImporter.inspect(folder.source(bytes, 'custody.pdf'), {}, notCancelled)).rejects.toMatchObject({ code: 'refused_input' });
  });
});

describe('a damaged PDF', () => {
  it('keeps the pages that can be read and sets aside each that cannot', async () => {
    const bytes = rawPdf([{ bytes: drawn('first') }, { bytes: drawn('second') }, { bytes: drawn('third') }]);
    // The second page is no page any more: the number of its part is taken away from it everywhere.
    const broken = Buffer.from(bytes.toString('latin1').replace('5 0 obj\n<< /Type /Page', '5 0 obj\n[[ /Type /Page'), 'latin1');
    const { items, quarantined, facts } = await read(broken);
    expect(items.map(({ text }) => text)).toEqual(['first', 'third']);
    expect(quarantined).toMatchObject([{ locator: { type: 'page', file: '', page: 2 }, reason: expect.stringContaining('Page 2 of “custody.pdf” could not be read') }]);
    expect(facts.rowsSeen).toBe(3);
  });

  it('whose page takes too long loses that page only, and in bounded time', async () => {
    const slow = { dictionary: '/Filter /FlateDecode', bytes: packedInstructions(400_000_000) };
    const startedAt = performance.now();
    const { items, quarantined } = await read(rawPdf([{ bytes: drawn('before') }, slow, { bytes: drawn('after') }]));
    expect(items.map(({ text }) => text)).toEqual(['before', 'after']);
    expect(quarantined[0]?.reason).toMatch(/Page 2 .*(?:longer than 5 seconds|more memory)/);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });

  it('cut off anywhere never hangs, never crashes, and accounts for what it read', async () => {
    const whole = Buffer.from(await pdf([{ lines: [[72, 760, 'One']] }, { lines: [[72, 760, 'Two']] }]));
    for (const share of [0.1, 0.5, 0.8, 0.95, 0.99]) {
      const outcome = await read(whole.subarray(0, Math.floor(whole.length * share))).then(({ rows, facts }) => rows.length === facts.rowsSeen, (error: unknown) => (error as { code?: string }).code);
      expect([true, 'damaged_input']).toContain(outcome);
    }
  }, 60_000);

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const reading = documentImporter.read(folder.source(rawPdf(Array.from({ length: 50 }, (_, page) => ({ bytes: drawn(`page ${page}`) })))), { answers: {}, signal: controller.signal, onBytes: () => undefined });
    await reading.next();
    controller.abort();
    await expect((async () => { for (;;) if ((await reading.next()).done === true) return; })()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('reading order', () => {
  const piece = (str: string, x: number, y: number, hasEOL = true) => ({ str, hasEOL, height: 10, width: str.length * 5, transform: [10, 0, 0, 10, x, y] });

  it('is the drawn order when that runs down the page, columns one after the other', () => {
    expect(readingOrder([piece('left 1', 50, 700), piece('left 2', 50, 680), piece('left 3', 50, 660), piece('right 1', 320, 700), piece('right 2', 320, 680)])).toBe('left 1\nleft 2\nleft 3\nright 1\nright 2');
  });

  it('goes by place when the file draws its lines from the bottom up', () => {
    expect(readingOrder([piece('last', 50, 100), piece('third', 50, 300), piece('second', 50, 500), piece('first', 50, 700)])).toBe('first\nsecond\nthird\nlast');
  });

  it('puts a tab between the cells of one line', () => {
    expect(readingOrder([piece('Time', 50, 700), piece('Terminal', 200, 700), piece('15:31', 50, 680), piece('AB12', 200, 680)])).toBe('Time\tTerminal\n15:31\tAB12');
  });
});
