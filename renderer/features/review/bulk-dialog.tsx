/** One action for everything the filter shows: what it would do is counted before it is done. */
import { useEffect, useState, type ReactNode } from 'react';
import type { BulkChange, BulkPreview } from '../../../shared/contract/assessing.ts';
import { needsReason, type Handling, type Relevance } from '../../../shared/domain/disclosure.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useFramework } from '../../session/framework-store.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { AssessmentFields, emptyDraft, type Draft } from './assessment-fields.tsx';
import { handlingOptions, relevanceOptions } from './disclosure-dialog.tsx';
import './review-dialogs.css';

type Kind = BulkChange['type'];
type Existing = 'keep' | 'overwrite';
const kinds = [{ value: 'assess', label: 'Assess' }, { value: 'tag', label: 'Tag' }, { value: 'disclose', label: 'Disclosure' }, { value: 'exclude', label: 'Leave out' }] as const;
const unchanged = 'unchanged';
type Kept<T extends string> = T | typeof unchanged;
const stays = { value: unchanged, label: 'Leave as it is' } as const;

interface Answers { readonly draft: Draft; readonly tag: string | null; readonly on: 'on' | 'off'; readonly relevance: Kept<Relevance>; readonly handling: Kept<Handling>; readonly reason: string; readonly existing: Existing; readonly out: 'out' | 'back'; readonly why: string }

/** The change the answers make; null while they leave something open. */
function changeOf(kind: Kind, { draft, tag, on, relevance, handling, reason, existing, out, why }: Answers): BulkChange | null {
  if (kind === 'tag') return tag === null ? null : { type: 'tag', tag, on: on === 'on' };
  if (kind === 'exclude') return why.trim() === '' ? null : { type: 'exclude', excluded: out === 'out', reason: why.trim() };
  if (kind === 'disclose') {
    const change = { ...(relevance === unchanged ? {} : { relevance }), ...(handling === unchanged ? {} : { handling }) };
    if (Object.keys(change).length === 0 || (needsReason(change.relevance ?? 'not-set', change.handling ?? 'normal') && reason.trim() === '')) return null;
    return { type: 'disclose', ...change, existing, ...(reason.trim() === '' ? {} : { reason }) };
  }
  const { state, reasons, innocentExplanation, charges, standards } = draft;
  if (state === null) return null;
  // What is left empty stays as each item has it.
  return {
    type: 'assess', state, existing, ...(reasons === '' ? {} : { reasons }), ...(innocentExplanation === '' ? {} : { innocentExplanation }),
    ...(charges.length === 0 ? {} : { charges: [...charges] }), ...(standards.length === 0 ? {} : { standards: [...standards] }),
  };
}

function Preview({ preview }: { readonly preview: BulkPreview }): ReactNode {
  const shown = useShownName();
  const lines: readonly (readonly [number, string])[] = [[preview.changed, 'would change'], [preview.same, 'say so already'], [preview.kept, 'are kept as they are']];
  return (
    <dl className="bulk-preview" role="status">
      {lines.map(([count, words]) => <div key={words} style={{ display: 'contents' }}><dt>{formatCount(count)}</dt><dd>{words}</dd></div>)}
      <dt className="total">{formatCount(preview.items)}</dt><dd className="total">in the filter: {shown(preview.filterInWords)}</dd>
    </dl>
  );
}

/** Asked only where something has been answered before. */
function existingOptions({ own, others }: BulkPreview, kind: Kind): { readonly value: Existing; readonly label: string }[] {
  const answered = formatCount(own + others);
  const beside = others === 0 ? '' : `; the ${formatCount(others)} of another reviewer ${others === 1 ? 'stays, with yours beside it' : 'stay, with yours beside them'}`;
  return [
    { value: 'keep', label: `Keep the ${answered} answered before as they are` },
    { value: 'overwrite', label: kind === 'assess' ? `Overwrite ${own === 0 ? 'none' : `your ${formatCount(own)}`} by a further entry${beside}` : `Overwrite the ${answered} by a further entry` },
  ];
}

