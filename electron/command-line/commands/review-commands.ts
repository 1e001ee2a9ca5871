/** items, search, tag, undo, transcribe, write-event, withdraw, export. */
import { precisions, zoneBases } from '../../../shared/domain/evidence-time.ts';
import { documentKinds, documentKindSchema } from '../../../shared/domain/document-kind.ts';
import { grouped, howMany } from '../../../shared/domain/how-many.ts';
import { itemIdSchema, type ItemId } from '../../../shared/domain/ids.ts';
import { itemKinds } from '../../../shared/domain/item.ts';
import { wholePicture, type Region } from '../../../shared/domain/region.ts';
import { rowFormatFacts, rowFormats, type RowFormat } from '../../../shared/contract/exporting.ts';
import type { ItemLine } from '../../../shared/contract/timeline.ts';
import { assessmentOf, filterOf, hidingOf } from '../answers.ts';
import { itemSentence } from '../output.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { Misunderstood, oneOf, pathGiven, required, type Invocation } from '../options.ts';
import type { Command, CommandContext } from './command.ts';
import { exportOfCase } from './document-command.ts';

async function printItems({ engine, invocation, printer }: CommandContext, searched?: string): Promise<number> {
  const filter = await filterOf(engine, invocation, searched);
  const zone = (await engine.call('cases.summary', {})).details.displayZone;
  const all: ItemLine[] = [];
  for (let after: string | null = null; ;) {
    const page: { items: ItemLine[]; next: string | null } = await engine.call('items.page', { filter, after });
    for (const item of page.items) {
      if (invocation.has('jsonl')) printer.line(JSON.stringify(item));
      else if (printer.json) all.push(item);
      else printer.line(itemSentence(item, zone));
    }
    if (page.next === null) break;
    after = page.next;
  }
  if (printer.json && !invocation.has('jsonl')) printer.result(all, []);
  return 0;
}

export const items: Command = (context) => printItems(context);
export const search: Command = (context) => printItems(context, context.invocation.words[1] ?? '');

export const tag: Command = async ({ engine, invocation, printer }) => {
  const itemIds = invocation.all('item').map((id) => itemIdSchema.parse(id));
  if (itemIds.length === 0) throw new Misunderstood('“tag” needs at least one --item.');
  const changed = new Set<string>();
  for (const code of invocation.all('add')) (await engine.call('review.tag', { itemIds, tag: code, on: true })).changed.forEach((id) => changed.add(id));
  for (const code of invocation.all('remove')) (await engine.call('review.tag', { itemIds, tag: code, on: false })).changed.forEach((id) => changed.add(id));
  const words = await assessmentOf(engine, invocation);
  const account = invocation.one('account');
  if (words !== null) (await engine.call('review.assess', { itemIds, ...words, officersAccount: account })).changed.forEach((id) => changed.add(id));
  else if (account !== undefined) throw new Misunderstood('--account goes with --assess; the command “account” records it with its source.');
  printer.result({ changed: [...changed] }, [`${changed.size} of ${itemIds.length} items changed`]);
  return 0;
};

export const undo: Command = async ({ engine, printer }) => {
  const undone = await engine.call('review.undo', {});
  printer.result(undone, [undone === null ? 'There is nothing of yours to undo.' : `Undone: ${undone.undone}`]);
  return 0;
};

/** What a person writes down, as the options say it. */
function writtenDown(invocation: Invocation) {
  const clock = invocation.one('clock') ?? '';
  const date = required(invocation, 'date');
  return {
    date, clock, written: invocation.one('written') ?? `${date} ${clock}`.trim(),
    precision: oneOf('precision', invocation.one('precision') ?? (clock === '' ? 'day' : clock.length > 5 ? 'second' : 'minute'), precisions),
    zone: required(invocation, 'from-zone'), zoneBasis: oneOf('zone-basis', required(invocation, 'zone-basis'), zoneBases), zoneBasisBy: invocation.one('zone-by') ?? '',
    from: invocation.one('from') ?? '', to: [...invocation.all('to')], thread: invocation.one('thread') ?? '', text: invocation.one('text') ?? '',
  };
}

/** `--region x,y,width,height` in the picture's own pixels; the whole picture when it is left out. */
async function regionOf(engine: Parameters<Command>[0]['engine'], itemId: ItemId, attachment: number, typed: string | undefined): Promise<Region> {
  if (typed === undefined) return wholePicture;
  const [x, y, width, height] = typed.split(',').map((part) => (/^\d{1,6}$/.test(part.trim()) ? Number(part) : NaN));
  if (x === undefined || y === undefined || !(Number(width) > 0) || !(Number(height) > 0) || Number.isNaN(x + y) || typed.split(',').length !== 4) {
    throw new Misunderstood('--region is four whole numbers of pixels, x,y,width,height, such as 0,180,540,96.');
  }
  const size = await engine.call('pictures.size', { itemId, attachment });
  if (x + Number(width) > size.width || y + Number(height) > size.height) throw new Misunderstood(`--region reaches beyond the picture, which is ${size.width} × ${size.height} pixels.`);
  return { x: x / size.width, y: y / size.height, width: Number(width) / size.width, height: Number(height) / size.height };
}

