/** Protected strings are found however they are written; a quick look before the search never makes one be passed over. */
import { describe, expect, it } from 'vitest';
import { hider } from '../../shared/domain/protected-text.ts';
import type { ProtectedPerson, ProtectedString } from '../../shared/domain/cipher.ts';

const person = (...strings: ProtectedString[]): ProtectedPerson[] => [{ cipher: 'Ms A', strings } as ProtectedPerson];
const hidden = (kind: ProtectedString['kind'], text: string, written: string): string => hider(person({ kind, text } as ProtectedString))(written);

describe('a name', () => {
  it.each([
    ['Imogen Vale', 'imogen%20vale.jpg'], ['Imogen Vale', 'IMOGEN_VALE_1.pdf'], ['Imogen Vale', 'Ms Imogen\nVale'], ['Imogen Vale', 'imogen.vale92@example.com'], ['Imogen Vale', 'ImogenVale'],
    ['Siân O’Brien', 'SIAN OBRIEN'], ['Siân O’Brien', 'Sian O Brien'], ['Siân O’Brien', "Sia\u0302n O'Brien"], ['Anne-Marie Vale', 'Anne Marie Vale'], ['Anne-Marie Vale', 'annemarie-vale'], ['J.R. Vale', 'J.R. Vale rang'],
    ['Siân O’Brien', 'Sian O\u02bbBrien'], ['Siân O’Brien', 'Sian O\u2032Brien'], ['Imogen Ashworth', 'Imogen Ash-\nworth'], ['Bo Li', 'Bo,\r\nLi'], ['Bo Li', 'Bo (Li)'],
    ['Νίκος Δήμου', 'ΝΙΚΟΣ ΔΗΜΟΥ'], ['ليلى حداد', 'ليلـى حـداد'], ['王芳', '我是王芳啊'], ['王芳', '王 芳'],
    ['@rowan.a.rides', 'see @rowan.a.rides there'],
    ['Siân O’Brien', 'Si&acirc;n O&rsquo;Brien'], ['Siân O’Brien', 'Si&#226;n O&#x2019;Brien'], ['Zoë Müller', 'Zo%C3%AB M%C3%BCller'], ['Zoë Müller', 'Zo%EB M%FCller'], ['Zoë Müller', 'Zo=C3=AB M=FCl=\r\nler'], ['Zoë Müller', 'Zo\\u00eb M\\u00fcller'],
    ['Adele Farrow', 'NAME=ADELE FARROW'], ['Adele Farrow', '100%adele farrow'],
    ['Siân O’Brien', 'Si&#226;n O&#146;Brien'], ['Siân O’Brien', 'Si=E2n O=92Brien'], ['Ana Ionuţă Kőrösi', 'Ana Ionu&tcedil;&abreve; K&odblac;r&ouml;si'],
    ['Imogen Vale', '%49%6d%6f%67%65%6e%20%56%61%6c%65'], ['Imogen Vale', '&#73;&#109;ogen&nbsp;Vale'],
  ])('%s is found in “%s”', (text, written) => expect(hidden('name', text, written)).toContain('Ms A'));

  it('is taken out with every sign its letters are written with, and nothing beside them', () => {
    expect(hidden('name', 'Zoë Müller', 'a&amp;b Zo&euml; M&uuml;ller&uuml; x')).toBe('a&amp;b Zo&euml; M&uuml;ller&uuml; x');
    expect(hidden('name', 'Zoë Müller', 'a&amp;b (Zo&euml; M&uuml;ller) 50% x=10')).toBe('a&amp;b (Ms A) 50% x=10');
    expect(hidden('name', 'Imogen Vale', 'q=%49%6d%6f%67%65%6e+%56%61%6c%65&amp;r=1')).toBe('q=Ms A&amp;r=1');
    expect(hidden('name', 'Renée', 'Ren%C3%A9e; Ren&eacute;e; Ren\\u00e9e')).toBe('Ms A; Ms A; Ms A');
  });

  it('is not found in what only has its letters', () => {
    for (const written of ['Valerie imogenic', 'a vale of imogens', 'imo gen vale']) expect(hidden('name', 'Imogen Vale', written), written).toBe(written);
  });
});

describe('a number', () => {
  it.each(['07700 900417', '+44 7700 900 417', '+44 (0)7700 900417', '0044-7700-900417', '447700900417', '07700/900.417', '(07700) 900417', '07700_900417', '07700, 900417', '07700 — 900417', '07700 \r\n  900417', '07700     900417', '7700900417'])('is found as %s', (written) => {
    expect(hidden('phone', '+447700900417', `rang ${written} twice`)).toBe('rang Ms A twice');
    expect(hidden('phone', '07700 900417', 'rang 07700 900 417 twice')).toContain('Ms A');
  });

  it('of another country is found with its country', () => expect(hidden('phone', '+1 202 555 0143', 'rang 001 (202) 555-0143')).toContain('Ms A'));
  it('is not found in a longer one', () => expect(hidden('phone', '+447700900417', 'ref 0770090041755')).toBe('ref 0770090041755'));
});

describe('a plate', () => {
  it.each(['AB12 CDE', 'AB12CDE', 'ab12-cde', 'AB 12 CDE', 'AB12.CDE', 'AB12  CDE', 'AB12_CDE'])('is found as %s', (written) => expect(hidden('vrm', 'AB12 CDE', `the ${written} again`)).toBe('the Ms A again'));
});
