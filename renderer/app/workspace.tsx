/** The open case: sources and filters, timeline, item; and the dialogs over them. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import type { ItemDetail } from '../../shared/contract/timeline.ts';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { engine } from '../engine-client/engine-client.ts';
import { AddFileDialog, forgetBundles } from '../features/bundles/index.ts';
import { CaseDetailsDialog } from '../features/case/index.ts';
import { chosenInConversation, ConversationView } from '../features/conversation/index.ts';
import { ContinuityView } from '../features/continuity/index.ts';
import { CoverageView, endSeen, noteSeen } from '../features/coverage/index.ts';
import { AddExhibits, ExhibitSheet, ImportWizard } from '../features/exhibits/index.ts';
import { ExportDialog, type Wanted } from '../features/export/index.ts';
import { forgetFiles, forgetHashing, FilesView } from '../features/files/index.ts';
import { FrameworkView } from '../features/framework/index.ts';
import { followItem, ItemPane, openRedaction, openViewerOf, openViewerOfItem, PictureViewer, RedactionDialog, showItem, togglePicture, useItem, WriteEventDialog } from '../features/item/index.ts';
import { chosenInPairs, forgetPairs, PairsView } from '../features/pairs/index.ts';
import { PeopleView } from '../features/people/index.ts';
import { AccountDialog, agree, assess, BulkDialog, ChecklistDialog, DisclosureDialog, inOrder, KeySheet, ReasonsDialog, setTag, TagPicker, undo } from '../features/review/index.ts';
import { chosenInSecondReview, forgetSecondReview, SecondReviewView } from '../features/second-review/index.ts';
import { chosenItems, clearFilter, followCase, forgetTimeline, leaveAround, loadSavedViews, nextUnseen, openTimeline, selectItem, showAround, stepAround, toggleStack, toggleStacking, useTimeline } from '../features/timeline/index.ts';
import { followFramework } from '../session/framework-store.ts';
import { attempt, useSession } from '../session/session-store.ts';
import { Button, KeyCap } from '../ui/controls.tsx';
import { followAnchors } from '../session/anchors.ts';
import { followShownNames } from '../session/shown-names.ts';
import { BundlesPage } from './bundles-page.tsx';
import { PatternsPage } from './patterns-page.tsx';
import { Sidebar } from './sidebar.tsx';
import { commandsNow, type Command, type WorkspaceActions } from './commands.ts';
import { ordinaryText, stepText, useContrast } from './looks.ts';
import { Palette } from './palette.tsx';
import { Panes, useSidebar } from './panes.tsx';
import { followPlaces, goBack, goForward, goTo, showRows, usePlaces } from './places.ts';
import { StatusBar } from './status-bar.tsx';
import { TimelineView } from './timeline-view.tsx';
import { TopBar } from './top-bar.tsx';
import { hasItemPane, listedViews } from './views.ts';
import { useReviewKeys } from './review-keys.ts';
import { useTypedAhead } from './typed-ahead.ts';
import { useWindowKeys } from './window-keys.ts';
import './workspace.css';

/** What lies over the workspace. At most one thing at a time. */
type Over =
  /** `opening`: a dialog is on its way, and the keys typed meanwhile are meant for it. */
  | { readonly kind: 'none' | 'opening' | 'keys' | 'details' | 'write' | 'bulk' }
  | { readonly kind: 'export'; readonly first: Wanted }
  /** `first` is the first of the items as it stands now, asked for when the dialog is opened: the pane may still show it as it was. */
  | { readonly kind: 'reasons' | 'tags' | 'disclosure' | 'checklist'; readonly itemIds: readonly ItemId[]; readonly first: ItemDetail }
  | { readonly kind: 'account'; readonly itemIds: readonly ItemId[]; readonly account: Account | null }
  | { readonly kind: 'bundle-file'; readonly detail: ItemDetail; readonly attachment: number; readonly what: 'file' | 'transcript' }
  | { readonly kind: 'add'; readonly files: string[] | null }
  | { readonly kind: 'palette'; readonly commands: readonly Command[] }
  | { readonly kind: 'read'; readonly queue: readonly Exhibit[] }
  | { readonly kind: 'exhibit'; readonly exhibit: Exhibit };

