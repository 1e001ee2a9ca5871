/** WCAG 2.2 AA, reckoned from the stylesheets: text on its ground 4.5:1, frames of fields and the focus 3:1, in every theme. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../renderer');
const tokensCss = readFileSync(join(renderer, 'ui/tokens.css'), 'utf8');

function declarations(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})\b/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}
/** Colours of the blocks of a selector, outside media queries or inside the one for more contrast. */
function blockOf(selector: string, css: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  return start < 0 ? {} : declarations(css.slice(start, css.indexOf('}', start)));
}
const [plain = '', more = ''] = tokensCss.split('@media (prefers-contrast: more)');
const light = blockOf(':root', plain);
const dark = { ...light, ...blockOf(":root[data-theme='dark']", plain) };
const themes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  light, dark, 'light, more contrast': { ...light, ...blockOf(':root', more) }, 'dark, more contrast': { ...dark, ...blockOf(":root[data-theme='dark']", more) },
  'light, high contrast': { ...light, ...blockOf(":root[data-contrast='more']", plain) },
  'dark, high contrast': { ...dark, ...blockOf(":root[data-contrast='more'][data-theme='dark']", plain) },
};

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Grounds text stands on that is coloured elsewhere than where the ground is. */
const grounds = ['ground', 'panel', 'page'];
const onEveryGround = ['text', 'quiet', 'faint', 'accent', 'npp', 'policing', 'warned', 'anchor'];
/** A chosen row or view: its own words, its quiet ones, and links in it. */
const onChosen = ['text', 'quiet', 'accent'];
const letterGrounds = ['access', 'contact', 'picture', 'other', 'accent'];

function stylesheets(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? stylesheets(path) : name.endsWith('.css') ? [path] : [];
  });
}
/** Rules that set both a ground and the colour on it. */
function ruledPairs(): [string, string, string][] {
  return stylesheets(renderer).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', body = '']): [string, string, string][] => {
    const ground = /(?:^|;)\s*background(?:-color)?:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
    const colour = /(?:^|;)\s*color:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
    // WCAG asks nothing of what cannot be used.
    return ground === undefined || colour === undefined || selector.includes('disabled') ? [] : [[colour, ground, selector.trim()]];
  }));
}

describe.each(Object.entries(themes))('in the theme %s', (_name, tokens) => {
  const below = (pairs: readonly (readonly [string, string, string?])[], least: number): string[] => pairs.flatMap(([colour, ground, where = '']) => {
    const [one, other] = [tokens[colour], tokens[ground]];
    if (one === undefined || other === undefined) return [`${colour} or ${ground} is not a colour ${where}`];
    return ratio(one, other) < least ? [`${colour} on ${ground}: ${ratio(one, other).toFixed(2)} ${where}`] : [];
  });

  it('text can be read on every ground it stands on', () => {
    expect(below([
      ...onEveryGround.flatMap((colour) => grounds.map((ground) => [colour, ground] as const)), ...onChosen.map((colour) => [colour, 'accent-ground'] as const),
      ...letterGrounds.map((ground) => ['on-colour', ground] as const),
    ], 4.5)).toEqual([]);
  });

  it('every rule of a stylesheet that sets a ground and a colour sets them far enough apart', () => {
    expect(ruledPairs().length).toBeGreaterThan(15);
    expect(below(ruledPairs(), 4.5)).toEqual([]);
  });

  it('the frame of a field and the focus can be seen', () => {
    expect(below([...['line-field', 'focus'].flatMap((colour) => grounds.map((ground) => [colour, ground] as const)), ['focus', 'accent-ground']], 3)).toEqual([]);
  });
});

describe('the reckoning', () => {
  it('is that of WCAG', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(ratio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});
