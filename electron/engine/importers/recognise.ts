/** Opens an exhibit's working copy for importers, and finds the one that knows its content. */
import { open, stat } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { folderMediaType } from '../exhibits/folder-manifest.ts';
import { folderTree } from '../exhibits/folder-tree.ts';
import { singleFileTree } from '../exhibits/evidence-tree.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import type { CallContext } from '../rpc/handler.ts';
import type { EvidenceSource, Importer } from './importer.ts';
import { knownRefusal } from './known-refusals.ts';
import { importers } from './registry.ts';

const headBytes = 65_536;

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return Uint8Array.prototype.slice.call(buffer, 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** An exhibit of several files: its own path is the manifest, and every file is reached through the tree. */
async function severalFiles(store: ExhibitStore, exhibit: Exhibit, path: string, scratchFolder: string): Promise<EvidenceSource> {
  const tree = folderTree(store, await store.manifestOf(exhibit), scratchFolder);
  return {
    path, scratchFolder, name: '', originalName: exhibit.originalName, sizeBytes: exhibit.sizeBytes,
    modifiedAtMs: Date.parse(exhibit.sourceModifiedAt), head: new Uint8Array(), tree,
  };
}

/** Lends a working copy of an exhibit to `use`, as importers expect it. */
export function withEvidence<T>(store: ExhibitStore, exhibit: Exhibit, call: CallContext, use: (source: EvidenceSource) => Promise<T>): Promise<T> {
  return store.withWorkingCopy(exhibit, call, async (path, scratchFolder) => {
    if (exhibit.mediaType === folderMediaType) return use(await severalFiles(store, exhibit, path, scratchFolder));
    const { size: sizeBytes } = await stat(path);
    const modifiedAtMs = Date.parse(exhibit.sourceModifiedAt);
    return use({
      path, scratchFolder, name: '', originalName: exhibit.originalName, sizeBytes, modifiedAtMs, head: await readHead(path),
      tree: singleFileTree(path, exhibit.originalName, sizeBytes, modifiedAtMs),
    });
  });
}

/** The importer that recognises the content. Throws `unrecognised_format`, `refused_input` for what is known and cannot be read. */
export async function chooseImporter(source: EvidenceSource, signal: AbortSignal): Promise<{ readonly importer: Importer; readonly recognisedBy: string }> {
  // What was supplied as several files is looked through as a whole: no one source in it speaks for the rest.
  for (const importer of source.tree.kind === 'folder' && source.name === '' ? importers.slice(-1) : importers) {
    const recognisedBy = await importer.recognise(source, signal);
    if (recognisedBy !== null) return { importer, recognisedBy };
  }
  const refusal = knownRefusal(source);
  if (refusal !== null) throw new PlumblineError('refused_input', refusal);
  const start = Buffer.from(source.head.subarray(0, 8)).toString('hex');
  throw new PlumblineError(
    'unrecognised_format',
    `No importer recognises the content of ${source.originalName} (it begins ${start}). It is kept as an exhibit with its hash, but nothing in it is on the timeline. docs/formats/README.md lists what this version reads.`,
  );
}
