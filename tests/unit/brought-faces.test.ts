/** Typefaces the program brings for pages it sets. */
import { describe, expect, it } from 'vitest';
import { broughtFace } from '../../electron/main/typesetting/brought-faces.ts';

describe('a typeface the program brings', () => {
  it.each(['arimo', 'tinos'])('%s is there for four scripts, upright and slanted, light and heavy, with its letters inside the style sheet', (family) => {
    const sheet = broughtFace(`faces/${family}.css`) ?? '';
    expect(sheet.match(/@font-face/gu)).toHaveLength(16);
    expect(sheet.match(/src: url\(data:font\/woff2;base64,[A-Za-z0-9+/=]{4000,}\) format\('woff2'\);/gu)).toHaveLength(16);
    expect(sheet.match(/url\(/gu)).toHaveLength(16);
  });

  it('is all that is given: no other path names a file', () => {
    for (const path of ['faces/arimo', 'faces/../package.json', 'faces/files/arimo-latin-400-normal.woff2', 'faces/arimo.css/../../package.json', '']) expect(broughtFace(path), path).toBeNull();
  });
});
