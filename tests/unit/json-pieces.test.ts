import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePath, type JsonPath } from '../../electron/engine/importers/json/path.ts';
import { JsonPieceReader, pieceByteLimit, type JsonPiece } from '../../electron/engine/importers/json/cut-pieces.ts';
import { parseJson } from '../../electron/engine/importers/json/values.ts';

const rows = (path: JsonPath): boolean => path.length === 0 || (path.length === 1 && path[0] === 'rows');

function pieces(content: string | Uint8Array, step = Number.POSITIVE_INFINITY, opens: (path: JsonPath, array: boolean) => boolean = rows) {
  const bytes = Buffer.from(content as Uint8Array);
  const reader = new JsonPieceReader(opens);
  const found: JsonPiece[] = [];
  for (let at = 0; at < bytes.length; at += Math.min(step, bytes.length)) found.push(...reader.push(bytes.subarray(at, Math.min(bytes.length, at + step))));
  found.push(...reader.end());
  return { found, damage: reader.damage };
}
const shown = (found: readonly JsonPiece[]) => found.map(({ path, text }) => `${describePath(path)}=${text}`);

describe('cutting JSON into pieces', () => {
  it('gives each value of an opened container its own characters', () => {
    const { found, damage } = pieces('{ "a" : 1 , "rows":[ {"x":"}\\"]"}, "two", [3 , 3],null,-4.5e1 ], "odd name": {} }');
    expect(shown(found)).toEqual(['a=1', 'rows[0]={"x":"}\\"]"}', 'rows[1]="two"', 'rows[2]=[3 , 3]', 'rows[3]=null', 'rows[4]=-4.5e1', '["odd name"]={}']);
    expect(damage).toBeNull();
  });

  it('gives the same pieces however the bytes arrive', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 2 }), (values, step, indent) => {
      const content = `\ufeff${JSON.stringify({ before: values[0] ?? null, rows: values }, null, indent)}`;
      const { found, damage } = pieces(content, step);
      expect(damage).toBeNull();
      expect(found.map(({ text }) => JSON.parse(text) as unknown)).toEqual([values[0] ?? null, ...values].map((value) => JSON.parse(JSON.stringify(value)) as unknown));
      expect(shown(found)).toEqual(shown(pieces(content).found));
    }));
  });

  it('never throws, and never takes damaged bytes for a whole file', () => {
    const whole = Buffer.from('{"rows":[{"a":"b\\n"},{"c":[1,2]}],"end":true}');
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, byte, cut) => {
      const bytes = Buffer.from(cut ? whole.subarray(0, at) : whole);
      if (!cut) bytes[at] = byte;
      const { found, damage } = pieces(bytes, 5);
      const parses = parseJson(bytes.toString('utf8')) !== undefined && isUtf8(bytes);
      if (parses) expect(damage).toBeNull();
      else if (isUtf8(bytes)) expect(damage !== null || found.some(({ text, fault }) => fault !== null || parseJson(text) === undefined)).toBe(true);
    }));
  });

  it('says where a file stops being JSON and keeps what stands before', () => {
    const { found, damage } = pieces('{"rows":[{"a":1}, {"b":2} {"c":3}]}');
    expect(shown(found)).toEqual(['rows[0]={"a":1}', 'rows[1]={"b":2}']);
    expect(damage).toMatchObject({ byte: 26, path: ['rows'] });
    expect(pieces('{"rows":[{"a":1}').damage?.reason).toBe('it ends before it is complete');
    expect(pieces('{"rows":[{"a":"unclosed}]}').found[0]).toMatchObject({ fault: 'cut-off' });
    expect(pieces('[1]]').damage?.reason).toBe('more stands after its end');
    expect(pieces('').damage).not.toBeNull();
  });

  it('makes two paths of a name used twice', () => {
    expect(shown(pieces('{"a":1,"a":2,"a (2)":3,"a (member 2)":4}').found)).toEqual(['a=1', 'a (member 2)=2', '["a (2)"]=3', '["a (member 2) (member 4)"]=4']);
  });

  it('bounds length and depth without losing the entries after them', () => {
    const long = `{"x":"${'é'.repeat(pieceByteLimit)}"}`;
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { found, damage } = pieces(`{"rows":[${long},${deep},7]}`, 65_536);
    expect(found.map(({ fault, text }) => [fault, text.length < 10_000])).toEqual([['too-large', true], ['too-deep', true], [null, true]]);
    expect(damage).toBeNull();
  });

  it('shows bytes that are not text, and sets only their own entry apart', () => {
    const bytes = Buffer.concat([Buffer.from('{"rows":["a'), Buffer.from([0xff]), Buffer.from('","b"]}')]);
    expect(pieces(bytes).found.map(({ text, fault }) => [text, fault])).toEqual([['"a\\xff"', 'undecodable'], ['"b"', null]]);
  });
});

describe('parsing a piece', () => {
  it('keeps every digit of a long number and every half of a character', () => {
    expect(parseJson('{"id":12345678901234567890,"n":1.5,"t":"x\\ud83d","ok":"\\ud83d\\ude00"}')).toEqual({ id: '12345678901234567890', n: 1.5, t: 'x\\ud83d', ok: '😀' });
    expect(parseJson('{"id":9007199254740993}')).toEqual({ id: '9007199254740993' });
    expect(parseJson('{broken')).toBeUndefined();
  });
});
