/**
 * An attachment. Whatever it is, it is hidden until asked for, and leave to read ends when it is put
 * away. Pictures are then small and grey, and in full only while a button is held down; documents are
 * shown at the item's page; recordings are played by hand.
 */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { Attachment } from '../../../shared/domain/item.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { formatBytes } from '../../ui/progress-line.tsx';
import { useGrant } from './evidence-grant.ts';
import { FileCare, StoppedFile } from './file-care.tsx';
import { useFileNotes } from './file-notes.ts';
import { togglePicture, useItem } from './item-store.ts';
import { hasPages, openRedactionOf } from './redaction/open-redaction.ts';
import { openViewer } from './viewer/viewer-store.ts';
import { FramedPicture } from './word-boxes.tsx';
import { RecordingView } from './recording-view.tsx';

/** The reader of PDFs is large and few items need it. */
const PdfView = lazy(() => import('./pdf-view.tsx'));

const stateWords: Readonly<Record<Attachment['state'], string>> = {
  present: '', missing: 'named in the source, but its file was not supplied', omitted: 'left out by the export', damaged: 'damaged',
};

interface Shown { readonly detail: ItemDetail; readonly index: number; readonly name: string; readonly wanted: boolean }

const viewKinds = ['picture', 'page', 'player'] as const;
type ViewKind = (typeof viewKinds)[number];

/** How an attachment can be shown; null when it cannot. A damaged recording may still play in part. */
function viewOf({ state, mediaType }: Attachment): ViewKind | null {
  if (state === 'present' && mediaType.startsWith('image/')) return 'picture';
  if (state === 'present' && mediaType === 'application/pdf') return 'page';
  return (state === 'present' || state === 'damaged') && /^(?:audio|video)\//.test(mediaType) ? 'player' : null;
}

function Toggle({ wanted, kind }: { readonly wanted: boolean; readonly kind: ViewKind }): ReactNode {
  return <Button onPress={togglePicture}>{wanted ? `Hide ${kind}` : `Show ${kind}`} <KeyCap>V</KeyCap></Button>;
}

function Picture({ detail, index, name, wanted }: Shown): ReactNode {
  const [inFull, setInFull] = useState(false);
  const small = useGrant(detail.id, index, 'thumbnail', wanted);
  const full = useGrant(detail.id, index, 'original', wanted && inFull);
  return (
    <>
      <div className="attachment-actions">
        <Toggle wanted={wanted} kind="picture" />
        {wanted ? <Button onPressStart={() => setInFull(true)} onPressEnd={() => setInFull(false)}>Hold to show in full</Button> : null}
        <Button onPress={() => openViewer({ ...(detail.readOff ?? { itemId: detail.id, attachment: index }), entryId: detail.readOff === null ? null : detail.id, asked: wanted })}>Viewer <span aria-hidden="true"><KeyCap>Shift V</KeyCap></span></Button>
      </div>
      {wanted && small !== null ? <FramedPicture attachment={index}><img className="picture small" src={small.url} alt={`Small grey view of ${name}`} /></FramedPicture> : null}
      {inFull && full !== null ? <div className="picture-full" role="presentation"><FramedPicture attachment={index}><img src={full.url} alt={name} /></FramedPicture></div> : null}
    </>
  );
}

function Page({ detail, index, name, wanted }: Shown): ReactNode {
  const grant = useGrant(detail.id, index, 'original', wanted);
  const page = detail.locator.type === 'page' ? detail.locator.page : 1;
  return (
    <>
      <div className="attachment-actions"><Toggle wanted={wanted} kind="page" /></div>
      {wanted && grant !== null ? (
        <Suspense fallback={<p className="quiet">Opening…</p>}><PdfView key={`${grant.grantId} ${page}`} grant={grant} name={name} firstPage={page} /></Suspense>
      ) : null}
    </>
  );
}

function Player({ detail, index, name, wanted, mediaType }: Shown & { readonly mediaType: string }): ReactNode {
  const grant = useGrant(detail.id, index, 'original', wanted);
  return (
    <>
      <div className="attachment-actions"><Toggle wanted={wanted} kind="player" /></div>
      {wanted && grant !== null ? <RecordingView key={grant.grantId} url={grant.url} name={name} mediaType={mediaType} /> : null}
    </>
  );
}

export function AttachmentView({ detail, index, attachment, onBundle }: { readonly detail: ItemDetail; readonly index: number; readonly attachment: Attachment; readonly onBundle: (attachment: number, what: 'file' | 'transcript') => void }): ReactNode {
  // Asked for of the item that is selected: never of the one still shown while that is being fetched.
  const wanted = useItem((state) => state.pictureWanted && state.itemId === detail.id);
  const view = viewOf(attachment);
  const size = attachment.sizeBytes === null ? '' : `, ${formatBytes(attachment.sizeBytes)}`;
  const name = attachment.name === '' ? detail.exhibit.originalName : attachment.name;
  const notes = useFileNotes(detail, index);
  const shown = { detail, index, name, wanted };
  return (
    <section className="attachment" aria-label={`Attachment ${name}`}>
      <p><strong>{name === '' ? 'Attachment' : name}</strong> <span className="quiet">{attachment.mediaType}{size}{stateWords[attachment.state] === '' ? '' : ` — ${stateWords[attachment.state]}`}</span></p>
      {notes?.description == null ? null : <p className="file-described wrap"><span className="quiet">{notes.description.author} describes it:</span> {notes.description.text}</p>}
      {notes?.stop == null ? (
        <>
          {view === 'picture' ? <Picture {...shown} /> : null}
          {view === 'page' ? <Page {...shown} /> : null}
          {view === 'player' ? <Player {...shown} mediaType={attachment.mediaType} /> : null}
        </>
      ) : <StoppedFile itemId={detail.id} attachment={index} stop={notes.stop} />}
      {attachment.state === 'present' && notes?.stop == null ? (
        <div className="file-care">
          <button type="button" className="link" onClick={() => onBundle(index, 'file')}>Add this file to a bundle…</button>
          {attachment.mediaType.startsWith('image/') ? <button type="button" className="link" onClick={() => onBundle(index, 'transcript')}>Add its transcript to a bundle…</button> : null}
          {hasPages(attachment) ? <button type="button" className="link" onClick={() => openRedactionOf(detail, index, wanted)}>Redact…</button> : null}
        </div>
      ) : null}
      {view === null || notes === null ? null : <FileCare itemId={detail.id} name={name} notes={notes} />}
    </section>
  );
}
