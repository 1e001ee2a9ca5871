import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PlainMarkup } from '../../electron/engine/importers/cellebrite-report/plain-markup.ts';
import { ParseStop } from '../../electron/engine/importers/cellebrite-report/parse-limits.ts';
import { ReportParser, type AroundRecords, type ClosedRow } from '../../electron/engine/importers/cellebrite-report/report-parser.ts';
import { textPieces } from '../../electron/engine/importers/cellebrite-report/text-pieces.ts';
import { cellebriteReport } from '../../scripts/bench/generate-cellebrite.ts';
import { mutate } from '../../scripts/fuzz/mutate.ts';
import { chat, decoded, extraInfo, extraInfos, field, message, model, modelType, report, taggedFile, taggedFiles, uuid } from '../fixtures/cellebrite.ts';

/** Everything a reading tells, in words, so that two readings can be compared. */
function listener(plainRoad: boolean) {
  const told: unknown[] = [];
  const around: AroundRecords = {
    project: (attributes) => told.push(['project', { ...attributes }]), headItem: (...item) => told.push(['head', ...item]), extraction: (...extraction) => told.push(['extraction', ...extraction]),
    file: (attributes, items) => told.push(['file', { ...attributes }, [...items]]), extraInfo: (id, nodes) => told.push(['source', id, nodes]),
    modelType: (type, attributes) => told.push(['type', type, { ...attributes }]), section: (name) => told.push(['section', name]),
  };
  const parser = new ReportParser(around, true, plainRoad);
  const take = (): void => {
    for (const { model: record, row, verbatim, chat: inChat, messages } of parser.takeClosed() satisfies ClosedRow[]) {
      told.push([record, verbatim, row.line, row.remarks, row.fault, inChat?.model.id, messages, Object.entries(record.attributes)]);
    }
  };
  return { parser, take, told };
}

type Piece = Parameters<ReportParser['push']>[0];

async function readOn(plainRoad: boolean, pieces: AsyncIterable<Piece> | Iterable<Piece>): Promise<string> {
  const { parser, take, told } = listener(plainRoad);
  try {
    for await (const piece of pieces) {
      parser.push(piece);
      take();
    }
  } catch (error) {
    if (!(error instanceof ParseStop)) throw error;
    told.push(['stopped', error.code, error.message]);
  }
  take();
  const open = parser.openRow;
  told.push([parser.line, parser.rowsSeen, parser.modelsSeen, parser.projectClosed, parser.recordsSeen, parser.faults.warnings(), open?.model, open?.line, parser.openChat?.messages, parser.takeVerbatimOfOpenRows()]);
  return JSON.stringify(told);
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += 50_000) yield Promise.resolve(bytes.subarray(at, at + 50_000));
}

