/** The pages of a file one at a time, with what is redacted of them; regions are drawn by mouse or by keys alone. */
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Redaction } from '../../../../shared/domain/redaction.ts';
import { useShownName } from '../../../session/shown-names.ts';
import { regionOfBox } from '../viewer/geometry.ts';
import { useHeld } from '../viewer/use-held.ts';
import { usePlacing, type Manner } from '../viewer/use-placing.ts';
import { useViewerKeys } from '../viewer/use-viewer-keys.ts';
import { AskDialog, type Ask, type ToRedact } from './ask-dialogs.tsx';
import { useFileLayer } from './file-layer.tsx';
import { useRedaction, type OpenedToRedact } from './open-redaction.ts';
import type { HeldFile } from './opened-file.ts';
import { redactionKey, RedactionSide } from './redaction-side.tsx';
import { Sheet, type Drawn } from './sheet.tsx';
import { suggestionKey, SuggestionCard } from './suggestion-card.tsx';
import { Tools } from './tools.tsx';
import { useRedacting } from './use-redacting.ts';
import { useSuggestions, type Suggestion } from './use-suggestions.ts';
import '../viewer/viewer.css';
import './redaction.css';

/** About a line of writing, a third of the page wide. */
const begins = { x: 1 / 3, y: 1 / 24 };
const onPages: Manner = { first: 'whole', drag: 'draws', begins };
const onPicture: Manner = { first: 'small', drag: 'draws', begins: { x: 1 / 3, y: 1 / 12 } };

/** 'drawn': the region that is being drawn, as it is when the question is put. */
type Asking = Ask | 'drawn' | null;

interface RedactingProps {
  readonly opened: OpenedToRedact;
  readonly file: HeldFile;
  readonly name: string;
  readonly onStanding: (redactions: readonly Redaction[]) => void;
}

/** What was pressed to ask may be gone with what it did: then the next of its kind has the focus, or the page. */
function useFocusKept(asking: Asking, body: RefObject<HTMLDivElement | null>, stage: RefObject<HTMLDivElement | null>): void {
  const before = useRef<Asking>(null);
  useEffect(() => {
    const last = before.current;
    before.current = asking;
    if (asking !== null || last === null) return undefined;
    const next = last !== 'drawn' && last.kind === 'accept' ? body.current?.querySelector<HTMLElement>('[data-accept]') : null;
    // After the dialog has given the focus back, if it could.
    let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(() => { if (!(body.current?.contains(document.activeElement) ?? false)) (next ?? stage.current)?.focus(); }); });
    return () => cancelAnimationFrame(frame);
  }, [asking, body, stage]);
}

const drawnOf = (redactions: readonly Redaction[], suggestions: readonly Suggestion[], page: number, pointed: string | null, shown: (text: string) => string): Drawn[] => [
  ...redactions.flatMap((redaction, index): Drawn[] => (redaction.page !== page || redaction.region === null ? [] : [{ key: redactionKey(redaction), region: redaction.region, label: `${index + 1} ${shown(redaction.reason)}`, suggested: false, pointed: pointed === redactionKey(redaction) }])),
  ...suggestions.flatMap((suggestion): Drawn[] => (suggestion.page !== page ? [] : [{ key: suggestionKey(suggestion), region: suggestion.region, label: suggestion.cipher, suggested: true, pointed: pointed === suggestionKey(suggestion) }])),
];

