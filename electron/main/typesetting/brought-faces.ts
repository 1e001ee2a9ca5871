/** Typefaces the program brings for pages it sets, so that they come out alike on every computer: their letters have the widths of Arial and Times New Roman. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageOf = {
  arimo: () => createRequire(import.meta.url).resolve('@fontsource/arimo/package.json'),
  tinos: () => createRequire(import.meta.url).resolve('@fontsource/tinos/package.json'),
} as const;
type Family = keyof typeof packageOf;
const families = ['arimo', 'tinos'] as const satisfies readonly Family[];
/** Upright and slanted, light and heavy. */
const styles = ['400', '400-italic', '700', '700-italic'];
/** Scripts they are brought for; of others the computer's own faces are taken, as without them. */
const scripts = '(?:latin|latin-ext|greek|cyrillic)';
const named = new RegExp(`src: url\\(\\./files/([a-z]+-${scripts}-\\d+-(?:normal|italic)\\.woff2)\\)[^;]*;`, 'u');

const read = (family: Family, name: string): Buffer => readFileSync(join(dirname(packageOf[family]()), name));

/** The rules of a package that name one of our scripts, each with its letters inside it: a file of their own would be there now before and now after the page is printed. */
const withLetters = (family: Family, style: string): string => read(family, `${style}.css`).toString('utf8').split(/(?=@font-face)/u)
  .flatMap((rule) => {
    const [source, file] = named.exec(rule) ?? [];
    return source === undefined || file === undefined ? [] : [rule.replace(source, `src: url(data:font/woff2;base64,${read(family, join('files', file)).toString('base64')}) format('woff2');`)];
  }).join('');

const sheets = new Map<string, string>();

/** The style sheet of a face, `faces/arimo.css` or `faces/tinos.css`; null for any other path. Throws what reading throws. */
export function broughtFace(path: string): string | null {
  const family = families.find((one) => path === `faces/${one}.css`);
  if (family === undefined) return null;
  const sheet = sheets.get(family) ?? styles.map((style) => withLetters(family, style)).join('');
  sheets.set(family, sheet);
  return sheet;
}