const nothing: Over = { kind: 'none' };
const noMarks: readonly string[] = [];

export function Workspace({ theme, onCloseCase }: { readonly theme: 'light' | 'dark'; readonly onCloseCase: () => void }): ReactNode {
  const [over, setOver] = useState<Over>(nothing);
  const view = usePlaces((state) => state.view);
  const talk = usePlaces((state) => state.talk);
  const sidebar = useSidebar();
  const searchField = useRef<HTMLInputElement>(null);
  const selected = useTimeline((state) => state.selected);
  const timeline = useTimeline((state) => state.view);
  const filter = useTimeline((state) => state.filter);
  const detail = useItem((state) => state.detail);
  const settings = useSession((state) => state.settings);
  const caseZone = useSession((state) => state.summary?.details.displayZone ?? 'Europe/London');
  const zoneMode = settings?.displayZoneMode ?? 'local';
  const zone = zoneMode === 'utc' ? 'UTC' : caseZone;
  const marks = timeline?.marks ?? noMarks;
  const close = useCallback(() => setOver(nothing), []);

  useEffect(() => {
    const stops = [followCase(), followItem(), followPlaces(), followAnchors(), followFramework(), followShownNames()];
    loadSavedViews();
    return () => {
      for (const stop of stops) stop();
      showItem(null);
      endSeen();
      forgetTimeline();
      forgetFiles();
      forgetHashing();
      forgetPairs();
      forgetSecondReview();
      forgetBundles();
    };
  }, []);
  useEffect(() => { void openTimeline(); }, [zone]);
  // Read is what the pane has shown, in whichever view it was chosen.
  useEffect(() => { if (detail !== null) noteSeen(detail.id); }, [detail]);
  useEffect(() => { if (view === 'timeline') showItem(selected?.itemId ?? null); }, [selected, view]);

  /** What is chosen is settled now, at the key press; the action waits its turn. */
  const withChosen = useCallback((act: (itemIds: readonly ItemId[]) => Promise<unknown>) => {
    const chosen = view === 'pairs' ? oneItem(chosenInPairs()) : view === 'second' ? oneItem(chosenInSecondReview()) : view === 'conversation' ? oneItem(chosenInConversation()) : chosenItems();
    return attempt(inOrder(async () => {
      const itemIds = await chosen;
      if (itemIds.length > 0) await act(itemIds);
    }));
  }, [view]);
  const undoLatest = useCallback(() => { void inOrder(undo); }, []);
  /** From the key press on nothing but the dialog takes keys, though what it shows has still to be asked for. */
  const openFor = useCallback((dialog: (itemIds: readonly ItemId[]) => Promise<Over>) => {
    setOver({ kind: 'opening' });
    void withChosen(async (itemIds) => { setOver(await dialog(itemIds)); }).finally(() => setOver((now) => (now.kind === 'opening' ? nothing : now)));
  }, [withChosen]);
  const openOver = useCallback((kind: 'reasons' | 'tags' | 'disclosure' | 'checklist') => openFor(async (itemIds) => {
    const [firstId] = itemIds;
    return firstId === undefined ? nothing : { kind, itemIds, first: await engine.call('items.get', { itemId: firstId }) };
  }), [openFor]);
  const reasons = useCallback(() => openOver('reasons'), [openOver]);
  const tagging = useCallback(() => openOver('tags'), [openOver]);
  const disclosing = useCallback(() => openOver('disclosure'), [openOver]);
  const checklist = useCallback(() => openOver('checklist'), [openOver]);
  const agreeing = useCallback(() => { void withChosen(agree); }, [withChosen]);
  /** An account that is changed is of the item shown; another is recorded of all that is chosen. */
  const recordAccount = useCallback((account: Account | null) => openFor((itemIds) => {
    const shown = useItem.getState().detail;
    return Promise.resolve({ kind: 'account', itemIds: account !== null && shown !== null ? [shown.id] : itemIds, account });
  }), [openFor]);
  const bulk = useCallback(() => { if (view === 'timeline' && (useTimeline.getState().view?.shown ?? 0) > 0) setOver({ kind: 'bulk' }); }, [view]);
  const addExhibits = useCallback((files: string[] | null) => setOver({ kind: 'add', files }), []);
  const find = useCallback(() => searchField.current?.focus(), []);
  const exportDocument = useCallback((first: Wanted) => setOver({ kind: 'export', first }), []);
  const exportTimeline = useCallback(() => exportDocument('timeline'), [exportDocument]);
  const keys = useCallback(() => setOver({ kind: 'keys' }), []);

  const around = useCallback(() => {
    if (view === 'timeline' && useTimeline.getState().around !== null) { leaveAround(); return; }
    void withChosen(async ([itemId]) => {
      if (itemId === undefined) return;
      goTo('timeline');
      await showAround(itemId);
    });
  }, [view, withChosen]);

  const readConversation = useCallback(() => {
    void withChosen(([itemId]) => {
      if (itemId !== undefined && view !== 'conversation') goTo('conversation', { itemId, from: view });
      return Promise.resolve();
    });
  }, [view, withChosen]);

  const aboutExhibit = useCallback((exhibitId: number) => {
    void attempt(engine.call('exhibits.list', {})).then((exhibits) => {
      const exhibit = exhibits?.find((candidate) => candidate.id === exhibitId);
      if (exhibit !== undefined) setOver({ kind: 'exhibit', exhibit });
    });
  }, []);
  const toggleSidebar = sidebar.toggle;
  const palette = useCallback(() => {
    const actions: WorkspaceActions = {
      addExhibits: () => addExhibits(null), exportTimeline, exportDocument, writeEvent: () => setOver({ kind: 'write' }), caseDetails: () => setOver({ kind: 'details' }), keys, find, undo: undoLatest, reasons, tags: tagging, agree: agreeing, account: () => recordAccount(null), disclosure: disclosing, checklist, bulk, around, conversation: readConversation,
      aboutExhibit, toggleSidebar, closeCase: onCloseCase,
    };
    setOver({ kind: 'palette', commands: commandsNow(actions) });
  }, [aboutExhibit, addExhibits, agreeing, around, bulk, checklist, disclosing, exportDocument, exportTimeline, find, keys, onCloseCase, readConversation, reasons, recordAccount, tagging, toggleSidebar, undoLatest]);

  useContrast();
  useTypedAhead(over.kind === 'none' ? 'rows' : over.kind === 'opening' ? 'opening' : 'dialog');
  useWindowKeys({ enabled: over.kind === 'none', onPalette: palette, onSidebar: toggleSidebar });
  useReviewKeys({
    enabled: over.kind === 'none' && hasItemPane(view),
    onAssess: (state) => { void withChosen((itemIds) => assess(itemIds, state)); },
    onReasons: reasons, onTags: tagging, onAgree: agreeing, onAccount: () => recordAccount(null), onDisclosure: disclosing, onChecklist: checklist, onBulk: bulk, onUndo: undoLatest, onPicture: togglePicture, onViewer: openViewerOfItem, onFind: find, onKeys: keys, onAround: around, onAroundStep: stepAround, onLeave: leaveAround, onConversation: readConversation, onStack: () => { if (view === 'timeline') toggleStack(); }, onStacking: () => { if (view === 'timeline') toggleStacking(); }, onNextUnseen: () => { if (view === 'timeline') void nextUnseen(); },
  });
  useEffect(() => engine.on('shell.menu', ({ entry }) => {
    if (entry === 'add-exhibits') addExhibits(null);
    else if (entry === 'export-timeline') exportTimeline();
    else if (entry === 'undo') undoLatest();
    else if (entry === 'keys') keys();
    else if (entry === 'find') find();
    else if (entry === 'palette') palette();
    else if (entry === 'back') goBack();
    else if (entry === 'forward') goForward();
    else if (entry === 'sidebar') toggleSidebar();
    else if (entry === 'text-ordinary') ordinaryText();
    else if (entry === 'text-larger' || entry === 'text-smaller') stepText(entry === 'text-larger' ? 1 : -1);
    else {
      const listed = listedViews.find(([named]) => named === entry);
      if (listed !== undefined) goTo(listed[0]);
    }
  }), [addExhibits, exportTimeline, find, keys, palette, toggleSidebar, undoLatest]);
  const showOnTimeline = (itemId: ItemId): void => {
    goTo('timeline');
    void selectItem(itemId);
  };
  const readNext = (queue: readonly Exhibit[]): void => setOver(queue.length === 0 ? nothing : { kind: 'read', queue });
  const onDrop = (event: React.DragEvent): void => {
    event.preventDefault();
    const files = [...event.dataTransfer.files].map((file) => engine.pathOf(file)).filter((path) => path !== '');
    if (files.length > 0) addExhibits(files);
  };
  const empty = timeline !== null && timeline.total === 0 ? <NoExhibits onAdd={() => addExhibits(null)} /> : timeline !== null && timeline.shown === 0 ? <NoRows /> : null;

  return (
    <div className="workspace" onDrop={onDrop}>
      <TopBar searchField={searchField} sidebarShown={sidebar.shown} onSidebar={toggleSidebar} onDetails={() => setOver({ kind: 'details' })} />
      <Panes
        narrow={sidebar.narrow}
        sidebar={sidebar.shown ? <Sidebar view={view} onView={(wanted) => { goTo(wanted); sidebar.leave(); }} onAdd={() => addExhibits(null)} onExhibit={aboutExhibit} onExport={exportDocument} onKeys={keys} onCloseCase={onCloseCase} /> : null}
        item={!hasItemPane(view) ? null : (
          <ItemPane
            zone={zone} marks={marks} onReasons={reasons} onTags={tagging} onGoTo={showOnTimeline} onAgree={agreeing} onAccount={recordAccount} onDisclosure={disclosing} onChecklist={checklist}
            onBundle={(attachment, what) => { if (detail !== null) setOver({ kind: 'bundle-file', detail, attachment, what }); }}
            onAssess={(state) => { void withChosen((itemIds) => assess(itemIds, state)); }}
            onRemoveTag={(code) => { if (detail !== null) void setTag([detail.id], code, false); }}
          />
        )}
      >
        {view === 'continuity' ? <ContinuityView zone={zone} /> : null}
        {view === 'bundles' ? <BundlesPage zone={zone} /> : null}
        {view === 'coverage' ? <CoverageView onOpen={showRows} /> : null}
        {view === 'patterns' ? <PatternsPage zone={zone} theme={theme} onOpen={showRows} onShowItem={showOnTimeline} /> : null}
        {view === 'second' ? <SecondReviewView zone={zone} onShowItem={showOnTimeline} onSelect={showItem} onOpen={showRows} /> : null}
        {view === 'charges' ? <FrameworkView onOpen={showRows} /> : null}
        {view === 'people' ? <PeopleView zone={zone} onShowPerson={(personId) => showRows({ personIds: [personId] })} onShowItem={showOnTimeline} /> : null}
        {view === 'pairs' ? <PairsView zone={zone} onShowItem={showOnTimeline} onPeople={() => goTo('people')} onSelect={showItem} /> : null}
        {view === 'conversation' && talk !== null ? <ConversationView talk={talk} zone={zone} marks={marks} onSelect={showItem} onTimeline={showOnTimeline} onOpen={showRows} onBack={() => goTo(talk.from)} /> : null}
        {view === 'files' ? <FilesView onShowItem={showOnTimeline} onLook={openViewerOf} onShowExhibit={aboutExhibit} onBack={() => goTo('timeline')} /> : null}
        {view === 'timeline' ? <TimelineView zone={zone} theme={theme} empty={empty} onBulk={bulk} /> : null}
      </Panes>
      <StatusBar theme={theme} />
      <PictureViewer zone={zone} onGoTo={showOnTimeline} />
      <RedactionDialog />
      {over.kind === 'palette' ? <Palette commands={over.commands} zone={zone} onClose={close} /> : null}
      {over.kind === 'keys' ? <KeySheet onClose={close} /> : null}
      {over.kind === 'write' ? <WriteEventDialog zone={zone} exhibitId={null} page={null} onClose={close} /> : null}
      {over.kind === 'details' ? <CaseDetailsDialog onClose={close} /> : null}
      {over.kind === 'export' && timeline !== null ? <ExportDialog view={timeline} filter={filter} zone={zone} first={over.first} chosen={detail} onClose={close} /> : null}
      {over.kind === 'reasons' ? <ReasonsDialog itemIds={over.itemIds} {...viewsOf(over.first, settings?.reviewer ?? '')} onClose={close} /> : null}
      {over.kind === 'tags' ? <TagPicker itemIds={over.itemIds} carried={over.first.tags} onClose={close} /> : null}
      {over.kind === 'disclosure' ? <DisclosureDialog itemIds={over.itemIds} current={over.first.disclosure} onClose={close} /> : null}
      {over.kind === 'checklist' ? <ChecklistDialog itemIds={over.itemIds} first={over.first} onClose={close} /> : null}
      {over.kind === 'account' ? <AccountDialog itemIds={over.itemIds} account={over.account} onClose={close} /> : null}
      {over.kind === 'bundle-file' ? <AddFileDialog detail={over.detail} attachment={over.attachment} what={over.what} zone={zone} onBundles={() => goTo('bundles')} onClose={close} /> : null}
      {over.kind === 'bulk' ? <BulkDialog filter={filter} onClose={close} /> : null}
      {over.kind === 'add' ? <AddExhibits files={over.files} onClose={close} onAdded={readNext} /> : null}
      {over.kind === 'read' && over.queue[0] !== undefined ? <ImportWizard key={over.queue[0].id} exhibit={over.queue[0]} onClose={() => readNext(over.queue.slice(1))} onImported={() => undefined} /> : null}
      {over.kind === 'exhibit' ? <ExhibitSheet exhibit={over.exhibit} onClose={close} onReadAgain={() => readNext([over.exhibit])} onRedact={() => openRedaction({ file: { type: 'exhibit', exhibitId: over.exhibit.id }, page: 1, asked: false })} /> : null}
    </div>
  );
}

/** The reviewer's own assessment of an item, and another's when that stands first. */
function viewsOf({ assessment, secondAssessments }: ItemDetail, reviewer: string): { readonly own: ItemDetail['assessment']; readonly first: ItemDetail['assessment'] } {
  if (assessment === null || assessment.author === reviewer) return { own: assessment, first: null };
  return { own: secondAssessments.find(({ author }) => author === reviewer) ?? null, first: assessment };
}

function oneItem(itemId: ItemId | null): Promise<ItemId[]> {
  return Promise.resolve(itemId === null ? [] : [itemId]);
}

function NoExhibits({ onAdd }: { readonly onAdd: () => void }): ReactNode {
  return (
    <>
      <h2>Nothing on the timeline yet</h2>
      <p>Add what you were given: a phone download, a report, an export, an audit, screenshots or documents. Drop the files here, or choose them.</p>
      <Button tone="main" onPress={onAdd}>Add exhibits <KeyCap>Ctrl Shift A</KeyCap></Button>
    </>
  );
}

function NoRows(): ReactNode {
  return (
    <>
      <h2>No rows match</h2>
      <p>The filters leave nothing to show. Every row of the case is still there.</p>
      <Button onPress={clearFilter}>Clear the filters</Button>
    </>
  );
}
