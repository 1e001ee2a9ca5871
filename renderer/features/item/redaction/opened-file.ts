/** What is known of the file that is open to be redacted, fetched anew whenever something is said of it. None of its pages is asked for here. */
import { useEffect, useState } from 'react';
import type { PictureSize } from '../../../../shared/contract/pictures.ts';
import type { FileToRedact } from '../../../../shared/contract/redactions.ts';
import type { FileNotes } from '../../../../shared/contract/welfare.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import type { RedactedFile, Redaction } from '../../../../shared/domain/redaction.ts';
import { engine } from '../../../engine-client/engine-client.ts';
import { sayFailure } from '../../../session/session-store.ts';

export interface HeldFile extends FileToRedact { readonly held: NonNullable<FileToRedact['held']>; readonly notes: FileNotes | null; /** Null for a PDF, whose pages each have their own. */ readonly size: PictureSize | null }

export type OpenedFile =
  | { readonly state: 'opening' }
  /** Nobody may open it. `notes` when it can be released here. */
  | { readonly state: 'stopped'; readonly itemId: ItemId; readonly notes: FileNotes }
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'open'; readonly file: HeldFile };

const notRead = 'This exhibit has not been read into the case yet. Read it first (Exhibit, Read it now): its pages can then be shown here. A protected file, which cannot be read, is redacted on the command line.';

async function refusal(file: RedactedFile, error: PlumblineError): Promise<OpenedFile> {
  if (error.code === 'stopped' && file.type === 'attachment') {
    const notes = (await engine.call('files.notes', { itemId: file.itemId })).find(({ attachment }) => attachment === file.attachment);
    if (notes?.stop != null) return { state: 'stopped', itemId: file.itemId, notes };
  }
  return { state: 'refused', why: error.message };
}

async function fetchFile(file: RedactedFile): Promise<OpenedFile> {
  try {
    const known = await engine.call('redactions.open', { file });
    const { held } = known;
    if (held === null) return { state: 'refused', why: notRead };
    const [notes, size] = await Promise.all([
      engine.call('files.notes', { itemId: held.itemId }), known.mediaType === 'application/pdf' ? null : engine.call('pictures.size', held),
    ]);
    return { state: 'open', file: { ...known, held, size, notes: notes.find(({ attachment }) => attachment === held.attachment) ?? null } };
  } catch (error) {
    if (error instanceof PlumblineError) return refusal(file, error);
    throw error;
  }
}

/** The file, and how to tell it what now stands of it. */
export function useOpenedFile(file: RedactedFile): readonly [OpenedFile, (redactions: readonly Redaction[]) => void] {
  const [opened, setOpened] = useState<OpenedFile>({ state: 'opening' });
  useEffect(() => {
    let asked = 0;
    const load = (): void => {
      asked += 1;
      const mine = asked;
      fetchFile(file).then((fetched) => { if (mine === asked) setOpened(fetched); }, sayFailure);
    };
    load();
    const stop = engine.on('case.changed', ({ what }) => { if (what === 'items' || what === 'exhibits' || what === 'review') load(); });
    return () => {
      asked += 1;
      stop();
    };
  }, [file]);
  return [opened, (redactions) => setOpened((now) => (now.state === 'open' ? { state: 'open', file: { ...now.file, redactions: [...redactions] } } : now))];
}
