/** What is being done, how far it is, and the way to stop it. */
import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { Progress } from '../../shared/contract/case-file.ts';
import { Button } from './controls.tsx';
import './progress-line.css';

const numbers = new Intl.NumberFormat('en-GB');
/** `1,204` */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** `12.4 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 'bytes';
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}

function inWords({ done, total, unit }: Progress): string {
  const show = unit === 'bytes' ? formatBytes : (count: number): string => `${formatCount(count)} ${unit}`;
  return total === null ? show(done) : `${show(done)} of ${show(total)}`;
}

export function ProgressLine({ progress, waiting, onCancel }: { readonly progress: Progress | null; readonly waiting: string; readonly onCancel: () => void }): ReactNode {
  const stage = progress?.stage ?? waiting;
  const known = progress !== null && progress.total !== null && progress.total > 0;
  const share = known ? (100 * progress.done) / (progress.total ?? 1) : 0;
  return (
    <div className="progress-line">
      <ProgressBar aria-label={stage} value={share} isIndeterminate={!known} className="progress-bar">
        <div className="progress-words"><span>{stage}</span><span className="quiet">{progress === null ? '' : inWords(progress)}</span></div>
        <div className="progress-track"><div className={known ? 'progress-fill' : 'progress-fill unknown'} style={{ width: known ? `${share}%` : '30%' }} /></div>
      </ProgressBar>
      <Button onPress={onCancel}>Cancel</Button>
    </div>
  );
}
