/** The anchors of the case, and contacts and accesses before and after each and between neighbours. */
import { useState, type ReactNode } from 'react';
import type { AroundAnchors, AnchorSides } from '../../../shared/contract/patterns.ts';
import { openFilter, sideFilter, stretchFilter } from '../../../shared/contract/pattern-filters.ts';
import { anchorKindLabels, anchorSpan, type Anchor } from '../../../shared/domain/anchor.ts';
import { formatDate, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useAnchors } from '../../session/anchors.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { AnchorDialog, HistoryDialog } from './anchor-dialogs.tsx';
import { ChartSection, Count } from './chart-section.tsx';
import { barsPicture } from './draw-tables.ts';
import { CountTable } from './count-table.tsx';

type Over = { readonly kind: 'none' } | { readonly kind: 'new' } | { readonly kind: 'change' | 'remove' | 'history'; readonly anchor: Anchor };
const sides = ['before', 'after', 'open'] as const;
const bothKinds = ['contacts', 'accesses'] as const;
const countedWords = { contacts: 'contacts', accesses: 'system accesses' } as const;
const sideWords = { before: 'before', after: 'after', open: 'with the order open around' } as const;

const sidesMeaning = 'Before: every instant the row can mean is before the anchor; after: none is before its end. Otherwise the order is open.';

function pictureOf(anchors: readonly Anchor[], around: AroundAnchors): ReturnType<typeof barsPicture> {
  const bars = around.anchors.flatMap((of) => {
    const title = anchors.find(({ id }) => id === of.anchorId)?.title ?? '';
    return sides.filter((side) => side !== 'open' || of.open.contacts + of.open.accesses > 0).map((side) => ({ label: `${title}: ${side === 'open' ? 'order open' : side}`, values: bothKinds.map((counted) => of[side][counted]) }));
  });
  return barsPicture(bars, bothKinds);
}

function when(anchor: Anchor, zone: string): string {
  const { fromMs } = anchorSpan(anchor);
  return `${formatWeekday(fromMs, zone, 'short')} ${formatDate(fromMs, zone)} ${formatItemClock(anchor.time, zone)} ${zoneAbbreviation(zone, fromMs)}`;
}

function Cells({ of, anchor, filter, whose }: { readonly of: AnchorSides | undefined; readonly anchor: Anchor; readonly filter: TimelineFilter; readonly whose: string }): ReactNode {
  return bothKinds.flatMap((counted) => sides.map((side) => (
    <td key={`${counted} ${side}`} className={`number ${side}`}>{of === undefined ? '' : <Count count={of[side][counted]} what={`${countedWords[counted]}${whose} ${sideWords[side]} ${anchor.title}`} filter={sideFilter(filter, counted, anchor, side)} />}</td>
  )));
}

/** What is changed is what was typed, whatever of it is shown. */
const asStated = (anchor: Anchor): Anchor => useAnchors.getState().anchors.find(({ id }) => id === anchor.id) ?? anchor;

function undo(): void {
  void attempt(engine.call('anchors.undo', {})).then((undone) => say(undone === null ? 'There is no change of yours to an anchor to take back.' : `Taken back: ${undone.undone}`));
}

