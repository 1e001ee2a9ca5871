/** Makes the bundle's PDF: what will be missing of it first, then the work and the way to stop it, then what was made and what was checked. */
import { useRef, useState, type ReactNode } from 'react';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { profileRules, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { effectiveSettings, type LateMode } from '../../../shared/domain/bundle-settings.ts';
import { suggestedName } from '../../../shared/domain/bundle-file-name.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, useSession } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { documentsOf } from './bundle-edits.ts';
import { BuildResult } from './build-result.tsx';
import { noteBuilt, settled, type BuiltBundle } from './bundles-store.ts';
import { Doubts } from './doubts.tsx';
import { LateChoice } from './late-choice.tsx';
import { lastServed, lateIn, loadVersions, useVersionsOf } from './versions-store.ts';

type Stage = { readonly at: 'asking'; readonly failure: string | null } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly done: BuiltBundle };

/** What went wrong and what can be done now, which the engine's own words leave to the window where it is a matter of the window. */
function failureWords(error: unknown): string | null {
  if (!(error instanceof PlumblineError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'cancelled') return null;
  return error.code === 'rule_broken' ? `${error.message} Take out or replace the document it is about, and make it again.` : error.message;
}

const noDetails = { title: '', reference: '' };

export function BuildDialog({ bundle, before, onClose }: {
  readonly bundle: ListedBundle;
  /** What was made last, to look at it again; null to make it now. */
  readonly before: BuiltBundle | null;
  readonly onClose: () => void;
}): ReactNode {
  const [stage, setStage] = useState<Stage>(before === null ? { at: 'asking', failure: null } : { at: 'done', done: before });
  const details = useSession((state) => state.summary?.details ?? noDetails);
  const ciphers = useSession((state) => state.settings?.showCiphers === true);
  const shown = useShownName();
  const controller = useRef<AbortController | null>(null);
  /** Those that open something already, so that a further one does not close it again. Gone with the dialog. */
  const passwords = useRef<Readonly<Record<string, string>>>({});
  const { definition } = bundle;
  const documents = documentsOf(definition).length;
  const versions = useVersionsOf(bundle.id);
  const served = lastServed(versions);
  const late = served === null ? null : lateIn(definition, served).length;
  const [chosenMode, setMode] = useState<LateMode | null>(null);
  const { name, settings } = served?.file.follows ?? profileRules[definition.profile];
  const usual = effectiveSettings(settings, definition.overrides).late;
  const mode = served === null ? null : served.kind === 'supplement' ? 'supplement' as const : chosenMode ?? usual;

  /** As the engine counts it: one more than were served. */
  const supplement = mode === 'supplement' ? Math.max(0, ...versions.filter(({ services }) => services.length > 0).map(({ file }) => file.supplement)) + 1 : 0;

  /** `again`: over the file made before. */
  const make = async (again: string | null): Promise<void> => {
    await settled();
    const destination = again ?? await attempt(engine.call('shell.choosePdfDestination', { suggestedName: suggestedName(definition, details, supplement, effectiveSettings(profileRules[definition.profile].settings, definition.overrides).name) }));
    if (destination === null) return;
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    try {
      // The system's own dialog has asked before an existing file was chosen.
      const done = await engine.call('bundles.build', { bundleId: bundle.id, destination, overwrite: true, passwords: { ...passwords.current }, late: mode }, { signal: controller.current.signal, onProgress: (progress) => setStage({ at: 'working', progress }) });
      noteBuilt(bundle.id, done);
      await loadVersions(bundle.id);
      setStage({ at: 'done', done });
    } catch (error) {
      setStage({ at: 'asking', failure: failureWords(error) });
    }
  };

  const actions = stage.at === 'asking' ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={documents === 0 || late === 0} onPress={() => { void make(null); }}>Choose where to save…</Button></>
    : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title={`Bundle ${definition.letter} as PDF`} width={720} onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? <BuildResult done={stage.done} onAgain={(given) => { passwords.current = { ...passwords.current, ...given }; void make(stage.done.path); }} /> : (
        <>
          {stage.at === 'asking' && stage.failure !== null ? <p className="flag" role="alert">{stage.failure}</p> : null}
          <dl className="facts">
            <div><dt>Title</dt><dd className="wrap">{shown(definition.title)}</dd></div>
            <div><dt>Hearing</dt><dd>{definition.hearingOn === null ? 'No day is set' : writtenDay(definition.hearingOn)}</dd></div>
            <div><dt>Holds</dt><dd>{documents === 1 ? '1 document' : `${documents} documents`} in {definition.sections.length === 1 ? '1 section' : `${definition.sections.length} sections`}, behind a cover and an index</dd></div>
            <div><dt>Follows</dt><dd>{profileRules[definition.profile].followed}</dd></div>
          </dl>
          {stage.at === 'asking' && served !== null && mode !== null ? <LateChoice served={served} late={late ?? 0} usual={usual} says={usual === settings.late ? name : 'the setting of this bundle'} mode={mode} onChange={setMode} /> : null}
          {ciphers ? <p className="flag">Ciphers are shown in the window only. This PDF names people as the evidence does.</p> : null}
          {stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting="Gathering documents" onCancel={() => controller.current?.abort()} /> : documents === 0 ? <p className="flag">The bundle has no documents yet. Add exhibits or a timeline first.</p> : <section aria-label="Before it is made"><h2>Before it is made</h2><Doubts definition={definition} /></section>}
        </>
      )}
    </Modal>
  );
}
