/** System accesses and the contacts near them: what matched, how far apart, and what people decided of it. */
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { pairListings, type PairListing } from '../../../shared/contract/pairs.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { offeredWindows, type PairDecision } from '../../../shared/domain/pairing.ts';
import { Button, KeyCap, Select } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { AccessRow, ContactRow } from './pair-rows.tsx';
import { askPairs, choosePair, decide, followPairs, leavePairs, loadPairs, morePairs, refreshAccess, usePairs, type PairChoice } from './pairs-store.ts';
import './pairs-view.css';

const listingLabels: Readonly<Record<PairListing, string>> = {
  'with-contact': 'With a contact near it', 'self-or-family': 'About the officer or family', colleague: 'About a colleague of the officer', repeated: 'About somebody looked up repeatedly', 'after-closure': 'After the case was closed', all: 'Every access',
};
const listingChoices = pairListings.map((value) => ({ value, label: listingLabels[value] }));
const windowChoices = offeredWindows.map(({ ms, label }) => ({ value: String(ms), label }));
const rowId = ({ accessId, contactId }: PairChoice): string => `pair-${accessId}-${contactId ?? 'access'}`;
const same = (one: PairChoice | null, other: PairChoice): boolean => one !== null && one.accessId === other.accessId && one.contactId === other.contactId;

function Controls(): ReactNode {
  const asked = usePairs((state) => state.asked);
  const totals = usePairs((state) => state.totals);
  const setWindow = (side: 'beforeMs' | 'afterMs') => (ms: string): void => askPairs({ window: { ...asked.window, [side]: Number(ms) } });
  return (
    <div className="pairs-head">
      <div><h1>Accesses and contacts</h1><p className="quiet">For each system access, the contacts with or about the same person near it in time. It says what matched; it says nothing of why.</p></div>
      <div className="pairs-controls">
        <Select label="Accesses" value={asked.listing} choices={listingChoices} onChange={(listing) => askPairs({ listing })} />
        <Select label="Contacts before" value={String(asked.window.beforeMs)} choices={windowChoices} onChange={setWindow('beforeMs')} />
        <Select label="Contacts after" value={String(asked.window.afterMs)} choices={windowChoices} onChange={setWindow('afterMs')} />
        <Select label="Order" value={asked.sort} choices={[{ value: 'closeness', label: 'Closest first' }, { value: 'time', label: 'By time' }]} onChange={(sort) => askPairs({ sort })} />
      </div>
      <p className="quiet" role="status">
        {totals === null ? 'Looking for contacts near accesses…' : `${formatCount(totals.total)} listed. ${formatCount(totals.withContact)} of ${formatCount(totals.accesses)} dated accesses have a contact in the window${totals.withoutSubject === 0 ? '' : `; ${formatCount(totals.withoutSubject)} name nobody and nothing to match`}${totals.undatedAccesses === 0 ? '' : `; ${formatCount(totals.undatedAccesses)} more are undated`}${asked.listing === 'after-closure' && totals.closing.open > 0 ? `; ${formatCount(totals.closing.open)} may be before or after the closing` : ''}.`}
      </p>
    </div>
  );
}

function Empty({ onPeople }: { readonly onPeople: () => void }): ReactNode {
  const totals = usePairs((state) => state.totals);
  const listing = usePairs((state) => state.asked.listing);
  if (totals === null) return null;
  if (totals.accesses > 0 && listing === 'after-closure' && !totals.closing.stated) return <div className="empty-state"><h2>No closing of the case is stated</h2><p>State when the case was closed as an anchor, in Patterns: accesses after it are then listed here.</p></div>;
  return totals.accesses === 0
    ? <div className="empty-state"><h2>No system accesses yet</h2><p>Add an audit of a police system and read it: each dated access is then looked at here.</p></div>
    : <div className="empty-state"><h2>Nothing to list</h2><p>No access fits these choices. Widen the window, or say in People who holds which number, handle or plate: an access to a plate is joined to a message from a number only through the person who held both.</p><Button onPress={onPeople}>Open People</Button></div>;
}

