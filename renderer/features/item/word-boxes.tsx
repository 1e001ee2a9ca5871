/** The place of each word a machine read, drawn over the picture. */
import type { CSSProperties, ReactNode } from 'react';
import { lowConfidence, type PictureWord } from '../../../shared/contract/pictures.ts';
import { usePictures } from './picture-store.ts';

const none: readonly PictureWord[] = [];
/** More boxes than this hide the picture and hold up the window. */
const mostBoxes = 3_000;

/** A box as a share of the picture, so that it fits at any size. */
export function boxPlace({ x, y, width, height }: Pick<PictureWord, 'x' | 'y' | 'width' | 'height'>): CSSProperties {
  const share = (fraction: number): string => `${Math.round(fraction * 100_000) / 1000}%`;
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}

/** The boxes of words, when they have been asked for. */
export function WordBoxes({ words }: { readonly words: readonly PictureWord[] }): ReactNode {
  const boxes = usePictures((state) => state.boxes);
  return boxes ? words.slice(0, mostBoxes).map((word) => <span key={`${word.line} ${word.x} ${word.y} ${word.text}`} className={word.confidence < lowConfidence ? 'word-box unsure' : 'word-box'} style={boxPlace(word)} title={word.text} />) : null;
}

/** A picture with the boxes over it. */
export function FramedPicture({ attachment, children }: { readonly attachment: number; readonly children: ReactNode }): ReactNode {
  const words = usePictures((state) => state.texts.find((text) => text.attachment === attachment)?.reading?.words) ?? none;
  return (
    <div className="picture-frame">
      {children}
      <WordBoxes words={words} />
    </div>
  );
}