function AnchorTable({ anchors, around, zone, onOver }: { readonly anchors: readonly Anchor[]; readonly around: AroundAnchors; readonly zone: string; readonly onOver: (over: Over) => void }): ReactNode {
  const shown = useShownName();
  return (
    <table className="pattern-table anchors">
      <thead>
        <tr><th scope="col" rowSpan={2}>Anchor</th>{bothKinds.map((counted) => <th key={counted} scope="colgroup" colSpan={3} className="group">{counted === 'contacts' ? 'Contacts' : 'System accesses'}</th>)}<th scope="col" rowSpan={2}><span className="visually-hidden">Change</span></th></tr>
        <tr>{bothKinds.flatMap((counted) => sides.map((side) => <th key={`${counted} ${side}`} scope="col" className={`number ${side}`}>{side === 'open' ? 'order open' : side}</th>))}</tr>
      </thead>
      {anchors.map((anchor) => (
        <tbody key={anchor.id}>
          <tr>
            <th scope="row">
              <strong>{anchor.title}</strong> <span className="anchor-when" title={`As stated: ${anchor.time.written} ${anchor.zone}`}>{when(anchor, zone)}</span>
              <span className="anchor-about quiet">{[anchorKindLabels[anchor.kind] === anchor.title ? '' : anchorKindLabels[anchor.kind], anchor.personName === null ? '' : `about ${anchor.personName}`, anchor.source, anchor.note].filter((part) => part !== '').join(' · ')}</span>
            </th>
            <Cells of={around.anchors.find(({ anchorId }) => anchorId === anchor.id)} anchor={anchor} filter={around.filter} whose="" />
            <td className="anchor-acts"><div>
              <Button tone="quiet" aria-label={`Change ${anchor.title}`} onPress={() => onOver({ kind: 'change', anchor })}>Change…</Button>
              <Button tone="quiet" aria-label={`Remove ${anchor.title}`} onPress={() => onOver({ kind: 'remove', anchor })}>Remove…</Button>
              <Button tone="quiet" aria-label={`History of ${anchor.title}`} onPress={() => onOver({ kind: 'history', anchor })}>History</Button>
            </div></td>
          </tr>
          {around.people.filter(({ dated }) => dated.contacts + dated.accesses > 0).map((person) => (
            <tr key={person.personId} className="anchor-person">
              <th scope="row">{shown(person.name, person.personId)}</th>
              <Cells of={person.anchors.find(({ anchorId }) => anchorId === anchor.id)} anchor={anchor} filter={{ ...around.filter, personIds: [person.personId] }} whose={` of ${shown(person.name, person.personId)}`} />
              <td />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Stretches({ anchors, around }: { readonly anchors: readonly Anchor[]; readonly around: AroundAnchors }): ReactNode {
  const name = (ids: readonly number[]): string => ids.map((id) => anchors.find((anchor) => anchor.id === id)?.title ?? '').join(' and ');
  const rows = around.stretches.map((stretch) => ({
    key: `${stretch.fromMs ?? ''}`, counts: bothKinds.map((counted) => ({ counted, count: stretch[counted], filter: stretchFilter(around.filter, counted, stretch) })),
    label: stretch.after.length === 0 ? `Before ${name(stretch.before)}` : stretch.before.length === 0 ? `After ${name(stretch.after)}` : `${name(stretch.after)} to ${name(stretch.before)}`,
  }));
  const both = 'Anchors that can be at the same time count as one.';
  const { contacts, accesses } = around.open;
  const allIn = contacts + accesses === 0;
  const inPicture = `${allIn ? 'Every row with a time is in one of these.' : `${contacts} contacts and ${accesses} accesses can be on either side of an anchor and are in none of these.`} ${both}`;
  const note = allIn ? inPicture : <><Count count={contacts} what="contacts that can be on either side of an anchor" filter={openFilter(around, 'contacts')} /> contacts and <Count count={accesses} what="accesses that can be on either side of an anchor" filter={openFilter(around, 'accesses')} /> accesses can be on either side of an anchor and are in none of these. {both}</>;
  return <CountTable title="Between anchors" first="Stretch" wide rows={rows} columns={bothKinds} totals={bothKinds.map((counted) => around.dated[counted])} note={note} noteInPicture={inPicture} />;
}

export function AnchorSection({ anchors, around, zone, people, perPerson, onPerPerson }: {
  readonly anchors: readonly Anchor[]; readonly around: AroundAnchors; readonly zone: string; readonly people: readonly { readonly id: PersonId; readonly name: string }[];
  readonly perPerson: boolean; readonly onPerPerson: (on: boolean) => void;
}): ReactNode {
  const [over, setOver] = useState<Over>({ kind: 'none' });
  const close = (): void => setOver({ kind: 'none' });
  const controls = (
    <>
      {people.length === 0 || anchors.length === 0 ? null : <label className="pattern-check"><input type="checkbox" checked={perPerson} onChange={(event) => onPerPerson(event.target.checked)} /> Each person apart</label>}
      <Button tone="quiet" aria-label="Undo your latest change to an anchor" onPress={undo}>Undo</Button>
      <Button onPress={() => setOver({ kind: 'new' })}>State an anchor…</Button>
    </>
  );
  return (
    <>
      <ChartSection title="Before and after anchors" wide controls={controls} picture={anchors.length === 0 ? null : () => pictureOf(anchors, around)} noteInPicture={sidesMeaning} note={anchors.length === 0 ? undefined : sidesMeaning}>
        {anchors.length === 0 ? <p className="quiet">No anchors are stated yet. State when the case was opened, a statement taken, a complaint withdrawn, the case closed or referred: contacts and accesses are then counted before and after.</p> : <AnchorTable anchors={anchors} around={around} zone={zone} onOver={setOver} />}
      </ChartSection>
      {anchors.length === 0 ? null : <Stretches anchors={anchors} around={around} />}
      {over.kind === 'new' ? <AnchorDialog anchor={null} people={people} onClose={close} /> : null}
      {over.kind === 'change' ? <AnchorDialog anchor={asStated(over.anchor)} people={people} onClose={close} /> : null}
      {over.kind === 'history' ? <HistoryDialog anchor={over.anchor} zone={zone} onClose={close} /> : null}
      {over.kind === 'remove' ? (
        <ReasonDialog
          title="Remove an anchor" act="Remove" about={`“${over.anchor.title}” no longer counts. It, its history and the reason stay in the case.`} onClose={close}
          onSave={(reason) => attempt(engine.call('anchors.remove', { anchorId: over.anchor.id, reason }))}
        />
      ) : null}
    </>
  );
}
