/** The words of a scrap of HTML as a person would read them. Nothing in it is fetched, run or shown as HTML. */
import { Parser } from 'htmlparser2';

const lineBreaking: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table']);
const unread: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title']);
const maxDepth = 200;

/**
 * Text of the markup: entities decoded, tags removed, a line a block, the `alt` of a picture (that is
 * how emoji are written) in its place. White space inside a line is folded as a browser folds it.
 */
export function htmlText(html: string): string {
  let text = '';
  let depth = 0;
  let hidden = 0;
  const breakLine = (): void => { if (text !== '' && !text.endsWith('\n')) text += '\n'; };
  const parser = new Parser({
    onopentag: (name, attributes) => {
      depth += 1;
      if (depth > maxDepth) throw new RangeError('the markup is nested too deeply');
      if (unread.has(name)) hidden += 1;
      if (name === 'br') text += '\n';
      else if (lineBreaking.has(name)) breakLine();
      if (name === 'img' && hidden === 0) text += attributes['alt'] ?? '';
    },
    ontext: (words) => { if (hidden === 0) text += words.replace(/[ \t\r\n\f]+/g, ' '); },
    onclosetag: (name) => {
      depth -= 1;
      if (unread.has(name)) hidden -= 1;
      if (name !== 'br' && lineBreaking.has(name)) breakLine();
    },
  }, { decodeEntities: true });
  parser.end(html);
  return text.split('\n').map((line) => line.replace(/^ | $/g, '')).join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
}

/** Decodes entities only; for columns that hold escaped plain text. */
export function unescapedText(escaped: string): string {
  let text = '';
  // Angle brackets are escaped in such columns too, so a tag can only be something the person typed.
  const parser = new Parser({ ontext: (words) => { text += words; } }, { decodeEntities: true });
  parser.end(escaped.replaceAll('<', '&lt;'));
  return text;
}
