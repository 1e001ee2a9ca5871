/** The review copy: one page that fetches nothing, runs nothing but its own script, and holds evidence as data no text of it can leave. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { Parser } from 'htmlparser2';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CopiedRow } from '../../electron/engine/exports/rows/review-copy/copied-row.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, caseForAll, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const hostile = [
  '</script><script>alert(1)</script>', '<!--<script>', '"quoted" \'and\' &amp; <b>bold</b>', 'line\u2028separator\u2029and paragraph', '\u202edesrever\u202c', 'bell \u0007 and null \u0000', '🔥 👨‍👩‍👧 مرحبا', ' two\n\n  lines', 'half \ud83d', '<img src=x onerror=alert(1)>', ']]> {{x}} ${y} javascript:alert(1) https://example.com/',
];
const chat = hostile.map((text, row) => `${13 + row}/10/2021, 09:${String(row).padStart(2, '0')} - ${row % 2 === 0 ? 'Rowan </td> Ashdown' : 'Imogen "Immy" Vale'}: ${text}`).join('\n');

interface Read { readonly html: string; readonly rows: CopiedRow[]; readonly facts: Record<string, Record<string, string>>; readonly scripts: readonly { readonly attributes: Record<string, string>; readonly text: string }[]; readonly styles: readonly string[]; readonly words: string; readonly tags: readonly { readonly name: string; readonly attributes: Record<string, string> }[] }

/** The page as a parser of HTML sees it. */
function read(html: string): Read {
  const scripts: { attributes: Record<string, string>; text: string }[] = [];
  const styles: string[] = [];
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  let [inside, words] = ['', ''];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      tags.push({ name, attributes });
      inside = name;
      if (name === 'script') scripts.push({ attributes, text: '' });
      if (name === 'style') styles.push('');
    },
    ontext: (text) => {
      const script = scripts.at(-1);
      if (inside === 'script' && script !== undefined) script.text += text;
      else if (inside === 'style') styles[styles.length - 1] += text;
      else words += text;
    },
    onclosetag: () => { inside = ''; words += ' '; },
  });
  parser.end(html);
  const rows = scripts.filter(({ attributes }) => 'data-rows' in attributes).flatMap(({ text }) => JSON.parse(text) as CopiedRow[]);
  const facts = JSON.parse(scripts.find(({ attributes }) => attributes['id'] === 'facts')?.text ?? '{}') as Read['facts'];
  return { html, rows, facts, scripts, styles, tags, words: words.replace(/\s+/g, ' ') };
}

let exported = 0;
async function copyOf(bench: Bench, filter: Partial<TimelineFilter> = {}) {
  const destination = join(bench.folder, `copy ${exported += 1}.html`);
  const done = await bench.engine.call('exports.rows', { filter: { ...everything, ...filter }, zone: 'Europe/London', format: 'html', destination });
  return { done, page: read(readFileSync(destination, 'utf8')) };
}

