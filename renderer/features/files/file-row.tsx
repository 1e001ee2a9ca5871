/** One file of the list: what it is, what it is called, where it is. */
import type { ReactNode } from 'react';
import type { DuplicateGroup } from '../../../shared/contract/pictures.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { exhibitWords, kindWords, nameWords, placesWords, shortHash } from './files-words.ts';

interface FileRowProps {
  readonly id: string;
  readonly row: number;
  readonly topPx: number;
  /** Null while it is being fetched. */
  readonly group: DuplicateGroup | null;
  readonly active: boolean;
  readonly onSelect: () => void;
}

export function FileRow({ id, row, topPx, group, active, onSelect }: FileRowProps): ReactNode {
  const frame = { id, role: 'row', 'aria-rowindex': row + 1, style: { transform: `translateY(${topPx}px)` } } as const;
  if (group === null) return <div {...frame} className="file-row"><span role="gridcell" className="quiet">Fetching…</span></div>;
  const { name, others } = nameWords(group);
  return (
    <div {...frame} className={active ? 'file-row active' : 'file-row'} aria-selected={active} onMouseDown={onSelect}>
      <span role="gridcell" className="file-kind" title={group.mediaType}>{kindWords(group.mediaType)}</span>
      <span role="gridcell" className="file-name" title={[...new Set(group.places.map((at) => at.name))].slice(0, 10).join('\n')}><bdi>{name}</bdi>{others === '' ? null : <span className="quiet">{others}</span>}</span>
      <span role="gridcell" className="file-exhibits">{exhibitWords(group)}</span>
      <span role="gridcell" className="file-places quiet" title={placesWords(group)}>{formatCount(group.count)} places</span>
      <span role="gridcell" className="file-hash mono quiet" title={group.sha256}>{shortHash(group.sha256)}</span>
    </div>
  );
}
