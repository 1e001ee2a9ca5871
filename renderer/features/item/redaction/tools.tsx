/** What can be done with the page on the stage. */
import type { ReactNode } from 'react';
import { Button, KeyCap } from '../../../ui/controls.tsx';
import { PageTurner } from '../page-turner.tsx';
import type { Placed } from '../viewer/use-placing.ts';

interface ToolsProps {
  readonly placed: Placed;
  readonly isPicture: boolean;
  readonly page: number;
  readonly pages: number;
  readonly asked: boolean;
  /** Something is shown that can be drawn on. */
  readonly shown: boolean;
  readonly preview: boolean;
  readonly onAsk: () => void;
  readonly onHold: (held: boolean) => void;
  readonly onPage: (page: number) => void;
  readonly onDraw: () => void;
  readonly onPreview: () => void;
}

export function Tools({ placed, isPicture, page, pages, asked, shown, preview, onAsk, onHold, onPage, onDraw, onPreview }: ToolsProps): ReactNode {
  const what = isPicture ? 'picture' : 'pages';
  return (
    <div className="viewer-tools" role="toolbar" aria-label={isPicture ? 'The picture' : 'The pages'}>
      <Button onPress={onAsk}>{asked ? `Hide ${what}` : `Show ${what}`} <KeyCap>V</KeyCap></Button>
      {isPicture ? <Button isDisabled={!asked} onPressStart={() => onHold(true)} onPressEnd={() => onHold(false)}>Hold to show in full <KeyCap>F</KeyCap></Button> : null}
      {isPicture ? null : <span className="viewer-group"><PageTurner page={page} last={pages} onPage={onPage} /></span>}
      <span className="viewer-group">
        <Button aria-label="Smaller" onPress={() => placed.zoomBy(-1)}><span aria-hidden="true"><KeyCap>−</KeyCap></span></Button>
        <Button aria-label="Larger" onPress={() => placed.zoomBy(1)}><span aria-hidden="true"><KeyCap>+</KeyCap></span></Button>
        <Button onPress={placed.fit}>Fit <KeyCap>0</KeyCap></Button>
      </span>
      <Button isDisabled={!shown} onPress={onDraw}>Draw a region <KeyCap>R</KeyCap></Button>
      <Button className={preview ? 'pressed' : ''} aria-pressed={preview} onPress={onPreview}>Show as redacted <KeyCap>P</KeyCap></Button>
    </div>
  );
}
