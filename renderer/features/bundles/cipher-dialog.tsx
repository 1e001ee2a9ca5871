/** Makes a version in cipher, on the same pages; while something still names somebody there is no file, and this says where. */
import { useRef, useState, type ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { profileRules } from '../../../shared/domain/bundle.ts';
import { suggestedName } from '../../../shared/domain/bundle-file-name.ts';
import { effectiveSettings } from '../../../shared/domain/bundle-settings.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, useSession } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { stillNamedIn, type StillNamed } from '../../session/still-named.ts';
import { CipherFindings } from '../../ui/cipher-findings.tsx';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { BuildResult } from './build-result.tsx';
import type { BuiltBundle } from './bundles-store.ts';
import { kindWords, pageCount } from './version-words.ts';

interface Refused { readonly message: string; /** Null when it was refused for something else. */ readonly found: StillNamed | null }
type Stage = { readonly at: 'asking'; readonly refused: Refused | null } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly done: BuiltBundle };

function refusalOf(error: unknown): Refused | null {
  if (!(error instanceof PlumblineError)) return { message: error instanceof Error ? error.message : String(error), found: null };
  return error.code === 'cancelled' ? null : { message: error.message, found: stillNamedIn(error) };
}

export function CipherDialog({ version, onClose }: { readonly version: BundleVersion; readonly onClose: () => void }): ReactNode {
  const [stage, setStage] = useState<Stage>({ at: 'asking', refused: null });
  const [ordinary, setOrdinary] = useState<readonly string[]>([]);
  const [destination, setDestination] = useState<string | null>(null);
  const reference = useSession((state) => state.summary?.details.reference ?? 'case');
  const shown = useShownName();
  const controller = useRef<AbortController | null>(null);
  /** Gone with the dialog. */
  const passwords = useRef<Readonly<Record<string, string>>>({});
  const { bundleId, id, number, definition, file } = version;

  const make = async (to: string | null): Promise<void> => {
    const path = to ?? await attempt(engine.call('shell.choosePdfDestination', { suggestedName: suggestedName(definition, { title: '', reference }, file.supplement, effectiveSettings((file.follows ?? profileRules[definition.profile]).settings, definition.overrides).name, true) }));
    if (path === null) return;
    setDestination(path);
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    try {
      // The system's own dialog has asked before an existing file was chosen.
      const done = await engine.call('bundles.buildInCipher', { bundleId, versionId: id, destination: path, overwrite: true, passwords: { ...passwords.current }, ordinaryWords: [...ordinary] }, { signal: controller.current.signal, onProgress: (progress) => setStage({ at: 'working', progress }) });
      setStage({ at: 'done', done });
    } catch (error) {
      setStage({ at: 'asking', refused: refusalOf(error) });
    }
  };

  const refused = stage.at === 'asking' ? stage.refused : null;
  const actions = stage.at === 'asking' ? (
    <>
      <Button onPress={onClose}>Cancel</Button>
      {refused !== null && destination !== null ? <><Button onPress={() => { void make(null); }}>Save elsewhere…</Button><Button tone="main" onPress={() => { void make(destination); }}>Try again</Button></> : <Button tone="main" onPress={() => { void make(null); }}>Choose where to save…</Button>}
    </>
  ) : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title={`Version ${number} in cipher`} width={720} onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? (
        <>
          <p role="status">The finished file was searched, and none of the protected strings was found in it{ordinary.length === 0 ? '' : `, but for what was ticked as ordinary: ${shown(ordinary.map((word) => `“${word}”`).join(', '))}`}. A person still reads every page before it is given to anybody.</p>
          <BuildResult done={stage.done} onAgain={(given) => { passwords.current = { ...passwords.current, ...given }; void make(stage.done.path); }} />
        </>
      ) : (
        <>
          {refused === null ? <p>The same documents on the same pages as version {number} ({kindWords(version)}, {pageCount(version.file.pages)}), with ciphers in the place of names. The finished file is searched; while a name is found in it, no file is saved.</p> : null}
          {refused === null || refused.found !== null ? null : <p className="flag wrap" role="alert">{refused.message}</p>}
          {refused?.found == null ? null : <CipherFindings found={refused.found} ordinary={ordinary} onOrdinary={setOrdinary} shown={shown} advice={<p className="quiet">Pages of PDFs, and pictures, are redacted from the outline: choose the document and press <em>Redact…</em>, or <span className="mono">R</span>. Then try again.</p>} />}
          {stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting="Making it in cipher" onCancel={() => controller.current?.abort()} /> : refused !== null ? null
            : <p className="quiet">What Plumbline sets itself is written in cipher. Pages of PDFs, and pictures, stay as they are but for what was redacted: <em>Redact…</em> beside the chosen document, or <span className="mono">R</span> in the outline.</p>}
        </>
      )}
    </Modal>
  );
}