export function PairsView({ zone, onShowItem, onPeople, onSelect }: {
  readonly zone: string;
  /** Shows a row on the timeline. */
  readonly onShowItem: (itemId: ItemId) => void;
  readonly onPeople: () => void;
  /** The row now chosen: the item pane follows it. */
  readonly onSelect: (itemId: ItemId | null) => void;
}): ReactNode {
  const rows = usePairs((state) => state.rows);
  const totals = usePairs((state) => state.totals);
  const chosen = usePairs((state) => state.chosen);
  const [rejecting, setRejecting] = useState<{ readonly accessId: ItemId; readonly contactId: ItemId } | null>(null);

  useEffect(() => {
    void loadPairs();
    const stop = followPairs();
    return () => { stop(); leavePairs(); };
  }, []);
  useEffect(() => { onSelect(chosen === null ? null : chosen.contactId ?? chosen.accessId); }, [chosen, onSelect]);
  useEffect(() => {
    if (chosen !== null) document.getElementById(rowId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const order: PairChoice[] = rows.flatMap(({ item, contacts }) => [{ accessId: item.id, contactId: null }, ...contacts.map((contact) => ({ accessId: item.id, contactId: contact.item.id }))]);
  const move = (to: number): void => {
    const next = order[Math.max(0, Math.min(order.length - 1, to))];
    if (next !== undefined) choosePair(next);
  };
  const settle = (decision: PairDecision | null): void => {
    if (chosen?.contactId == null) return;
    const { accessId, contactId } = chosen;
    if (decision === 'rejected') setRejecting({ accessId, contactId });
    else void decide(accessId, contactId, decision);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = order.findIndex((choice) => same(chosen, choice));
    const nextAccess = (step: 1 | -1): number => {
      for (let index = at + step; index >= 0 && index < order.length; index += step) if (order[index]?.contactId === null) return index;
      return at;
    };
    const acts: Readonly<Record<string, () => void>> = {
      j: () => move(at + 1), ArrowDown: () => move(at + 1), k: () => move(at - 1), ArrowUp: () => move(at - 1), J: () => move(nextAccess(1)), PageDown: () => move(nextAccess(1)), K: () => move(nextAccess(-1)), PageUp: () => move(nextAccess(-1)),
      Home: () => move(0), End: () => move(order.length - 1), a: () => settle('accepted'), r: () => settle('rejected'), x: () => settle(null),
      g: () => { if (chosen !== null) onShowItem(chosen.contactId ?? chosen.accessId); },
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    <main className="pairs" aria-label="Accesses and contacts">
      <Controls />
      <p className="pairs-keys quiet"><KeyCap>J</KeyCap> <KeyCap>K</KeyCap> move <KeyCap>Shift J</KeyCap> next access <KeyCap>A</KeyCap> accept <KeyCap>R</KeyCap> reject… <KeyCap>X</KeyCap> take back <KeyCap>G</KeyCap> on the timeline</p>
      {totals !== null && rows.length === 0 ? <Empty onPeople={onPeople} /> : null}
      <div role="treegrid" aria-label="Pairs" aria-rowcount={order.length} tabIndex={0} className="pairs-list" data-review-list="" aria-activedescendant={chosen === null ? undefined : rowId(chosen)} onKeyDown={onKeyDown}>
        {rows.map((row) => {
          const access: PairChoice = { accessId: row.item.id, contactId: null };
          return (
            <div key={row.item.id} role="rowgroup" className="pair">
              <AccessRow id={rowId(access)} row={row} zone={zone} chosen={same(chosen, access)} onChoose={() => choosePair(access)} onAll={() => { void refreshAccess(row.item.id, true); }} />
              {row.contacts.map((pair) => {
                const choice: PairChoice = { accessId: row.item.id, contactId: pair.item.id };
                return <ContactRow key={pair.item.id} id={rowId(choice)} pair={pair} zone={zone} chosen={same(chosen, choice)} onChoose={() => choosePair(choice)} />;
              })}
            </div>
          );
        })}
      </div>
      {totals !== null && rows.length < totals.total ? <div><Button onPress={() => { void morePairs(); }}>More accesses</Button></div> : null}
      {rejecting === null ? null : (
        <ReasonDialog
          title="Reject this pair" act="Reject" about="The access and the contact stay in the case. The pair is listed last and no longer counted." onClose={() => setRejecting(null)}
          onSave={(reason) => decide(rejecting.accessId, rejecting.contactId, 'rejected', reason)}
        />
      )}
    </main>
  );
}
