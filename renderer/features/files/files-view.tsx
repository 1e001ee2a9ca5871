/** Files whose very bytes are in more than one exhibit: which, and everywhere each of them is. No content is shown here. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { fileKinds } from '../../../shared/contract/pictures.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import { Button, KeyCap, Select } from '../../ui/controls.tsx';
import { movement } from '../../ui/grid-movement.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { FileRow } from './file-row.tsx';
import { chooseFile, fileAt, followFiles, moveFile, openFiles, showKind, useFiles, wantFiles } from './files-store.ts';
import { kindNames, totalWords } from './files-words.ts';
import { NotHashed } from './hashing.tsx';
import { PlaceList } from './place-list.tsx';
import './files-view.css';

const rowPx = 28;
const idPrefix = 'same-file';
const kindChoices = [{ value: 'any' as const, label: 'Any kind' }, ...fileKinds.map((value) => ({ value, label: kindNames[value].many }))];

interface FilesViewProps {
  /** Shows one row of the evidence on the timeline. */
  readonly onShowItem: (itemId: ItemId) => void;
  /** Opens a picture in the viewer, hidden until it is asked for there. */
  readonly onLook: (itemId: ItemId, attachment: number) => void;
  /** Shows what is known of an exhibit. */
  readonly onShowExhibit: (exhibitId: ExhibitId) => void;
  /** Goes back to where the reader came from. */
  readonly onBack: () => void;
}

function Bar(): ReactNode {
  const kind = useFiles((state) => state.kind);
  const total = useFiles((state) => state.total);
  return (
    <div className="files-bar">
      <Select label="Kind of file" labelHidden value={kind ?? 'any'} choices={kindChoices} onChange={(chosen) => showKind(chosen === 'any' ? null : chosen)} />
      <p role="status">{total === null ? 'Comparing the hashes of all files…' : totalWords(total, kind)}</p>
      <NotHashed />
    </div>
  );
}

function Nothing(): ReactNode {
  const kind = useFiles((state) => state.kind);
  const notHashed = useFiles((state) => state.notHashed);
  return (
    <div className="empty-state">
      <h2>{totalWords(0, kind)}</h2>
      <p>{notHashed === 0 ? 'Every file of the case has been compared by its hash.' : 'That is so for the files hashed so far.'}</p>
      {kind === null || kind === 'picture' ? <p>A picture sent on by an app is often made smaller on the way, and is then another file: the pane beside a picture on the timeline looks for those.</p> : null}
      {kind === null ? null : <Button onPress={() => showKind(null)}>Look at any kind</Button>}
    </div>
  );
}

function FileGrid({ onPlaces, onBack }: { readonly onPlaces: () => void; readonly onBack: () => void }): ReactNode {
  const total = useFiles((state) => state.total) ?? 0;
  const file = useFiles((state) => state.file);
  const revealCount = useFiles((state) => state.revealCount);
  useFiles((state) => state.pagesVersion);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, pageRows: number): void => {
    const move = movement(event, pageRows);
    if (move !== null) moveFile(move);
    else if (event.key === 'Enter' || event.key === 'ArrowRight') onPlaces();
    else if (event.key === 'Escape') onBack();
    else return;
    event.preventDefault();
  };
  return (
    <VirtualGrid
      label="Files in more than one exhibit" rowCount={total} rowPx={rowPx} idPrefix={idPrefix} activeRow={file} revealKey={revealCount} onRange={wantFiles} onKeyDown={onKeyDown}
      renderRow={(row, topPx) => <FileRow key={row} id={`${idPrefix}-${row}`} row={row} topPx={topPx} group={fileAt(row)} active={row === file} onSelect={() => chooseFile(row)} />}
    />
  );
}

export function FilesView({ onShowItem, onLook, onShowExhibit, onBack }: FilesViewProps): ReactNode {
  const total = useFiles((state) => state.total);
  const fault = useFiles((state) => state.fault);
  const files = useRef<HTMLDivElement>(null);
  const places = useRef<HTMLElement>(null);
  const focusFiles = (): void => files.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  useEffect(() => {
    openFiles();
    return followFiles();
  }, []);
  const hasFiles = total !== null && total > 0;
  // The arrow keys work at once, unless the reader is in the middle of something else.
  useEffect(() => {
    if (hasFiles && (document.activeElement === document.body || document.activeElement?.closest('nav') != null)) focusFiles();
  }, [hasFiles]);
  return (
    <main className="files" aria-label="Same files">
      <div className="files-head">
        <div className="files-title"><h1>Same files</h1>{hasFiles ? <span className="files-keys quiet"><KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> file <KeyCap>Enter</KeyCap> its places, then the timeline <KeyCap>Esc</KeyCap> back</span> : null}</div>
        <p className="quiet">Files found in more than one exhibit, byte for byte the same by their SHA-256. Their names, dates and owners may differ. What is in them is not shown here.</p>
        <Bar />
        {fault === '' ? null : <div className="files-fault" role="alert"><span>The list could not be fetched: {fault}</span><Button onPress={openFiles}>Try again</Button></div>}
      </div>
      {total === 0 ? <Nothing /> : null}
      {!hasFiles ? null : (
        <div className="files-panes">
          <div className="files-list" ref={files}><FileGrid onBack={onBack} onPlaces={() => places.current?.querySelector<HTMLElement>('[data-reached]')?.focus()} /></div>
          <PlaceList pane={places} onShowItem={onShowItem} onLook={onLook} onShowExhibit={onShowExhibit} onLeave={focusFiles} />
        </div>
      )}
    </main>
  );
}
