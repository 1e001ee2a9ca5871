/**
 * What runs in the review copy: shows rows some at a time, finds and filters them. Plain JavaScript for whatever browser
 * it is opened in. Evidence is only ever put in as text, never as markup.
 */
export const pageScript = String.raw`'use strict';
(() => {
  const by = (id) => document.getElementById(id);
  const facts = JSON.parse(by('facts').textContent);
  const rows = [];
  for (const block of document.querySelectorAll('script[data-rows]')) {
    for (const row of JSON.parse(block.textContent)) rows.push(row);
    block.remove();
  }
  const code = (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0');
  const named = new RegExp('([' + Object.keys(facts.named).map(code).join('') + '])');
  const filter = { words: [], kind: '', tag: '', assessment: '', from: '', until: '' };
  let found = rows;
  let first = 0;

  const element = (tag, className, parent) => {
    const made = document.createElement(tag);
    if (className !== '') made.className = className;
    parent.append(made);
    return made;
  };
  const marker = () => filter.words.length === 0 ? null : new RegExp('(' + filter.words.map((word) => word.replace(/[.*+?^$\x7b\x7d()|[\]\\]/g, '\\$&')).join('|') + ')', 'giu');
  const put = (parent, text, marks) => {
    for (const piece of text.split(named)) {
      if (Object.hasOwn(facts.named, piece)) element('span', 'control', parent).textContent = facts.named[piece];
      else if (marks === null) parent.append(piece);
      else piece.split(marks).forEach((part, index) => { if (index % 2 === 1) element('mark', '', parent).textContent = part; else parent.append(part); });
    }
  };
  const evidence = (parent, text, marks) => {
    if (text === '') return;
    const box = element('bdi', '', parent);
    box.dir = 'auto';
    put(box, text, marks);
  };
  const line = (parent, heading, text, marks) => {
    const box = element('div', 'small', parent);
    element('span', 'label', box).textContent = heading + ': ';
    evidence(box, text, marks);
  };
  const draw = (row, body, marks) => {
    const tr = element('tr', '', body);
    tr.tabIndex = -1;
    const cell = (className) => element('td', className, tr);
    cell('number').textContent = row.number;
    const when = cell('when');
    for (const words of row.when) element('div', '', when).textContent = words;
    for (const note of row.notes) evidence(element('div', 'small', when), note, null);
    const kind = cell('');
    kind.append(facts.kinds[row.kind]);
    if (row.thread !== '') evidence(element('div', 'small', kind), row.thread, marks);
    evidence(cell(''), row.from, marks);
    const to = cell('');
    for (const name of row.to) evidence(element('div', '', to), name, marks);
    evidence(cell('text'), row.text, marks);
    const said = cell('said');
    for (const [heading, text] of row.said) line(said, heading, text, marks);
    if (row.tags.length > 0) line(said, 'Tags', row.tags.map((tag) => facts.tags[tag] || tag).join('; '), marks);
    const source = cell('');
    source.append(row.exhibit);
    evidence(element('div', 'small', source), row.place, marks);
  };

  const haystack = (row) => {
    if (row.words === undefined) row.words = [row.from, ...row.to, row.thread, row.text, row.exhibit, row.place, ...row.notes, ...row.said.flat(), ...row.tags.map((tag) => facts.tags[tag] || tag)].join('\n').toLowerCase();
    return row.words;
  };
  const fits = (row) => (filter.kind === '' || row.kind === filter.kind) && (filter.tag === '' || row.tags.includes(filter.tag)) && (filter.assessment === '' || row.assessment === filter.assessment)
    && (filter.from === '' || (row.day !== '' && row.day >= filter.from)) && (filter.until === '' || (row.day !== '' && row.day <= filter.until))
    && filter.words.every((word) => haystack(row).includes(word));

  const count = (number) => number.toLocaleString('en-GB');
  const size = () => by('size').value === 'all' ? Math.max(1, found.length) : Number(by('size').value);
  const show = () => {
    const body = by('rows');
    body.replaceChildren();
    const marks = marker();
    const last = Math.min(found.length, first + size());
    for (let index = first; index < last; index += 1) draw(found[index], body, marks);
    const undated = filter.from === '' && filter.until === '' ? 0 : rows.filter((row) => row.day === '').length;
    by('status').textContent = count(found.length) + ' of ' + count(rows.length) + ' rows' + (found.length === 0 ? '' : ', showing ' + count(first + 1) + ' to ' + count(last))
      + (undated === 0 ? '' : '. Rows without a time (' + count(undated) + ') are left out while a date is set');
    by('before').disabled = first === 0;
    by('after').disabled = last >= found.length;
  };
  const refilter = () => {
    filter.words = by('find').value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    for (const name of ['kind', 'tag', 'assessment', 'from', 'until']) filter[name] = by(name).value;
    found = rows.filter(fits);
    first = 0;
    show();
  };
  const turn = (way) => {
    const next = first + way * size();
    if (next < 0 || next >= found.length) return;
    first = next;
    show();
    document.querySelector('thead').scrollIntoView();
  };
  const offer = (id, counts, nameOf) => {
    for (const [value, number] of [...counts].sort((one, other) => nameOf(one[0]).localeCompare(nameOf(other[0])))) {
      const option = element('option', '', by(id));
      option.value = value;
      option.textContent = nameOf(value) + ' (' + count(number) + ')';
    }
  };
  const tally = (valuesOf) => {
    const counts = new Map();
    for (const row of rows) for (const value of valuesOf(row)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  };

  offer('kind', tally((row) => [row.kind]), (kind) => facts.kinds[kind]);
  offer('tag', tally((row) => row.tags), (tag) => facts.tags[tag] || tag);
  offer('assessment', tally((row) => [row.assessment]), (state) => facts.assessments[state]);
  let waiting = 0;
  by('find').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(refilter, 150); });
  for (const name of ['kind', 'tag', 'assessment', 'from', 'until', 'size']) by(name).addEventListener('change', refilter);
  by('controls').addEventListener('submit', (event) => { event.preventDefault(); refilter(); });
  by('controls').addEventListener('reset', () => { setTimeout(refilter); });
  by('before').addEventListener('click', () => turn(-1));
  by('after').addEventListener('click', () => turn(1));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    const row = event.target.closest('#rows tr');
    const go = (to) => { if (to) { event.preventDefault(); to.focus(); } };
    if (event.key === 'Escape' && typing) go(document.querySelector('#rows tr'));
    else if (typing) return;
    else if (event.key === '/') go(by('find'));
    else if (event.key === 'j' || (event.key === 'ArrowDown' && row !== null)) go(row === null ? document.querySelector('#rows tr') : row.nextElementSibling);
    else if (event.key === 'k' || (event.key === 'ArrowUp' && row !== null)) go(row && row.previousElementSibling);
    else if (event.key === 'n') turn(1);
    else if (event.key === 'p') turn(-1);
  });
  show();
})();
`;
