import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LongValueCutter, longValueNumber, readBase64 } from '../../electron/engine/importers/sms-backup/long-values.ts';
import { holdsHalves, SurrogateRepair } from '../../electron/engine/importers/sms-backup/surrogate-entities.ts';

const inSteps = (tool: { push: (text: string) => string; end: () => string }, text: string, step: number): string => {
  let out = '';
  for (let at = 0; at < text.length; at += step) out += tool.push(text.slice(at, at + step));
  return out + tool.end();
};
const repair = (text: string, step = text.length || 1) => inSteps(new SurrogateRepair(), text, step);

describe('repairing emoji written as two halves', () => {
  it('makes one character of two halves, in as many characters', () => {
    expect(repair('a&#55357;&#56832;b')).toBe('a&#0000000128512;b');
    expect(repair('&#xD83D;&#xDE00;')).toBe('&#0000000128512;');
    expect(repair('&#55357;')).toBe('&#65533;');
    expect(repair('&#56832;&#55357;&#56832;')).toBe('&#65533;&#0000000128512;');
    expect(repair('&#128512;&#10;&amp;&#57344;&#55000;')).toBe('&#128512;&#10;&amp;&#57344;&#55000;');
  });

  it('gives the same however the text arrives, and never changes its length', () => {
    const part = fc.constantFrom('&#55357;', '&#56832;', '&#xD83D;', '&#xDE00;', '&amp;', 'text', '&#', ';', '&', '&#10;', '&#57344;', ' '.repeat(50));
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (parts, step) => {
      const text = parts.join('');
      expect(repair(text, step)).toBe(repair(text));
      expect(repair(text)).toHaveLength(text.length);
    }));
  });

  it('tells rows that hold halves', () => expect(['&#55357;', '&#55000; &#xD83D;', '&#55000;', '😀'].map(holdsHalves)).toEqual([true, true, false, false]));
});

describe('taking long values out', () => {
  const bytes = Buffer.alloc(30_001, 'picture');
  const long = `<part ct="image/jpeg" data="${bytes.toString('base64')}" fn='a "b" data='/>`;

  it('hashes a long value as it passes and leaves a mark', () => {
    for (const step of [1, 7, 1000, long.length]) {
      const cutter = new LongValueCutter();
      expect(inSteps(cutter, `<!-- it's "odd" --><?xml a="b'?>${long}<p/>`, step)).toBe(`<!-- it's "odd" --><?xml a="b'?><part ct="image/jpeg" data="[cut by Plumbline: value 1, 40,004 characters]" fn='a "b" data='/><p/>`);
      expect(cutter.values).toMatchObject([{ base64: true, sizeBytes: 30_001, sha256: createHash('sha256').update(bytes).digest('hex'), characters: 40_004 }]);
    }
    expect(longValueNumber('[cut by Plumbline: value 1, 40,004 characters]')).toBe(1);
    expect(longValueNumber('[cut')).toBeNull();
  });

  it('leaves everything else as it is, however it arrives', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('<a b="c>', '"', '\'', '>', '<', '<!--', '-->', '<?', '?>', 'x=', '/>', '\n'), { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), (parts, step) => {
      expect(inSteps(new LongValueCutter(), parts.join(''), step)).toBe(parts.join(''));
    }));
  });

  it('reads broken-up base64 the same however it arrives', () => {
    const broken = bytes.toString('base64').replace(/.{76}/g, '$&&#10;');
    for (const step of [1, 3, 77]) {
      const cutter = new LongValueCutter();
      inSteps(cutter, `<part data="${broken}"/>`, step);
      expect(cutter.values).toMatchObject([{ base64: true, sizeBytes: 30_001, sha256: createHash('sha256').update(bytes).digest('hex') }]);
    }
  });

  it('knows what is not base64', () => {
    expect(readBase64('AAAA').base64).toBe(true);
    expect(readBase64('AA&#10;AA==').base64).toBe(false);
    expect(readBase64('AAA=&#10;')).toMatchObject({ base64: true, sizeBytes: 2 });
    for (const text of ['A', 'AA=A', '<>', 'AAAA=====']) expect(readBase64(text).base64, text).toBe(false);
  });
});
