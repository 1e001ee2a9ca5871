/** Rows of the list of pairs: an access, and under it each contact with the gap and why it is there. */
import type { ReactNode } from 'react';
import type { AccessWithContacts, PairedContact, PairMatch } from '../../../shared/contract/pairs.ts';
import type { ItemRow } from '../../../shared/contract/timeline.ts';
import { formatDate, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import type { DutyState } from '../../../shared/domain/duty.ts';
import { pairDecisionLabels, pairGapInWords } from '../../../shared/domain/pairing.ts';
import { identifierKindLabels, relationshipLabels } from '../../../shared/domain/person.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName, type ShownName } from '../../session/shown-names.ts';
import { AccountMark, AssessmentMark, DisclosureMark, DutyMark, KindMark, SecondMark } from '../../ui/item-marks.tsx';

function When({ item, zone }: { readonly item: ItemRow; readonly zone: string }): ReactNode {
  const { earliestMs } = item.time;
  if (earliestMs === null) return <span className="pair-when quiet">no time</span>;
  return (
    <span className="pair-when" title={`As written: ${item.time.written}`}>
      <span className="quiet">{formatWeekday(earliestMs, zone, 'short')} {formatDate(earliestMs, zone)}</span> {formatItemClock(item.time, zone)} <span className="quiet">{zoneAbbreviation(zone, earliestMs)}</span>
    </span>
  );
}

function Marks({ item, duty }: { readonly item: ItemRow; readonly duty: DutyState }): ReactNode {
  return <span className="pair-marks"><DutyMark duty={duty} /><AssessmentMark assessment={item.assessment} hasReasons={item.hasReasons} /><SecondMark second={item.second} /><AccountMark account={item.officersAccount} /><DisclosureMark relevance={item.relevance} handling={item.handling} /><span className="quiet">{item.exhibitReference}</span></span>;
}

const parties = (item: ItemRow, shown: ShownName): string => `${shown(item.from)}${item.to.length === 0 ? '' : ` → ${item.to.map((name) => shown(name)).join(', ')}`}`;

interface RowProps { readonly id: string; readonly chosen: boolean; readonly zone: string; readonly onChoose: () => void }

export function AccessRow({ row, id, chosen, zone, onChoose, onAll }: RowProps & { readonly row: AccessWithContacts; readonly onAll: () => void }): ReactNode {
  const shown = useShownName();
  const { item, subjects, after, before, either, rejected, contacts, accessesAboutSame } = row;
  const people = [...new Map(subjects.flatMap((subject) => subject.people).map((person) => [person.id, person])).values()];
  const counts = [after > 0 ? `${after} after` : '', before > 0 ? `${before} before` : '', either > 0 ? `${either} with the order open` : '', rejected > 0 ? `${rejected} rejected` : ''].filter((part) => part !== '');
  const total = after + before + either + rejected;
  return (
    <div id={id} role="row" aria-level={1} aria-selected={chosen} className={`pair-access${chosen ? ' chosen' : ''}`} onMouseDown={onChoose}>
      <div role="gridcell" className="pair-line">
        <When item={item} zone={zone} />
        <KindMark kind="access" />
        <span className="pair-text"><span className="quiet">{parties(item, shown)}</span> <bdi>{item.text}</bdi></span>
        <Marks item={item} duty={row.duty} />
      </div>
      <div role="gridcell" className="pair-about quiet">
        {people.length === 0 ? 'Nobody is stated to hold what it names' : people.map((person) => `About ${shown(person.name, person.id)}${person.relationship === 'unknown' || person.relationship === 'other' ? '' : ` (${shown(relationshipLabels[person.relationship].toLowerCase() + (person.relationshipKind === '' ? '' : `: ${person.relationshipKind}`))})`}`).join('; ')}
        {' · '}{counts.length === 0 ? 'no contact in the window' : `contacts in the window: ${counts.join(', ')}`}
        {accessesAboutSame > 1 ? ` · one of ${accessesAboutSame} accesses about the same` : ''}
        {total > contacts.length ? <button type="button" className="pair-link" onClick={onAll}>Show all {total}</button> : null}
      </div>
    </div>
  );
}

const shortGap = /^(.*) (after|before)$/;

/** The gap with the word for its order below it: the figures stand under each other. */
function Gap({ gap }: Pick<PairedContact, 'gap'>): ReactNode {
  const words = pairGapInWords(gap);
  const [, length = words, order = ''] = shortGap.exec(words) ?? [];
  return <span role="gridcell" className={`pair-gap ${gap.order}`}><strong>{length}</strong>{order === '' ? null : <> <span>{order}</span></>}</span>;
}

/** Whom and what the two rows have in common, in as few words as will do; the whole sentence is in its title. */
function Why({ match, others }: { readonly match: PairMatch; readonly others: number }): ReactNode {
  const shown = useShownName();
  const { ofAccess, ofContact, person, cautions, inWords } = match;
  const name = ({ kind, written }: PairMatch['ofAccess']): string => `${identifierKindLabels[kind].toLowerCase()} ${shown(written)}`;
  const one = ofAccess.kind === ofContact.kind && ofAccess.normal === ofContact.normal;
  return (
    <span title={shown(inWords)}>
      {person === null ? 'Both carry ' : <><strong>{shown(person.name, person.id)}</strong>: </>}{one ? name(ofContact) : `${name(ofAccess)} and ${name(ofContact)}`}{ofContact.role === 'mentioned' ? ', mentioned' : ''}
      {cautions.length === 0 ? null : <> · <span className="pair-possible">possible only</span>: {cautions.map((caution) => shown(caution)).join(', ')}</>}
      {others === 0 ? '' : ` · and ${others} more ${others === 1 ? 'match' : 'matches'}`}
    </span>
  );
}

export function ContactRow({ pair, id, chosen, zone, onChoose }: RowProps & { readonly pair: PairedContact }): ReactNode {
  const shown = useShownName();
  const { item, gap, matches, firstContact, duty, decision } = pair;
  const [first] = matches;
  return (
    <div id={id} role="row" aria-level={2} aria-selected={chosen} className={`pair-contact${chosen ? ' chosen' : ''}${decision === null ? '' : ` ${decision.decision}`}`} onMouseDown={onChoose}>
      <Gap gap={gap} />
      <div role="gridcell" className="pair-body">
        <div className="pair-line">
          <When item={item} zone={zone} />
          <KindMark kind={item.kind} />
          <span className="pair-text quiet">{parties(item, shown)}</span>
          {firstContact ? <span className="duty first" title="The earliest dated contact in the case that carries what it matched by">First contact</span> : null}
          {decision === null ? null : <span className={`decision ${decision.decision}`} title={`${decision.author}${decision.reason === '' ? '' : `: ${decision.reason}`}`}>{pairDecisionLabels[decision.decision]}</span>}
          <Marks item={item} duty={duty} />
        </div>
        <bdi className="pair-words">{item.text}</bdi>
        <div className="pair-why quiet">
          {first === undefined ? null : <Why match={first} others={matches.length - 1} />}
          {decision === null || decision.reason === '' ? null : <span> · {pairDecisionLabels[decision.decision].toLowerCase()} by {decision.author}: {decision.reason}</span>}
        </div>
      </div>
    </div>
  );
}
