/** The hearing bundles of the case: what is in each, in which order, and the PDF made of it. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { profileRules, type ListedBundle } from '../../../shared/domain/bundle.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import { departuresFrom } from '../../../shared/domain/bundle-settings.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { AddDocumentDialog } from './add-document-dialog.tsx';
import { AddExhibitsDialog } from './add-exhibits-dialog.tsx';
import { AddTimelineDialog, type Selection } from './add-timeline-dialog.tsx';
import { BuildDialog } from './build-dialog.tsx';
import { BundleDialog } from './bundle-dialog.tsx';
import { documentsOf } from './bundle-edits.ts';
import { change, chooseBundle, loadBundles, makeBundle, removeBundle, undoChange, useBundles } from './bundles-store.ts';
import { Doubts } from './doubts.tsx';
import { focusOutline, Outline } from './outline.tsx';
import { PlaceSettings, titleFieldId } from './place-settings.tsx';
import { SectionDialog } from './section-dialog.tsx';
import { followSources, loadSourcesOf, useSources } from './sources-store.ts';
import { useBuiltPages } from './use-built-pages.ts';
import { VersionsSection } from './versions-section.tsx';
import { loadVersions, servedIn, useVersionsOf } from './versions-store.ts';
import './bundles.css';

interface ViewProps {
  /** What can be put in as a timeline. */
  readonly selections: readonly Selection[];
  readonly zone: string;
  readonly describe: (filter: TimelineFilter, zone: string) => string;
  readonly onRedact: (file: RedactedFile) => void;
}

type Over = 'none' | 'new' | 'settings' | 'remove' | 'exhibits' | 'timeline' | 'document' | 'section' | 'build' | 'built';