export const transcribe: Command = async ({ engine, invocation, printer }) => {
  const itemId = itemIdSchema.parse(required(invocation, 'item'));
  const picture = invocation.one('attachment') ?? '1';
  if (!/^[1-9]\d{0,5}$/.test(picture)) throw new Misunderstood('--attachment is a number counted from 1.');
  const attachment = Number(picture) - 1;
  const made = await engine.call('pictures.transcribe', {
    ...writtenDown(invocation), itemId, attachment, kind: oneOf('kind', required(invocation, 'kind'), itemKinds), region: await regionOf(engine, itemId, attachment, invocation.one('region')),
  });
  printer.result(made, [`Item ${made.itemId} written down`]);
  return 0;
};

const eventKinds = ['event', 'account', 'note', 'message', 'call', 'access'] as const;

export const writeEvent: Command = async ({ engine, invocation, printer }) => {
  const reference = required(invocation, 'exhibit');
  const exhibit = (await engine.call('exhibits.list', {})).find((each) => each.reference === reference);
  if (exhibit === undefined) throw new PlumblineError('not_found', `There is no exhibit “${reference}” in this case.`);
  const page = invocation.one('page');
  if (page !== undefined && !/^[1-9]\d{0,5}$/.test(page)) throw new Misunderstood('--page is a number counted from 1.');
  const made = await engine.call('events.write', {
    ...writtenDown(invocation), exhibitId: exhibit.id, page: page === undefined ? null : Number(page), kind: oneOf('kind', invocation.one('kind') ?? 'event', eventKinds),
  });
  printer.result(made, [`Item ${made.itemId} written down`]);
  return 0;
};

export const withdraw: Command = async ({ engine, invocation, printer }) => {
  const itemId = itemIdSchema.parse(required(invocation, 'item'));
  await engine.call('pictures.withdraw', { itemId, reason: required(invocation, 'reason') });
  printer.result({ itemId }, ['Withdrawn. What it said stays in the continuity log.']);
  return 0;
};

async function exportTerms({ engine, invocation, printer, watch }: CommandContext): Promise<number> {
  const destination = pathGiven(invocation.words[2] ?? '');
  const format = /\.(csv|pdf)$/iu.exec(destination)?.[1]?.toLowerCase();
  if (format !== 'csv' && format !== 'pdf') throw new Misunderstood('“export terms” makes a file that ends in .csv or .pdf.');
  const done = await engine.call('exports.terms', { format, destination, overwrite: invocation.has('overwrite'), ...hidingOf(invocation) }, watch);
  printer.result(done, [`${done.path}: ${howMany(done.terms, 'term')}, ${howMany(done.views, 'saved view')}${done.pages === null ? '' : ` on ${howMany(done.pages, 'page')}`}, SHA-256 ${done.sha256}`]);
  return 0;
}

const byExtension: Readonly<Record<string, RowFormat>> = { csv: 'csv', xlsx: 'xlsx', jsonl: 'timesketch-jsonl', ndjson: 'opensearch', jsonld: 'case', rsmf: 'rsmf', html: 'html' };

/** The format asked for, or the one the file's name says. */
function rowFormatOf(invocation: Invocation, destination: string): RowFormat {
  const asked = invocation.one('format') ?? byExtension[/\.([a-z]+)$/iu.exec(destination)?.[1]?.toLowerCase() ?? ''];
  if (asked === undefined) throw new Misunderstood(`“export rows” needs --format (${rowFormats.join(', ')}), or a file name that ends in ${Object.keys(byExtension).map((ending) => `.${ending}`).join(', ')}.`);
  return oneOf('format', asked, rowFormats);
}

async function exportRows({ engine, invocation, printer, watch }: CommandContext, zone: string): Promise<number> {
  const destination = pathGiven(invocation.words[2] ?? '');
  const done = await engine.call('exports.rows', {
    filter: await filterOf(engine, invocation), zone, format: rowFormatOf(invocation, destination), destination, overwrite: invocation.has('overwrite'), mark: !invocation.has('no-mark'), ...hidingOf(invocation),
  }, watch);
  printer.result(done, [`${done.path}: ${howMany(done.rows, 'row')} (${rowFormatFacts[done.format].label}), ${grouped(done.leftOut)} left out by the filter${done.withheld === 0 ? '' : `, ${grouped(done.withheld)} privileged and withheld`}, ${grouped(done.total)} in the case, SHA-256 ${done.sha256}`]);
  return 0;
}

export const exportDocument: Command = async (context) => {
  const { engine, invocation, printer, watch } = context;
  if (invocation.words[0] === 'terms') return exportTerms(context);
  const kind = documentKindSchema.safeParse(invocation.words[0]);
  if (kind.success) return exportOfCase(context, kind.data);
  if (invocation.words[0] !== 'timeline' && invocation.words[0] !== 'rows') throw new Misunderstood(`“export” makes a “timeline”, “rows” for other programs, the schedule of “terms”, or one of ${documentKinds.map((each) => `“${each}”`).join(', ')}.`);
  const zone = invocation.one('show-zone') ?? (await engine.call('cases.summary', {})).details.displayZone;
  if (invocation.words[0] === 'rows') return exportRows(context, zone);
  const done = await engine.call('exports.timeline', {
    filter: await filterOf(engine, invocation), zone, destination: pathGiven(invocation.words[2] ?? ''), overwrite: invocation.has('overwrite'), ...hidingOf(invocation),
  }, watch);
  printer.result(done, [`${done.path}: ${howMany(done.rows, 'row')} on ${howMany(done.pages, 'page')}, ${grouped(done.leftOut)} left out by the filter${done.withheld === 0 ? '' : `, ${grouped(done.withheld)} privileged and withheld`}, SHA-256 ${done.sha256}`]);
  return 0;
};