export function Redacting({ opened, file, name, onStanding }: RedactingProps): ReactNode {
  const { redactions } = file;
  const isPicture = file.size !== null;
  const [page, setPage] = useState(opened.page);
  const [asked, setAsked] = useState(opened.asked);
  const [held, setHeld] = useHeld();
  const [preview, setPreview] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const lastReason = useRedaction((state) => state.lastReason);
  const shown = useShownName();
  const { size, pages, layer, above, password } = useFileLayer(file, { page, asked, inFull: held, name });
  const placed = usePlacing(size, stage, isPicture ? onPicture : onPages, () => setAsking('drawn'));
  const suggestions = useSuggestions(opened.file, redactions);
  const { said, say, redact, withdraw } = useRedacting(opened.file, isPicture, onStanding);
  useFocusKept(asking, body, stage);
  useEffect(() => { stage.current?.focus(); }, []);

  const turnTo = (to: number): void => {
    const next = Math.min(Math.max(to, 1), pages);
    if (next !== page) placed.mark(false);
    setPage(next);
  };
  const point = (to: number, key: string): void => {
    turnTo(to);
    setPointed(key);
  };
  const draw = (): void => {
    stage.current?.focus();
    if (layer === null) say('Show it first: V.');
    else placed.mark(true);
  };
  const search = (words: readonly string[]): void => suggestions.search(words, password);
  const onKeyDown = useViewerKeys(stage, placed, {
    v: () => setAsked(!asked), f: () => setHeld(true), '+': () => placed.zoomBy(1), '=': () => placed.zoomBy(1), '-': () => placed.zoomBy(-1), '0': placed.fit,
    PageUp: () => turnTo(page - 1), PageDown: () => turnTo(page + 1), r: draw, p: () => setPreview(!preview), l: () => { if (suggestions.progress === null) search([]); },
  }, () => setAsking('drawn'));

  const here = redactions.filter((redaction) => redaction.page === page);
  const ask: Ask | null = asking !== 'drawn' ? asking : placed.box === null ? null : { kind: 'redact', page, region: regionOfBox(size, placed.box) };
  const onRedact = async (wanted: readonly ToRedact[]): Promise<number | null> => {
    const made = await redact(wanted);
    if (made === null || ask?.kind !== 'redact') return made;
    if (ask.region !== null) placed.mark(false);
    useRedaction.setState({ lastReason: wanted[0]?.reason.trim() ?? '' });
    return made;
  };
  const newest = redactions.reduce<Redaction | null>((last, redaction) => (last === null || redaction.id > last.id ? redaction : last), null);
  const status = [isPicture ? `${size.width} × ${size.height} pixels, ${Math.round(placed.placing.zoom * 100)} %` : `Page ${page} of ${pages}`, ...(here.length === 0 ? [] : [here.length === 1 ? '1 redaction here' : `${here.length} redactions here`]), ...(here.some(({ region }) => region === null) ? ['the page is made anew: nothing lies under it'] : [])].join(' · ');
  return (
    <div ref={body} className="viewer" role="presentation" onKeyDownCapture={onKeyDown}>
      <div className="viewer-main">
        <Tools
          placed={placed} isPicture={isPicture} page={page} pages={pages} asked={asked} shown={layer !== null} preview={preview}
          onAsk={() => setAsked(!asked)} onHold={setHeld} onPage={turnTo} onDraw={draw} onPreview={() => setPreview(!preview)}
        />
        {above}
        <Sheet
          size={size} stage={stage} placed={placed} name={name} layer={layer} preview={preview} status={status} drawn={drawnOf(redactions, suggestions.open, page, pointed, shown)}
          hint={!asked ? `Hidden until you ask for it: V shows ${isPicture ? 'it small and grey' : 'the pages'}.` : preview ? 'As it will come out in cipher' : ''}
        />
      </div>
      <RedactionSide
        file={file} name={name} page={page} pointed={pointed} said={said} onAnew={() => setAsking({ kind: 'redact', page, region: null })} onPoint={(redaction) => point(redaction.page, redactionKey(redaction))} onWithdraw={(redaction) => setAsking({ kind: 'withdraw', redaction })}
      >
        <SuggestionCard
          suggestions={suggestions} isPicture={isPicture} pointed={pointed} onSearch={search} onPoint={(suggestion) => point(suggestion.page, suggestionKey(suggestion))}
          onAccept={(suggestion) => setAsking({ kind: 'accept', suggestion })} onAcceptPage={(of, all) => setAsking({ kind: 'accept-page', page: of, suggestions: all })}
        />
      </RedactionSide>
      {ask === null ? null : <AskDialog ask={ask} isPicture={isPicture} lastReason={lastReason === '' ? newest?.reason ?? '' : lastReason} onRedact={onRedact} onWithdraw={withdraw} onClose={() => setAsking(null)} />}
    </div>
  );
}
