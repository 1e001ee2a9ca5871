/** The page or picture on its stage, with what is redacted of it, what is suggested, and the region being drawn. */
import type { ReactNode, RefObject } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import type { Region } from '../../../../shared/domain/region.ts';
import { regionOfBox } from '../viewer/geometry.ts';
import { frameStyle } from '../viewer/stage.tsx';
import type { Placed } from '../viewer/use-placing.ts';
import { boxPlace } from '../word-boxes.tsx';
import { regionInWords } from './region-words.ts';

/** What is drawn over the page. The list beside it says the same. */
export interface Drawn { readonly key: string; readonly region: Region; readonly label: string; readonly suggested: boolean; readonly pointed: boolean }

interface SheetProps {
  readonly size: PictureSize;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly placed: Placed;
  readonly name: string;
  /** The page or picture itself; null while it is hidden: then nothing can be drawn. */
  readonly layer: ReactNode;
  readonly drawn: readonly Drawn[];
  /** As it will come out: what is redacted is covered, and nothing else is drawn. */
  readonly preview: boolean;
  readonly hint: string;
  /** Where one is, for everybody. */
  readonly status: string;
}

export function Sheet({ size, stage, placed, name, layer, drawn, preview, hint, status }: SheetProps): ReactNode {
  const { box, marking } = placed;
  const drawing = layer === null ? {} : { onPointerDown: placed.onPointerDown, onPointerMove: placed.onPointerMove, onPointerUp: placed.onPointerUp, onPointerCancel: placed.onPointerUp };
  return (
    <div
      ref={stage} className={`viewer-stage${layer === null ? '' : ' marking'}`} role="group" tabIndex={0}
      aria-label={`${name}: ${marking ? 'arrow keys move the region, Shift and arrow keys size it, Enter redacts it' : 'R draws a region, arrow keys move the page'}`} {...drawing}
    >
      <div className="viewer-frame" style={frameStyle(size, placed)}>
        {layer}
        {drawn.map(({ key, region, label, suggested, pointed }) => (preview && suggested ? null : (
          <span key={key} aria-hidden="true" className={`redaction-box${suggested ? ' suggested' : ''}${preview ? ' painted' : ''}${pointed ? ' pointed' : ''}`} style={boxPlace(region)} title={label}>
            {preview ? null : <span>{label}</span>}
          </span>
        )))}
        {box === null ? null : <span className="viewer-mark" style={boxPlace(regionOfBox(size, box))} />}
      </div>
      {hint === '' ? null : <p className="viewer-hint">{hint}</p>}
      <p className="viewer-measure" role="status">{box === null ? status : `Region ${regionInWords(regionOfBox(size, box))}`}</p>
    </div>
  );
}