/** The place where two readings part: they are too long to be shown whole. */
function firstDifference(quick: string, slow: string): string {
  let at = 0;
  while (quick[at] === slow[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 100);
  return `read quickly: ${around(quick)}\nby saxes alone: ${around(slow)}`;
}

/** Reads the bytes on both roads; expects the same of both. */
async function expectSame(content: string | Uint8Array, encoding = 'utf-8'): Promise<string> {
  const bytes = Buffer.from(content as string);
  const quick = await readOn(true, textPieces(inChunks(bytes), encoding));
  const slow = await readOn(false, textPieces(inChunks(bytes), encoding));
  if (quick !== slow) throw new Error(firstDifference(quick, slow));
  return quick;
}

/** Pieces that each end where a tag may end, of so many such ends. */
function smallPieces(text: string, ends: number): Piece[] {
  let startByte = 1;
  const parts = text.split(/(?<=>)/);
  return parts.filter((_, index) => index % ends === 0).map((_, index) => {
    const bytes = Buffer.from(parts.slice(index * ends, (index + 1) * ends).join(''));
    const piece = { bytes, startByte, valid: true };
    startByte += bytes.length;
    return piece;
  });
}

async function generated(bytes: number): Promise<string> {
  const parts: string[] = [];
  for await (const part of cellebriteReport(bytes, 7)) parts.push(part);
  return parts.join('');
}

const written = report(
  decoded(modelType('Chat', chat(message({ mine: true, body: 'On my way' }) + message({ body: 'Ok & thank you <3 ]] > Zoë 👍', at: '2021-09-28T14:24:10.250+01:00' })))
    + modelType('Note', model('Note', field('Title', 'a &amp; b') + field('Body', 'two\nlines'), { odd: 'x &lt; y' })))
  + extraInfos(extraInfo(uuid(), 'msgstore.db', 'message', '4096')) + taggedFiles(taggedFile('f1', 'a/b.jpg', 'files/b.jpg')),
);

describe('a report is read the same by the quick reader and by saxes alone', () => {
  let sound = '';
  beforeAll(async () => { sound = await generated(150_000); });

  it('when it is sound, with line ends of either kind, a byte-order mark, other encodings and no line ends', async () => {
    expect(await expectSame(sound)).toContain('InstantMessage');
    await expectSame(sound.replaceAll('\n', '\r\n'));
    await expectSame(sound.replaceAll('\n', '\r'));
    await expectSame(`\ufeff${sound}`);
    await expectSame(Buffer.from(sound, 'utf16le'), 'utf-16le');
    await expectSame(sound.replaceAll(/>\s+</g, '><'));
    await expectSame(written);
  });

  it('which in a sound report leaves nothing to saxes', () => {
    const from = sound.indexOf('<decodedData');
    const text = Buffer.from(sound.slice(from, sound.indexOf('</project>'))).toString('latin1').trimEnd();
    const names = ['project'];
    const plain = new PlainMarkup({ open: () => undefined, close: () => undefined, wantsText: () => true, text: () => undefined }, names);
    expect(plain.read(text, 0, 1)).toBe(text.length);
    expect(names).toEqual(['project']);
    expect(plain.line).toBe(text.split('\n').length);
  });

  it('when it is damaged in any of a few hundred ways', async () => {
    for (const [name, text, forms] of [['generated', sound.slice(0, 30_000), 100], ['generated with other line ends', sound.slice(0, 30_000).replaceAll('\n', '\r\n'), 100], ['written', written, 150]] as const) {
      const input = { name, originalName: 'report.xml', folder: false, files: [{ name: '', bytes: Buffer.from(text) }] };
      for (let seed = 1; seed <= forms; seed += 1) {
        const { files, done } = await mutate(input, seed);
        await expectSame(files[0]?.bytes ?? Buffer.alloc(0)).catch((error: unknown) => { throw new Error(`${name}, form ${seed} (${done.join(', ')})`, { cause: error }); });
      }
    }
  });

  it('when it holds what is rare in a report', async () => {
    const oddities = [
      '<!-- a <model> here -->', '<?pi <model> ?>', '<![CDATA[]]>', '<![CDATA[ ]]]]]>', '&#10;', '&#x1F44D;', '&amp;&lt;&gt;&quot;&apos;', '&nbsp;', '& ', '&', ']]>', ']]&gt;', '\t', '\r', '\u0000', '\u0085', '\ufffe', '\uffff', '\ufdd0', '\u2028', '👍', 'é',
      '<a b="c > d"/>', "<a b='\"'/>", '<a b="&amp;é"/>', '<a b="&#9;"/>', '<a b="x\ty"/>', '<a b="x\r\ny"/>', '<a b = "c"/>', '<a b="1" b="2"/>', '<a b>', '<a b=c>', '<a "b">', '<a b="<">', '<é>', '</é>', '<a:b/>', '<a/ >', '< a>', '</a >', '</>', '<>', '<!DOCTYPE x>', '<!x>', '<![CDATA[', '-->',
    ];
    for (const oddity of oddities) {
      for (const place of ['</decodedData>', '[On my way]', '<field name="Body"', ' type="Party"', '</model>', '<value type']) {
        const at = written.indexOf(place);
        expect(at).toBeGreaterThan(0);
        await expectSame(written.slice(0, at) + oddity + written.slice(at));
        await expectSame(written.slice(0, at + 1) + oddity + written.slice(at + 1));
      }
    }
  });

  it('when its bytes are not all UTF-8', async () => {
    for (const damage of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0xe2, 0x82]]) {
      const at = written.indexOf('On my way');
      await expectSame(Buffer.concat([Buffer.from(written.slice(0, at)), Buffer.from(damage), Buffer.from(written.slice(at))]));
    }
  });

  it('whatever marks follow each other, wherever the pieces end', async () => {
    const marks = [
      '<model type="Note" id="1">', '<model type="Chat" id="2" file_id="f">', '</model>', '<field name="Body" type="String">', '<field name="Title">', '</field>', '<value type="String">', '</value>', '<empty />', '<multiModelField name="Messages">', '</multiModelField>',
      '<![CDATA[one]]>', '<![CDATA[Zoë 👍]]>', 'text', ' \n ', '\r\n', '&amp;', '&', '&#65;', '<!-- c -->', '<jumptargets name="j">', '<targetid ismodel="true">', '</targetid>', '</jumptargets>', '<decodedData>', '</decodedData>', '<item name="n">', '</item>', '\u0001', '<odd a="b" c="d"/>',
    ];
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...marks), { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), async (chosen, ends) => {
      const pieces = smallPieces(`<project id="p"><decodedData>${chosen.join('')}`, ends);
      expect(await readOn(true, pieces)).toBe(await readOn(false, pieces));
    }), { numRuns: 400 });
  });
});
