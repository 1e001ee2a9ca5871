import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonMemberReader, type JsonMember } from '../../electron/engine/importers/json/cut-members.ts';
import { parseJson } from '../../electron/engine/importers/json/values.ts';

function cut(text: string, descend: (keys: readonly (string | number)[]) => boolean, size = 7): JsonMember[] {
  const reader = new JsonMemberReader(descend);
  const bytes = Buffer.from(text);
  const members: JsonMember[] = [];
  for (let at = 0; at < bytes.length; at += size) members.push(...reader.push(bytes.subarray(at, at + size)));
  members.push(...reader.end());
  return members;
}

describe('cutting a JSON document into its members', () => {
  it('gives every member its own characters, however the bytes arrive', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), fc.integer({ min: 1, max: 9 }), fc.nat(2), (object, size, indent) => {
      const members = cut(JSON.stringify(object, null, indent), (keys) => keys.length === 0, size);
      expect(members.every(({ fault }) => fault === null)).toBe(true);
      expect(members.map(({ keys, text }) => [keys[0], JSON.parse(text)])).toEqual(Object.entries(object).map(([key, value]) => [key, JSON.parse(JSON.stringify(value))]));
      expect(new Set(members.map(({ place }) => place)).size).toBe(members.length);
    }));
  });

  it('opens the containers it is told to and names places inside them', () => {
    const text = '{"@context": {"a": [1]}, "@graph": [{"x": 1}, "two", [3]], "empty": [], "odd.name": {"y": null}}';
    const members = cut(text, (keys) => keys.length === 0 || keys[0] === '@graph' && keys.length === 1 || keys[0] === 'odd.name' && keys.length === 1);
    expect(members.map(({ place, text: own }) => [place, own])).toEqual([
      ['@context', '{"a": [1]}'], ['@graph[0]', '{"x": 1}'], ['@graph[1]', '"two"'], ['@graph[2]', '[3]'], ['empty', '[]'], ['["odd.name"].y', 'null'],
    ]);
  });

  it('says where the document stops being JSON, once', () => {
    for (const text of ['{"a": 1} x', '{"a" 1}', '{"a": 1,}', '{a: 1}', '[1, 2', '{"a": [1}', '', '{"a": 1]', ',']) {
      const faults = cut(text, (keys) => keys.length === 0).filter(({ fault }) => fault !== null);
      expect([text, faults.length <= 1]).toEqual([text, true]);
      if (text !== '{"a": [1}') expect([text, faults.length]).toEqual([text, 1]);
    }
  });

  it('keeps the digits of numbers JavaScript cannot hold', () => {
    expect(parseJson('{"a": 1783014480586325324, "b": 1.5, "c": 12, "d": 1e999, "e": -0}')).toEqual({ a: '1783014480586325324', b: 1.5, c: 12, d: '1e999', e: -0 });
    expect(parseJson(`${'['.repeat(101)}${']'.repeat(101)}`)).toBeUndefined();
    expect(parseJson('{')).toBeUndefined();
  });
});