export function BulkDialog({ filter, onClose }: { readonly filter: TimelineFilter; readonly onClose: () => void }): ReactNode {
  const tags = useFramework((state) => state.tags);
  const [kind, setKind] = useState<Kind>('assess');
  const [answers, setAnswers] = useState<Answers>({ draft: emptyDraft, tag: null, on: 'on', relevance: unchanged, handling: unchanged, reason: '', existing: 'keep', out: 'out', why: '' });
  // The numbers before stay in sight while those of a changed answer are counted, so that nothing moves under the hand.
  const [counted, setCounted] = useState<{ readonly of: string; readonly preview: BulkPreview } | null>(null);
  const [again, setAgain] = useState(0);
  const set = (change: Partial<Answers>): void => setAnswers((before) => ({ ...before, ...change }));
  const change = changeOf(kind, answers);
  const asked = JSON.stringify(change);
  const preview = change === null ? null : counted?.preview ?? null;
  const counting = counted?.of !== asked;
  useEffect(() => {
    const wanted = JSON.parse(asked) as BulkChange | null; // written above
    if (wanted === null) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void attempt(engine.call('review.previewBulk', { filter, change: wanted })).then((next) => { if (current && next !== null) setCounted({ of: asked, preview: next }); });
    }, 250);
    return () => { current = false; clearTimeout(timer); };
  }, [asked, filter, again]);
  const save = async (): Promise<unknown> => {
    if (change === null || preview === null || counting) return null;
    const done = await attempt(engine.call('review.bulk', { filter, change, token: preview.token }));
    if (done === null) {
      setCounted(null);
      setAgain((count) => count + 1);
    } else say(`${formatCount(done.changed)} of ${formatCount(done.items)} items changed. Z takes all of it back.`);
    return done;
  };
  const answered = preview !== null && preview.own + preview.others > 0;
  return (
    <FormDialog title="Everything in this view" act={preview === null || counting ? 'Change' : `Change ${formatCount(preview.changed)}`} width={680} ready={preview !== null && !counting && preview.changed > 0} onSave={save} onClose={onClose}>
      <OneOf label="What to do" value={kind} options={kinds} onChange={setKind} row autoFocus />
      {kind === 'assess' ? <p className="quiet">What is left empty stays as each item has it.</p> : null}
      {kind === 'assess' ? <AssessmentFields draft={answers.draft} focusState onChange={(part) => set({ draft: { ...answers.draft, ...part } })} /> : null}
      {kind === 'tag' ? (
        <>
          <OneOf label="Tag" value={answers.on} options={[{ value: 'on', label: 'Put on' }, { value: 'off', label: 'Take off' }]} onChange={(on) => set({ on })} row />
          <Select label="Which" value={answers.tag} choices={tags.filter((tag) => !tag.retired || answers.on === 'off').map(({ code, name, definition }) => ({ value: code, label: name, note: definition }))} onChange={(tag) => set({ tag })} />
        </>
      ) : null}
      {kind === 'disclose' ? (
        <>
          <div className="side-by-side">
            <OneOf label="Relevance" value={answers.relevance} options={[stays, ...relevanceOptions]} onChange={(relevance) => set({ relevance })} />
            <OneOf label="Handling" value={answers.handling} options={[stays, ...handlingOptions]} onChange={(handling) => set({ handling })} />
          </div>
          <Field label="Reason" multiline={2} value={answers.reason} onChange={(reason) => set({ reason })} hint="Needed for what is not relevant, sensitive or privileged." />
        </>
      ) : null}
      {kind === 'exclude' ? (
        <>
          <OneOf label="Review" value={answers.out} options={[{ value: 'out', label: 'Leave out of the review' }, { value: 'back', label: 'Put back' }]} onChange={(out) => set({ out })} row />
          <Field label="Reason" multiline={2} value={answers.why} onChange={(why) => set({ why })} required hint="Stands in the coverage and in the schedule of search terms." />
          <p className="quiet">Left out is not read: rows that have been read stay read, and the others are counted as left out, with this reason. Nothing is hidden. Rows left out already keep the reason they have.</p>
        </>
      ) : null}
      {answered && kind !== 'tag' && kind !== 'exclude' ? <OneOf label="Answered before" value={answers.existing} options={existingOptions(preview, kind)} onChange={(existing) => set({ existing })} /> : null}
      {change === null ? <p className="quiet" role="status">Say what is to be recorded; then it is counted here.</p> : preview === null ? <p className="quiet" role="status">Counting…</p> : <Preview preview={preview} />}
    </FormDialog>
  );
}