/** Keys of the view, wherever in it the focus is: taking back, and into the outline from nowhere. */
function useBundleKeys(bundle: ListedBundle | undefined): void {
  const latest = useRef(bundle);
  useEffect(() => { latest.current = bundle; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (latest.current === undefined || event.defaultPrevented || document.querySelector('[role="dialog"]') !== null || target?.tagName === 'INPUT' || target?.tagName === 'TEXTAREA') return;
      const takesBack = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z';
      const enters = (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.ctrlKey && !event.metaKey && !event.altKey && (target === document.body || target?.tagName === 'MAIN');
      if (!takesBack && !enters) return;
      event.preventDefault();
      if (takesBack) undoChange(latest.current.id);
      else focusOutline();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function Empty({ onNew }: { readonly onNew: () => void }): ReactNode {
  return (
    <div className="empty-state">
      <h2>No bundle yet</h2>
      <p>A hearing bundle is one PDF of the documents a panel reads: sections in an order you choose, a cover, an index with links, and one run of page numbers. It is made from the exhibits of the case and its timeline; the exhibits stay as they are.</p>
      <p>Begin one, add exhibits to it, put them in order, and make the PDF as often as you need.</p>
      <Button tone="main" onPress={onNew}>New bundle…</Button>
    </div>
  );
}

function BundleStrip({ bundles, chosen, onNew }: { readonly bundles: readonly ListedBundle[]; readonly chosen: ListedBundle; readonly onNew: () => void }): ReactNode {
  const shown = useShownName();
  return (
    <nav className="bundle-strip" aria-label="Bundles of the case">
      {bundles.map(({ id, definition }) => (
        <button key={id} type="button" aria-current={id === chosen.id ? 'true' : undefined} className={id === chosen.id ? 'on' : ''} onClick={() => chooseBundle(id)}>
          <span className="bundle-letter">{definition.letter}</span><span className="bundle-name">{shown(definition.title)}</span>
        </button>
      ))}
      <Button tone="quiet" onPress={onNew}>New bundle…</Button>
    </nav>
  );
}

function Head({ bundle, open }: { readonly bundle: ListedBundle; readonly open: (over: Over) => void }): ReactNode {
  const { definition } = bundle;
  const documents = documentsOf(definition).length;
  const { latest, changed, served } = useBuiltPages(bundle);
  const done = useBundles((state) => state.built[bundle.id]);
  const otherwise = departuresFrom(profileRules[definition.profile].settings, definition.overrides).length;
  return (
    <div className="bundle-head">
      <p>
        {definition.sections.length === 0 ? 'Nothing in it yet' : `${documents === 1 ? '1 document' : `${documents} documents`} in ${definition.sections.length === 1 ? '1 section' : `${definition.sections.length} sections`}`} · {definition.hearingOn === null ? 'no day of the hearing' : `hearing ${writtenDay(definition.hearingOn)}`} · {profileRules[definition.profile].name}{otherwise === 0 ? '' : `, ${otherwise === 1 ? '1 setting' : `${otherwise} settings`} otherwise`}
        {latest === null ? null : <> · {changed ? `changed since its PDF was made${served ? '; page numbers as served' : ', so no page numbers are shown'}` : <strong>{latest.file.supplement === 0 ? '' : `supplement ${latest.file.supplement}: `}{latest.file.pages} pages</strong>}</>}
      </p>
      <div className="bundle-head-actions">
        <Button tone="quiet" onPress={() => open('settings')}>Settings…</Button>
        <Button tone="quiet" onPress={() => open('remove')}>Remove bundle…</Button>
        {done === undefined ? null : <Button onPress={() => open('built')}>What was made…</Button>}
        <Button tone="main" onPress={() => open('build')}>Make the PDF…</Button>
      </div>
    </div>
  );
}

function Tools({ bundle, open }: { readonly bundle: ListedBundle; readonly open: (over: Over) => void }): ReactNode {
  const said = useBundles((state) => state.said);
  const former = useBundles((state) => state.past[bundle.id]?.at(-1));
  const shown = useShownName();
  return (
    <>
      <div className="bundle-tools">
        <Button onPress={() => open('exhibits')}>Add exhibits…</Button>
        <Button onPress={() => open('timeline')}>Add a timeline…</Button>
        <Button onPress={() => open('document')}>Add a document…</Button>
        <Button onPress={() => open('section')}>Add a section…</Button>
        <Button isDisabled={former === undefined} onPress={() => undoChange(bundle.id)} {...(former === undefined ? {} : { 'aria-label': `Undo ${shown(former.doing)}` })}>Undo <span aria-hidden="true"><KeyCap>Ctrl Z</KeyCap></span></Button>
      </div>
      <p className="bundle-said quiet" role="status">{shown(said)}</p>
    </>
  );
}

function Contents({ bundle, describe, zone, onRedact, open }: Pick<ViewProps, 'describe' | 'zone' | 'onRedact'> & { readonly bundle: ListedBundle; readonly open: (over: Over) => void }): ReactNode {
  const { definition } = bundle;
  const { pages } = useBuiltPages(bundle);
  const served = servedIn(useVersionsOf(bundle.id));
  const toSettings = (): void => document.getElementById(titleFieldId)?.querySelector('input')?.focus();
  return (
    <div className="bundle-columns">
      <div className="bundle-left">
        <Tools bundle={bundle} open={open} />
        {definition.sections.length === 0
          ? <div className="empty-state"><h2>Nothing in it yet</h2><p>Add exhibits or a timeline: a section is begun for them. Or add the sections first.</p></div>
          : <Outline bundle={bundle} pages={pages} served={served} onSettings={toSettings} onRedact={onRedact} />}
        <p id="bundle-keys" className="quiet bundle-keys"><KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> choose <KeyCap>Alt ↑</KeyCap> <KeyCap>Alt ↓</KeyCap> move, or drag <KeyCap>Enter</KeyCap> change, <KeyCap>Esc</KeyCap> back <KeyCap>Delete</KeyCap> take out <KeyCap>R</KeyCap> redact <KeyCap>Ctrl Z</KeyCap> undo</p>
      </div>
      {/* What was opened from the outline by Enter goes back to it by Escape. */}
      <div className="bundle-right" role="presentation" onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented && event.currentTarget.contains(event.target as Node)) focusOutline(); }}>
        <PlaceSettings bundle={bundle} describe={describe} onRedact={onRedact} />
        <section aria-label="Before it is made" className="bundle-settings"><h2>Before it is made</h2><Doubts definition={definition} onPlace={focusOutline} /></section>
        <VersionsSection key={bundle.id} bundle={bundle} zone={zone} />
      </div>
    </div>
  );
}

export function BundlesView({ selections, zone, describe, onRedact }: ViewProps): ReactNode {
  const bundles = useBundles((state) => state.bundles);
  const chosen = useBundles((state) => state.chosen);
  const place = useBundles((state) => state.place);
  const built = useBundles((state) => (chosen === null ? undefined : state.built[chosen]));
  const exhibits = useSources((state) => state.exhibits);
  const [over, open] = useState<Over>('none');
  const main = useRef<HTMLElement>(null);
  /** What opened the dialog goes with what it does: the focus then stays in the view. */
  const homeless = useRef(false);
  const shown = useShownName();
  const bundle = bundles?.find(({ id }) => id === chosen);
  const served = servedIn(useVersionsOf(chosen));
  const close = (): void => open('none');
  const andStay = async <T,>(work: Promise<T | null>): Promise<T | null> => {
    const done = await work;
    homeless.current = done !== null;
    return done;
  };
  const others = (bundles ?? []).filter(({ id }) => id !== chosen).map(({ definition }) => definition.letter);
  useBundleKeys(bundle);
  useEffect(() => {
    void loadBundles();
    // The next Tab is in the view, and not at the head of the window.
    main.current?.focus();
    return followSources();
  }, []);
  useEffect(() => {
    if (over !== 'none' || !homeless.current) return;
    homeless.current = false;
    main.current?.focus();
  }, [over]);
  useEffect(() => { if (chosen !== null) void loadVersions(chosen); }, [chosen]);
  useEffect(() => { if (bundle !== undefined) void loadSourcesOf(bundle.definition); }, [bundle, exhibits]);
  return (
    <main ref={main} className="bundles" aria-label="Bundles" tabIndex={-1}>
      <div><h1>Bundles</h1><p className="quiet">Documents for a hearing as one numbered PDF. Every change is kept with author and time; nothing here changes an exhibit.</p></div>
      {bundles === null ? <p className="quiet" role="status">Reading the bundles…</p> : bundle === undefined ? <Empty onNew={() => open('new')} /> : (
        <>
          <BundleStrip bundles={bundles} chosen={bundle} onNew={() => open('new')} />
          <Head bundle={bundle} open={open} />
          <Contents bundle={bundle} describe={describe} zone={zone} onRedact={onRedact} open={open} />
        </>
      )}
      {over === 'new' ? <BundleDialog before={null} taken={(bundles ?? []).map(({ definition }) => definition.letter)} onSave={(definition) => andStay(makeBundle(definition))} onClose={close} /> : null}
      {bundle === undefined ? null : (
        <>
          {over === 'settings' ? <BundleDialog before={bundle.definition} taken={others} served={served.size > 0} onSave={(next) => change(bundle.id, next, { doing: 'changing the settings of the bundle', said: 'The settings are changed.' })} onClose={close} /> : null}
          {over === 'exhibits' ? <AddExhibitsDialog bundle={bundle} place={place} onClose={close} /> : null}
          {over === 'timeline' ? <AddTimelineDialog bundle={bundle} place={place} selections={selections} zone={zone} onClose={close} /> : null}
          {over === 'document' ? <AddDocumentDialog bundle={bundle} place={place} selections={selections} zone={zone} onClose={close} /> : null}
          {over === 'section' ? <SectionDialog bundle={bundle} place={place} onClose={close} /> : null}
          {over === 'build' || over === 'built' ? <BuildDialog bundle={bundle} before={over === 'built' ? built ?? null : null} onClose={close} /> : null}
          {over === 'remove' ? (
            <ReasonDialog
              title={`Remove bundle ${bundle.definition.letter}`} act="Remove" onClose={close} onSave={(reason) => andStay(removeBundle(bundle.id, reason))}
              about={`“${shown(bundle.definition.title)}” is listed no longer. The log keeps it as it is now; its exhibits and the PDFs made of it stay.`}
            />
          ) : null}
        </>
      )}
    </main>
  );
}
