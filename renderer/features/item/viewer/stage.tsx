/** The picture on its stage, with the regions people wrote down, the words a machine read, and the region being marked. */
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { lowConfidence, type PictureSize, type PictureWord } from '../../../../shared/contract/pictures.ts';
import type { Transcription } from '../../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import { visibleCharacters } from '../visible-characters.ts';
import { boxPlace } from '../word-boxes.tsx';
import { regionOfBox } from './geometry.ts';
import type { Placed } from './use-placing.ts';

interface StageProps {
  readonly picture: PictureSize;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly placed: Placed;
  /** What is drawn of the picture: nothing, its small grey view, or the picture itself while a key or button is held. */
  readonly shown: { readonly url: string; readonly full: boolean } | null;
  readonly name: string;
  readonly words: readonly PictureWord[];
  readonly entries: readonly Transcription[];
  readonly entryId: ItemId | null;
  readonly hint: string;
  readonly onGoTo: (itemId: ItemId) => void;
}

/** How the frame with the picture stands on its stage; also the measures that what is drawn in it needs. */
export function frameStyle(picture: PictureSize, { placing: { centre, zoom, quarters } }: Placed): CSSProperties {
  return {
    width: picture.width, height: picture.height,
    transform: `rotate(${quarters * 90}deg) scale(${zoom}) translate(${-centre.x}px, ${-centre.y}px)`,
    // Lines and numbers stay as thick and upright as they are, however large the picture.
    ['--zoom' as string]: zoom, ['--turned' as string]: `${-quarters * 90}deg`,
  };
}

/** A region that is all of the picture has no edges to draw; it is in the list beside it. */
const isPart = ({ region }: Transcription): boolean => region.width < 1 || region.height < 1;

export function Stage({ picture, stage, placed, shown, name, words, entries, entryId, hint, onGoTo }: StageProps): ReactNode {
  const { box, marking, placing } = placed;
  return (
    <div
      ref={stage} className={`viewer-stage${marking ? ' marking' : ''}`} role="group" tabIndex={0} aria-label={`${name}: arrow keys move ${marking ? 'the region, Shift and arrow keys size it' : 'the picture'}`}
      onPointerDown={placed.onPointerDown} onPointerMove={placed.onPointerMove} onPointerUp={placed.onPointerUp} onPointerCancel={placed.onPointerUp}
    >
      <div className="viewer-frame" style={frameStyle(picture, placed)}>
        {shown === null ? null : <img className={shown.full ? '' : 'grey'} draggable={false} src={shown.url} alt={shown.full ? name : `Grey view of ${name}`} />}
        {words.map((word) => <span key={`${word.line} ${word.x} ${word.y} ${word.text}`} className={word.confidence < lowConfidence ? 'word-box unsure' : 'word-box'} style={boxPlace(word)} title={word.text} />)}
        {entries.map((entry, index) => (!isPart(entry) ? null : (
          <button
            key={entry.itemId} type="button" className={`viewer-region${entry.itemId === entryId ? ' pointed' : ''}`} style={boxPlace(entry.region)} title={visibleCharacters(entry.text)}
            aria-label={`Entry ${index + 1}: ${entry.text}. Goes to it on the timeline`} onPointerDown={(event) => event.stopPropagation()} onClick={() => onGoTo(entry.itemId)}
          ><span aria-hidden="true">{index + 1}</span></button>
        )))}
        {box === null ? null : <span className="viewer-mark" style={boxPlace(regionOfBox(picture, box))} />}
      </div>
      {hint === '' ? null : <p className="viewer-hint">{hint}</p>}
      <p className="viewer-measure" role="status">
        {picture.width} × {picture.height} pixels · {Math.round(placing.zoom * 100)} %{placing.quarters === 0 ? '' : ` · turned ${placing.quarters * 90}°, in this view only`}
        {box === null ? '' : ` · region ${box.width} × ${box.height} from ${box.x}, ${box.y}`}
      </p>
    </div>
  );
}
