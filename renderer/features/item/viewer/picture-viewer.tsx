/**
 * The big viewer of one picture. It is no way round what protects those who look: the picture is hidden until asked for,
 * then grey and small, and in its own colours only while a key or button is held. Turning and zooming are of the view alone.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import { Button, KeyCap } from '../../../ui/controls.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { useGrant } from '../evidence-grant.ts';
import { StoppedFile } from '../file-care.tsx';
import { Stage } from './stage.tsx';
import { useHeld } from './use-held.ts';
import { usePlacing, type Placed } from './use-placing.ts';
import { useViewedPicture, type ViewedPicture } from './viewed-picture.ts';
import { useViewerKeys } from './use-viewer-keys.ts';
import { ViewerSide } from './viewer-side.tsx';
import { closeViewer, useViewer, type Viewed } from './viewer-store.ts';
import './viewer.css';

/** More boxes than this hide the picture and hold up the window. */
const mostBoxes = 3_000;

interface ViewerProps { readonly zone: string; readonly onGoTo: (itemId: ItemId) => void }

interface ToolsProps { readonly placed: Placed; readonly asked: boolean; readonly boxes: boolean; readonly anyWords: boolean; readonly onAsk: () => void; readonly onHold: (held: boolean) => void; readonly onBoxes: () => void }

function Tools({ placed, asked, boxes, anyWords, onAsk, onHold, onBoxes }: ToolsProps): ReactNode {
  return (
    <div className="viewer-tools" role="toolbar" aria-label="The picture">
      <Button onPress={onAsk}>{asked ? 'Hide picture' : 'Show picture'} <KeyCap>V</KeyCap></Button>
      <Button isDisabled={!asked} onPressStart={() => onHold(true)} onPressEnd={() => onHold(false)}>Hold to show in full <KeyCap>F</KeyCap></Button>
      <span className="viewer-group">
        <Button aria-label="Smaller" onPress={() => placed.zoomBy(-1)}><span aria-hidden="true"><KeyCap>−</KeyCap></span></Button>
        <Button aria-label="Larger" onPress={() => placed.zoomBy(1)}><span aria-hidden="true"><KeyCap>+</KeyCap></span></Button>
        <Button onPress={placed.fit}>Fit <KeyCap>0</KeyCap></Button>
        <Button onPress={placed.actualSize}>100 % <KeyCap>1</KeyCap></Button>
      </span>
      <span className="viewer-group">
        <Button aria-label="Turn left" onPress={() => placed.turn(-1)}><span aria-hidden="true">↺</span></Button>
        <Button onPress={() => placed.turn(1)}>Turn right <KeyCap>R</KeyCap></Button>
      </span>
      <Button className={placed.marking ? 'pressed' : ''} aria-pressed={placed.marking} onPress={() => placed.mark(!placed.marking)}>Mark a region <KeyCap>M</KeyCap></Button>
      {anyWords ? <Button className={boxes ? 'pressed' : ''} aria-pressed={boxes} onPress={onBoxes}>Word boxes <KeyCap>B</KeyCap></Button> : null}
    </div>
  );
}

function Open({ viewed, known, zone, onGoTo }: ViewerProps & { readonly viewed: Viewed; readonly known: ViewedPicture & { readonly size: PictureSize } }): ReactNode {
  const { detail, size, text } = known;
  const [asked, setAsked] = useState(viewed.asked);
  const [held, setHeld] = useHeld();
  const [boxes, setBoxes] = useState(false);
  const [writing, setWriting] = useState(viewed.writing === true);
  const stage = useRef<HTMLDivElement>(null);
  const placed = usePlacing(size, stage);
  const small = useGrant(detail.id, viewed.attachment, 'thumbnail', asked);
  const full = useGrant(detail.id, viewed.attachment, 'original', asked && held);
  const name = nameOf(known, viewed);
  const words = text?.reading?.words ?? [];
  const { writing: fromTheStart = false } = viewed;
  useEffect(() => { if (!fromTheStart) stage.current?.focus(); }, [fromTheStart]);
  const goTo = (itemId: ItemId): void => {
    closeViewer();
    onGoTo(itemId);
  };
  const onKeyDown = useViewerKeys(stage, placed, {
    v: () => setAsked(!asked), f: () => setHeld(true), '+': () => placed.zoomBy(1), '=': () => placed.zoomBy(1), '-': () => placed.zoomBy(-1), '0': placed.fit, '1': placed.actualSize,
    r: () => placed.turn(1), R: () => placed.turn(-1), m: () => placed.mark(!placed.marking), b: () => setBoxes(!boxes), e: () => setWriting(true),
  }, () => setWriting(true));
  const shown = held && full !== null ? { url: full.url, full: true } : asked && small !== null ? { url: small.url, full: false } : null;
  return (
    <div className="viewer" role="presentation" onKeyDownCapture={onKeyDown}>
      <div className="viewer-main">
        <Tools placed={placed} asked={asked} boxes={boxes} anyWords={words.length > 0} onAsk={() => setAsked(!asked)} onHold={setHeld} onBoxes={() => setBoxes(!boxes)} />
        <Stage
          picture={size} stage={stage} placed={placed} shown={shown} name={name} words={boxes ? words.slice(0, mostBoxes) : []} entryId={viewed.entryId} onGoTo={goTo}
          entries={detail.transcriptions.filter((entry) => entry.attachment === viewed.attachment)} hint={asked ? '' : 'Hidden until you ask for it: V shows it small and grey.'}
        />
      </div>
      <ViewerSide
        viewed={known} attachment={viewed.attachment} name={name} zone={zone} box={placed.box} writing={writing} onWriting={(on) => { setWriting(on); if (!on) stage.current?.focus(); }} entryId={viewed.entryId} onGoTo={goTo}
        onWritten={() => { placed.mark(false); setWriting(false); stage.current?.focus(); }}
      />
    </div>
  );
}

function nameOf({ detail }: ViewedPicture, { attachment }: Viewed): string {
  const named = detail.attachments[attachment]?.name ?? '';
  return named === '' ? detail.exhibit.originalName : named;
}

function Dialog({ viewed, zone, onGoTo }: ViewerProps & { readonly viewed: Viewed }): ReactNode {
  const known = useViewedPicture(viewed);
  const stop = known?.notes?.stop ?? null;
  const { size } = known ?? { size: null };
  return (
    <Modal title={known === null ? 'Picture' : `${known.detail.exhibit.reference} ${nameOf(known, viewed)}`} filling onClose={closeViewer} actions={<Button onPress={closeViewer}>Close <span aria-hidden="true"><KeyCap>Esc</KeyCap></span></Button>}>
      {known === null ? <p className="quiet" role="status">Opening…</p>
        : stop !== null ? <StoppedFile itemId={viewed.itemId} attachment={viewed.attachment} stop={stop} />
          : size === null ? <p className="flag">{known.fault}</p>
            : <Open viewed={viewed} known={{ ...known, size }} zone={zone} onGoTo={onGoTo} />}
    </Modal>
  );
}

/** Stands beside the workspace; shows itself when a picture is opened in it. */
export function PictureViewer({ zone, onGoTo }: ViewerProps): ReactNode {
  const viewed = useViewer((state) => state.viewed);
  // The key and not the object: another picture begins hidden again.
  return viewed === null ? null : <Dialog key={`${viewed.itemId} ${viewed.attachment}`} viewed={viewed} zone={zone} onGoTo={onGoTo} />;
}