let shared: Bench;
beforeAll(async () => {
  shared = await caseForAll();
  await addAndImport(shared, writeEvidence(shared.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
});

describe('the review copy', () => {
  it('may fetch nothing and run nothing but the one script and style its policy names by their hashes', async () => {
    const { page } = await copyOf(shared);
    const policy = page.tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes['content'] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [code, ...others] = page.scripts.filter(({ attributes }) => attributes['type'] !== 'application/json');
    expect(others).toEqual([]);
    expect(policy).toBe(`default-src 'none'; script-src ${hash(code?.text ?? '')}; style-src ${hash(page.styles.join(''))}; base-uri 'none'; form-action 'none'`);
    expect(page.tags[3]?.attributes['http-equiv']).toBe('Content-Security-Policy');
    expect(() => new Script(code?.text ?? '')).not.toThrow();
    expect(code?.text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttpRequest|localStorage/);
    for (const { name, attributes } of page.tags) {
      expect(Object.keys(attributes).filter((attribute) => /^on|^(?:src|href|action|style|srcset|formaction)$/.test(attribute)), name).toEqual([]);
      expect(['iframe', 'object', 'embed', 'link', 'base', 'img', 'a', 'svg'], name).not.toContain(name);
    }
    expect(page.styles.join('')).not.toMatch(/url\(|@import/);
  });

  it('holds every row word for word, as data that nothing in it can end', async () => {
    const { page, done } = await copyOf(shared);
    const items = await allItems(shared);
    expect(done).toMatchObject({ rows: hostile.length, leftOut: 0, withheld: 0, total: hostile.length });
    expect(page.rows.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
    expect(page.rows.map(({ from }) => from)).toEqual(items.map(({ from }) => from));
    expect(page.rows[0]).toMatchObject({ number: '1', day: '2021-10-13', when: ['Wed 13/10/2021', '09:00 BST'], notes: ['zone assumed'], kind: 'message', exhibit: 'ABC/1', place: 'line 1' });
    for (const { text } of page.scripts.filter(({ attributes }) => attributes['type'] === 'application/json')) expect(text).not.toMatch(/[<>&\u2028\u2029\u202e\u202c\u0000\u0007]/);
    expect(page.html).not.toMatch(/\u202e|\u0007|\u0000/);
    expect(page.words).not.toContain('alert(1)');
    expect(page.facts['named']).toMatchObject({ '\u202e': 'RLO', '\u0007': '␇', '\u007f': '␡', '\ufeff': 'BOM' });
    expect(Object.keys(page.facts['named'] ?? {})).not.toContain('\n');
  });

  it('says the selection, what is withheld and what is outside it, so that the parts come to the whole, and what made it', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
    const [first, second] = await allItems(bench);
    if (first === undefined || second === undefined) throw new Error('nothing was read');
    await bench.engine.call('review.disclose', { itemIds: [first.id], handling: 'privileged', reason: 'Advice of his solicitor' });
    await bench.engine.call('review.disclose', { itemIds: [second.id], relevance: 'relevant', handling: 'sensitive', reason: 'Names an informant' });
    await bench.engine.call('review.tag', { itemIds: [second.id], tag: 'flirtation', on: true });
    await bench.engine.call('review.assess', { itemIds: [second.id], state: 'no-policing-purpose', reasons: 'Line one\nline <two>', innocentExplanation: 'None' });
    await bench.engine.call('review.account', { itemIds: [second.id], whose: 'officer', name: '', text: 'Says she asked', source: 'interview', place: 'page 4', saidOn: null });
    const { done, page } = await copyOf(bench, { kinds: ['message'], search: 'Rowan OR Immy' });
    expect(done).toMatchObject({ rows: hostile.length - 1, withheld: 1, total: hostile.length });
    expect(page.words).toContain(`Rows listed ${hostile.length - 1} + privileged and withheld 1 + outside this selection 0 = ${hostile.length} items. Rows set aside on import: 0`);
    expect(page.words).toMatch(/Selection: .*kind is message/);
    expect(page.words).toMatch(/Made by Plumbline \S+ for R\. Reviewer, 20\S+Z\. Continuity log head [0-9a-f]{64}\./);
    expect(page.html).not.toMatch(/solicitor|informant/);
    expect(page.html.split('OFFICIAL-SENSITIVE').length).toBeGreaterThanOrEqual(3);
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    expect(page.words).toContain(exhibit?.sha256);
    expect(page.words).toContain('Flirtatious tone');
    expect(page.facts['tags']).toEqual({ flirtation: 'Flirtation' });
    expect(page.rows[0]).toMatchObject({
      assessment: 'no-policing-purpose', tags: ['flirtation'], said: [
        ['Assessment', 'No policing purpose apparent — Line one\nline <two>'], ['Innocent explanation weighed', 'None'], ['Assessed by', expect.stringMatching(/^R\. Reviewer, \d\d\/\d\d\/\d{4}$/)],
        ['The officer', 'Says she asked (interview, page 4, day not stated)'], ['Disclosure', 'Relevant, included, Sensitive'],
      ],
    });
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'rows.exported', details: { format: 'html', rows: hostile.length - 1, withheld: 1, sha256: done.sha256 } });
  });

  it('of nothing is a page that says so', async () => {
    const { page, done } = await copyOf(shared, { search: 'nothingofthiskind' });
    expect(done).toMatchObject({ rows: 0, leftOut: hostile.length });
    expect(page.rows).toEqual([]);
    expect(page.words).toContain(`Rows listed 0 + outside this selection ${hostile.length} = ${hostile.length} items.`);
  });
});
