/** One hit as named values: `Fragment[@name]`, and whatever else stands in the element. */
import { FaultTolerantXml } from '../xml/fault-tolerant-xml.ts';
import type { AxiomValue } from './axiom-row.ts';

const deepest = 32;
const mostValues = 2_000;

export type HitReading = { readonly ok: true; readonly values: readonly AxiomValue[] } | { readonly ok: false; readonly why: string };

interface OpenElement { readonly name: string; text: string; children: number }

class HitReader {
  readonly values: AxiomValue[] = [];
  readonly #open: OpenElement[] = [];
  fault: string | null = null;

  #fail(why: string): void {
    this.fault ??= why;
  }

  add(heading: string, value: string): void {
    if (this.values.length >= mostValues) this.#fail(`it holds more than ${mostValues} values`);
    else this.values.push({ heading: heading.trim(), value, stored: false });
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const local = tag.replace(/^.*:/, '');
    if (this.#open.length >= deepest) { this.#fail('its elements are nested too deeply'); return; }
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      for (const [name, value] of Object.entries(attributes)) this.add(`${local} ${name}`, value);
      this.#open.push({ name: '', text: '', children: 0 });
      return;
    }
    parent.children += 1;
    const named = attributes['name'];
    const name = parent.name === '' ? named ?? local : `${parent.name} / ${named ?? local}`;
    for (const [attribute, value] of Object.entries(attributes)) if (attribute !== 'name') this.add(`${name} (${attribute})`, value);
    this.#open.push({ name, text: '', children: 0 });
  }

  text(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }

  close(): void {
    const element = this.#open.pop();
    if (element === undefined || (element.children > 0 && element.text.trim() === '')) return;
    if (element.name !== '') this.add(element.name, element.children > 0 ? element.text.trim() : element.text);
    else if (element.text.trim() !== '') this.add('text', element.text.trim());
  }
}

/** Reads one hit. Anything that is not well formed XML gives the reason and no values. */
export function readHit(xml: string): HitReading {
  const reader = new HitReader();
  const parser = new FaultTolerantXml({ xmlns: false, fragment: false, position: false });
  parser.on('error', (error) => { reader.fault ??= error.message.slice(0, 200); });
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', () => reader.close());
  parser.write(xml).close();
  return reader.fault === null ? { ok: true, values: reader.values } : { ok: false, why: reader.fault };
}
