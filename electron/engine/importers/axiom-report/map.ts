/** Turns a record into an item, or into a quarantined row with its reason. */
import { basename } from 'node:path';
import type { TreeIndex } from '../../exhibits/evidence-tree.ts';
import { undated } from '../../../../shared/domain/evidence-time.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import type { Attachment, ItemKind } from '../../../../shared/domain/item.ts';
import { mentionedIn } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { placeWrittenTime, type PlacedTime } from '../time/place-written-time.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import type { AxiomRow } from './axiom-row.ts';
import { kindOf, statusOf, textNames } from './classify.ts';
import { headingOf } from './heading.ts';
import { partiesOf } from './parties.ts';
import { allOf, chooseTime, firstOf } from './row-values.ts';

export interface MapRules {
  /** For dates whose heading gives no pattern. */
  readonly order: DateOrder | null;
  /** For times whose heading and value state no zone. */
  readonly zone: StatedZone | null;
  readonly storedSeconds: boolean;
  /** Files of the exhibit, to find attachments. */
  readonly files: TreeIndex;
}

const attachmentNames = ['attachment', 'attachments', 'attachmentname', 'attachmentnames', 'attachmentpath'];
const ownNames = /^(?:source|location|recoverymethod|evidencenumber|itemid|record|tags|comments)$/;
const longestName = 1_000;

/** The time of a record by its own heading, else by what the file or a person settled. */
function timeOf(row: AxiomRow, kind: ItemKind, rules: MapRules): PlacedTime {
  const chosen = chooseTime(row, kind === 'contact');
  if (chosen === null) return { ok: true, time: undated(), remarks: [] };
  const written = chosen.value.value.trim();
  const heading = headingOf(chosen.value.heading);
  const which = chosen.secondChoice ? [`The time is that of “${chosen.value.heading}”.`] : [];
  if (readWrittenTime(written) === null) return { ok: true, time: undated(written), remarks: [`“${written.slice(0, 80)}” under “${chosen.value.heading}” is not a time this program can read.`] };
  const zone: StatedZone | null = heading.offset === null ? rules.zone : { zone: heading.offset, basis: 'in-data', by: '' };
  const placed = placeWrittenTime({ written, storedByExcel: chosen.value.stored }, { order: heading.order ?? rules.order, zone, storedSeconds: rules.storedSeconds });
  return placed.ok ? { ...placed, remarks: [...placed.remarks, ...which] } : placed;
}

function attachmentsOf(row: AxiomRow, files: TreeIndex): Attachment[] {
  const named = new Set(allOf(row, attachmentNames).flatMap((value) => value.split(/[;\n]/)).map((part) => part.trim()).filter((part) => part !== '' && part.length <= longestName));
  return [...named].slice(0, 200).map((written) => {
    const file = files.findByEnd(written);
    const there = file !== null && file.refusal === null && file.path !== '';
    return { name: basename(written.replaceAll('\\', '/')), member: there ? file.path : null, mediaType: 'application/octet-stream', sizeBytes: there ? file.sizeBytes : null, sha256: null, state: there ? 'present' : 'missing' };
  });
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

function textOf(row: AxiomRow, kind: ItemKind): string {
  if (kind === 'message' || kind === 'notice') {
    const [text] = allOf(row, textNames);
    return text ?? firstOf(row, ['subject']);
  }
  const said = row.values.filter(({ heading, value }) => value.trim() !== '' && !ownNames.test(headingOf(heading).name) && !headingOf(heading).dated);
  return said.map(({ heading, value }) => `${heading}: ${oneLine(value).slice(0, 2_000)}`).join('; ');
}

/** Maps one record. Every record gives exactly one result. */
export function mapRow(row: AxiomRow, rules: MapRules): SourceRow {
  const kind = kindOf(row);
  const placed = timeOf(row, kind, rules);
  if (!placed.ok) return { type: 'quarantined', row: { locator: row.locator, code: placed.code, reason: `${row.place}: ${placed.reason}`, verbatim: row.verbatim } };
  const { identifiers, remarks, ...parties } = partiesOf(row, kind);
  const { status, remarks: recovered } = statusOf(row);
  const text = textOf(row, kind);
  const conversation = kind === 'message' || kind === 'notice';
  const already = new Set(identifiers.map((one) => `${one.kind} ${one.normal}`));
  const mentioned = conversation ? mentionedIn(text).filter((one) => !already.has(`${one.kind} ${one.normal}`)) : [];
  return {
    type: 'item',
    item: {
      kind, time: placed.time, ...parties, text, status, locator: row.locator, verbatim: row.verbatim,
      fields: [{ name: 'Artifact', value: row.artifact }, ...row.values.map(({ heading, value }) => ({ name: heading, value }))],
      attachments: conversation ? attachmentsOf(row, rules.files) : [], identifiers: [...identifiers, ...mentioned],
      remarks: [...row.remarks, ...recovered, ...remarks, ...placed.remarks],
    },
  };
}
