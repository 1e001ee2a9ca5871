/** Answers and filters given as options. */
import { readFileSync } from 'node:fs';
import { epochs } from '../../shared/domain/epoch.ts';
import { importAnswersSchema, type ImportAnswers } from '../../shared/contract/importing.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { assessmentStates, secondViews } from '../../shared/domain/assessment.ts';
import { channels } from '../../shared/domain/channel.ts';
import type { ChargeId } from '../../shared/domain/charge.ts';
import { handlings, relevances } from '../../shared/domain/disclosure.ts';
import { standardCodes } from '../../shared/domain/standard.ts';
import { columnMappingSchema, dateOrders, type ColumnMapping } from '../../shared/domain/audit-row.ts';
import { spanAround } from '../../shared/domain/around.ts';
import { zoneBases } from '../../shared/domain/evidence-time.ts';
import { itemIdSchema, type ExhibitId } from '../../shared/domain/ids.ts';
import { itemKinds } from '../../shared/domain/item.ts';
import { relationships } from '../../shared/domain/person.ts';
import { patternOf, type Pattern } from '../../shared/domain/pattern.ts';
import { timelineFilterSchema, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import type { Engine } from '../engine/engine.ts';
import { Misunderstood, oneOf, pathGiven, type Invocation } from './options.ts';

async function mappingOf(engine: Engine, invocation: Invocation): Promise<ColumnMapping | undefined> {
  const file = invocation.one('mapping');
  const name = invocation.one('mapping-name');
  if (file !== undefined) return columnMappingSchema.parse(JSON.parse(readFileSync(pathGiven(file), 'utf8')));
  if (name === undefined) return undefined;
  const saved = (await engine.call('mappings.list', {})).find((mapping) => mapping.name === name);
  if (saved === undefined) throw new PlumblineError('not_found', `No column mapping is saved under the name “${name}”.`);
  return saved;
}

/** The answers given; those left out stay out, so that the importer asks. */
export async function answersOf(engine: Engine, invocation: Invocation): Promise<ImportAnswers> {
  const basis = invocation.one('zone-basis');
  const order = invocation.one('date-order');
  const epoch = invocation.one('epoch');
  const given = {
    zone: invocation.one('zone'),
    zoneBasis: basis === undefined ? undefined : oneOf('zone-basis', basis, zoneBases),
    zoneBasisBy: invocation.one('zone-by'),
    dateOrder: order === undefined ? undefined : oneOf('date-order', order, dateOrders),
    deviceOwner: invocation.one('device-owner'),
    mapping: await mappingOf(engine, invocation),
    encoding: invocation.one('encoding'),
    epoch: epoch === undefined ? undefined : oneOf('epoch', epoch, epochs),
    parts: invocation.all('part').length === 0 ? undefined : invocation.all('part'),
  };
  return importAnswersSchema.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

/** An exhibit by its reference. Throws `not_found` naming those there are. */
export async function exhibitIdOf(engine: Engine, reference: string): Promise<ExhibitId> {
  const exhibits = await engine.call('exhibits.list', {});
  const found = exhibits.find((exhibit) => exhibit.reference.toLowerCase() === reference.toLowerCase());
  if (found === undefined) throw new PlumblineError('not_found', `There is no exhibit ${reference} in this case. It has ${exhibits.map((exhibit) => exhibit.reference).join(', ') || 'none'}.`);
  return found.id;
}

/** Allegations and particulars by label, `1` or `1(a)`. Throws `not_found` naming those there are. */
export async function chargeIdsOf(engine: Engine, labels: readonly string[]): Promise<ChargeId[]> {
  if (labels.length === 0) return [];
  const listed = await engine.call('charges.list', {});
  return labels.map((label) => {
    const found = listed.find((charge) => charge.label.toLowerCase() === label.toLowerCase());
    if (found === undefined) throw new PlumblineError('not_found', `There is no allegation or particular ${label} in this case. It has ${listed.map((charge) => charge.label).join(', ') || 'none'}.`);
    return found.id;
  });
}

/** The assessment given, null when none is. `linked` names the options of its links where a filter has the plain ones. */
export async function assessmentOf(engine: Engine, invocation: Invocation, linked: { readonly particular: string; readonly standard: string } = { particular: 'particular', standard: 'standard' }) {
  const state = invocation.one('assess');
  const [particulars, standards] = [invocation.all(linked.particular), invocation.all(linked.standard)];
  if (state === undefined) {
    if (['reasons', 'innocent'].some((name) => invocation.one(name) !== undefined) || invocation.has('unlink')) throw new Misunderstood('--reasons, --innocent and --unlink go with --assess.');
    return null;
  }
  const unlinked = invocation.has('unlink') ? [] : undefined;
  return {
    state: oneOf('assess', state, assessmentStates), reasons: invocation.one('reasons'), innocentExplanation: invocation.one('innocent'),
    charges: particulars.length === 0 ? unlinked : await chargeIdsOf(engine, particulars),
    standards: standards.length === 0 ? unlinked : standards.map((code) => oneOf(linked.standard, code.toUpperCase(), standardCodes)),
  };
}

function instant(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const ms = Date.parse(value);
  if (!hasZone || Number.isNaN(ms)) throw new PlumblineError('invalid_input', `--${name} ${value}: give an instant with its zone, such as 2021-09-28T15:00:00+01:00.`);
  return ms;
}

const lengthUnitsMs: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time as typed: `90s`, `15min`, `6h`, `7d`. Throws Misunderstood. */
export function lengthOf(name: string, typed: string): number {
  const match = /^(\d{1,6})(s|min|h|d)$/.exec(typed);
  if (match === null) throw new Misunderstood(`--${name} ${typed}: give a length of time such as 90s, 15min, 6h or 7d.`);
  return Number(match[1]) * (lengthUnitsMs[match[2] ?? ''] ?? 0);
}

/** Whether ciphers stand in place of names, and which words of names are ordinary ones. */
export const hidingOf = (invocation: Invocation): { readonly ciphers: boolean; readonly ordinaryWords: string[] } => ({ ciphers: invocation.has('ciphers'), ordinaryWords: [...invocation.all('ordinary')] });

/** The span of time around one item, when one is named. Throws `invalid_input` for an item without a time. */
async function aroundOf(engine: Engine, invocation: Invocation): Promise<{ readonly fromMs: number; readonly untilMs: number } | null> {
  const around = invocation.one('around');
  if (around === undefined) return null;
  const { time } = await engine.call('items.get', { itemId: itemIdSchema.parse(around) });
  const span = spanAround(time, lengthOf('within', invocation.one('within') ?? '15min'));
  if (span === null) throw new PlumblineError('invalid_input', `Item ${around} has no time, so nothing is near it.`);
  return span;
}

/** What one number of `patterns` counts, as JSON. */
function patternGiven(invocation: Invocation): Pattern | null {
  const typed = invocation.one('pattern');
  if (typed === undefined) return null;
  try {
    return patternOf(JSON.parse(typed) as Parameters<typeof patternOf>[0]);
  } catch {
    throw new Misunderstood(`--pattern ${typed}: give a pattern as JSON, such as {"counted":"contacts","duty":["off"]}. docs/cli.md says what it may hold.`);
  }
}

export async function filterOf(engine: Engine, invocation: Invocation, searched?: string): Promise<TimelineFilter> {
  const saved = invocation.one('view');
  if (saved !== undefined) {
    const view = (await engine.call('views.list', {})).find(({ name }) => name.toLowerCase() === saved.toLowerCase());
    if (view === undefined) throw new PlumblineError('not_found', `No view is saved under the name “${saved}”.`);
    return view.filter;
  }
  const around = await aroundOf(engine, invocation);
  const conversation = invocation.one('conversation');
  const { exhibitId, thread } = conversation === undefined ? { exhibitId: null, thread: '' } : await engine.call('conversation.of', { itemId: itemIdSchema.parse(conversation) });
  if (exhibitId !== null && thread === '') throw new PlumblineError('invalid_input', `Item ${conversation ?? ''} belongs to no conversation.`);
  return timelineFilterSchema.parse({
    kinds: invocation.all('kind').map((kind) => oneOf('kind', kind, itemKinds)),
    exhibitIds: await Promise.all(invocation.all('exhibit').map((reference) => exhibitIdOf(engine, reference))),
    people: invocation.all('person'), personIds: invocation.all('held-by').map(Number), relationships: invocation.all('related').map((relationship) => oneOf('related', relationship, relationships)), tags: invocation.all('tag'),
    threads: exhibitId === null ? [] : [{ exhibitId, thread }], accessesAbout: invocation.all('accesses-about').map(Number),
    channels: invocation.all('channel').map((channel) => oneOf('channel', channel, channels)),
    seconds: invocation.all('second').map((second) => oneOf('second', second, secondViews)),
    charges: await chargeIdsOf(engine, invocation.all('particular')),
    standards: invocation.all('standard').map((code) => oneOf('standard', code.toUpperCase(), standardCodes)),
    relevances: invocation.all('relevance').map((relevance) => oneOf('relevance', relevance, relevances)),
    handlings: invocation.all('handling').map((handling) => oneOf('handling', handling, handlings)),
    officersAccount: oneOf('officers-account', invocation.one('officers-account') ?? 'any', ['any', 'recorded', 'missing'] as const),
    assessments: invocation.all('assessment').map((state) => oneOf('assessment', state, assessmentStates)),
    fromMs: around?.fromMs ?? instant('from', invocation.one('from')), untilMs: around?.untilMs ?? instant('until', invocation.one('until')),
    search: searched ?? invocation.one('search') ?? '', includeUndated: !invocation.has('no-undated'),
    pattern: patternGiven(invocation),
    excluded: invocation.has('excluded') === invocation.has('in-review') ? 'any' : invocation.has('excluded') ? 'excluded' : 'in-review',
    seen: invocation.has('read') === invocation.has('unread') ? 'any' : invocation.has('read') ? 'seen' : 'unseen',
  });
}
