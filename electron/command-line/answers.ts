/** Answers and filters given as options. */
import { readFileSync } from 'node:fs';
import { epochs } from '../../shared/domain/epoch.ts';
import { importAnswersSchema, type ImportAnswers } from '../../shared/contract/importing.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { assessmentStates } from '../../shared/domain/assessment.ts';
import { columnMappingSchema, dateOrders, type ColumnMapping } from '../../shared/domain/audit-row.ts';
import { zoneBases } from '../../shared/domain/evidence-time.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { itemKinds } from '../../shared/domain/item.ts';
import { timelineFilterSchema, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import type { Engine } from '../engine/engine.ts';
import { oneOf, pathGiven, type Invocation } from './options.ts';

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

function instant(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const ms = Date.parse(value);
  if (!hasZone || Number.isNaN(ms)) throw new PlumblineError('invalid_input', `--${name} ${value}: give an instant with its zone, such as 2021-09-28T15:00:00+01:00.`);
  return ms;
}

export async function filterOf(engine: Engine, invocation: Invocation, searched?: string): Promise<TimelineFilter> {
  return timelineFilterSchema.parse({
    kinds: invocation.all('kind').map((kind) => oneOf('kind', kind, itemKinds)),
    exhibitIds: await Promise.all(invocation.all('exhibit').map((reference) => exhibitIdOf(engine, reference))),
    people: invocation.all('person'), personIds: invocation.all('held-by').map(Number), tags: invocation.all('tag'),
    assessments: invocation.all('assessment').map((state) => oneOf('assessment', state, assessmentStates)),
    fromMs: instant('from', invocation.one('from')), untilMs: instant('until', invocation.one('until')),
    search: searched ?? invocation.one('search') ?? '', includeUndated: !invocation.has('no-undated'),
  });
}
