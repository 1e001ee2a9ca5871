/** A conversation read as it was held, with everything the rows say; or one person across all sources. System accesses stand in the margin. */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Conversation, ItemRow } from '../../../shared/contract/timeline.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { keptReactions, type ArrangedLine, type ItemLineOfView } from './arrange.ts';
import { ConversationLine, type Side } from './bubble.tsx';
import { ChannelDialog, ThirdPartyDialog } from './channel-dialog.tsx';
import { ClosedDoor, Heading, Media, Scopes, ThirdPartyNote } from './conversation-head.tsx';
import { askFor, chosenInConversation, earlier, followConversation, isClosedThread, later, leaveConversation, move, openConversation, putAway, redraw, select, setSideBySide, useConversation, type Scope } from './conversation-store.ts';
import { hasUnsaid, LaneHeads } from './lane-heads.tsx';
import './conversation.css';

/** Close enough to an end of what is held to ask for more. */
const nearEndPx = 600;

const rowOf = (itemId: ItemId | null): HTMLElement | null => (itemId === null ? null : document.getElementById(`said-${itemId}`));

/** Keeps the chosen row where the reader has it when the lines are drawn anew, or puts it in the middle when a conversation is opened. */
function usePlacing(): { readonly list: RefObject<HTMLDivElement | null>; readonly remember: () => void } {
  const list = useRef<HTMLDivElement>(null);
  const view = useConversation((state) => state.view);
  const selected = useConversation((state) => state.selected);
  const revealCount = useConversation((state) => state.revealCount);
  // The heads of the lanes take room once they are counted.
  const counted = useConversation((state) => state.lanes !== null);
  const offset = useRef(0);
  const remember = (): void => {
    const row = rowOf(useConversation.getState().selected);
    if (row !== null && list.current !== null) offset.current = row.offsetTop - list.current.scrollTop;
  };
  useLayoutEffect(() => { rowOf(selected)?.scrollIntoView({ block: 'nearest' }); }, [selected, revealCount, counted]);
  useLayoutEffect(() => {
    const { selected: opened, placing } = useConversation.getState();
    const row = rowOf(opened);
    if (view === null || row === null || list.current === null) return;
    if (placing === 'keep') list.current.scrollTop = row.offsetTop - offset.current;
    else row.scrollIntoView({ block: 'center' });
  }, [view]);
  useEffect(() => { remember(); });
  return { list, remember };
}

function useSides(): (item: ItemRow) => Side {
  const names = useConversation((state) => state.about?.officerNames) ?? [];
  return (item) => {
    if (names.length > 0) return names.some((name) => name.toLowerCase() === item.from.toLowerCase()) ? 'officer' : 'other';
    return item.direction === 'outgoing' ? 'officer' : 'other';
  };
}

/** Reactions drawn under each message. */
function drawnReactions(arranged: readonly ArrangedLine[]): ReadonlyMap<ItemId, ItemLineOfView[]> {
  const drawn = new Map<ItemId, ItemLineOfView[]>();
  for (const { line, reactionTo } of arranged) {
    if (reactionTo !== null && line.type === 'item') drawn.set(reactionTo.item.id, [...drawn.get(reactionTo.item.id) ?? [], line]);
  }
  return drawn;
}

/** A system access beside what is read; one that is a row of the thread itself is read as such. */
function isInMargin({ about, scope }: { readonly about: Conversation | null; readonly scope: Scope }, { kind, exhibitId, thread }: ItemRow): boolean {
  return kind === 'access' && scope.withAccesses && (scope.type === 'person' || exhibitId !== about?.exhibitId || thread !== about.thread);
}

/** Rows of the grid: what stands in the margin stands beside what follows it at once. */
function gridRows(arranged: readonly ArrangedLine[], inMargin: (item: ItemRow) => boolean): number[] {
  let row = 0;
  return arranged.map(({ line, reactionTo }, index) => {
    const before = arranged[index - 1]?.line;
    const besideAccess = before?.type === 'item' && inMargin(before.item) && line.type === 'item' && !inMargin(line.item) && reactionTo === null;
    row += besideAccess ? 0 : 1;
    return row;
  });
}

function Lines({ zone, marks }: { readonly zone: string; readonly marks: readonly string[] }): ReactNode {
  const { about: talk, arranged, beside, scope, sideBySide, selected } = useConversation();
  const sideOf = useSides();
  const drawn = drawnReactions(arranged);
  const inMargin = (item: ItemRow): boolean => isInMargin({ about: talk, scope }, item);
  const rows = gridRows(arranged, inMargin);
  return arranged.map(({ key, line, reactionTo }, index) => {
    const item = line.type === 'item' ? line.item : null;
    const about = item === null ? undefined : beside.get(item.id);
    return (
      <ConversationLine
        key={key} id={`said-${key}`} line={line} reactionTo={reactionTo} beside={about} messageBeside={reactionTo === null ? undefined : beside.get(reactionTo.item.id)}
        reactions={item === null ? [] : keptReactions(about?.reactions ?? [], drawn.get(item.id) ?? [])}
        zone={zone} chosen={item !== null && item.id === selected} side={item === null ? 'other' : sideOf(reactionTo?.item ?? item)} lanes={sideBySide} inMargin={item !== null && inMargin(item)} source={scope.type === 'person'}
        marks={marks} style={{ gridRow: rows[index] }} onChoose={() => { if (item !== null) select(item.id); }}
      />
    );
  });
}

interface Props {
  /** What was opened; the same object again is a place the reader comes back to. */
  readonly talk: { readonly itemId: ItemId };
  readonly zone: string;
  /** Words of the search that stands. */
  readonly marks: readonly string[];
  /** The row now chosen: the item pane follows it. */
  readonly onSelect: (itemId: ItemId | null) => void;
  readonly onTimeline: (itemId: ItemId) => void;
  readonly onOpen: (filter: Partial<TimelineFilter>) => void;
  readonly onBack: () => void;
}

function useOpened({ talk, zone, onSelect }: Pick<Props, 'talk' | 'zone' | 'onSelect'>, list: RefObject<HTMLDivElement | null>): void {
  const selected = useConversation((state) => state.selected);
  const beside = useConversation((state) => state.beside);
  const about = useConversation((state) => state.about);
  const closed = useConversation(isClosedThread);
  useEffect(() => {
    void openConversation(talk.itemId, talk);
    const stop = followConversation();
    return () => { stop(); leaveConversation(); };
  }, [talk]);
  useEffect(() => { void redraw(); }, [zone]);
  // Nothing closed is shown in the pane either.
  useEffect(() => { onSelect(chosenInConversation()); }, [selected, beside, about, onSelect]);
  useEffect(() => { if (!closed) list.current?.focus(); }, [closed, list]);
}

export function ConversationView({ talk, zone, marks, onSelect, onTimeline, onOpen, onBack }: Props): ReactNode {
  const { about, scope, lines, lanes, start, selected, view, loading, sideBySide, dialog } = useConversation();
  const closed = useConversation(isClosedThread);
  const { list, remember } = usePlacing();
  useOpened({ talk, zone, onSelect }, list);

  const onScroll = (): void => {
    const box = list.current;
    if (box === null) return;
    remember();
    if (box.scrollTop < nearEndPx) void earlier();
    if (box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx) void later();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), PageDown: () => move(10), PageUp: () => move(-10),
      g: () => { if (selected !== null) onTimeline(selected); }, l: () => setSideBySide(!sideBySide), x: () => { void askFor('channels'); },
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  // Wherever the focus is within the view; a dialog over it has its own.
  const onLeaveKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || dialog !== null || document.querySelector('[role="dialog"]') !== null) return;
    event.preventDefault();
    onBack();
  };
  const shape = ['conversation', scope.withAccesses ? 'with-margin' : '', sideBySide ? 'in-lanes' : '', sideBySide && lanes !== null && hasUnsaid(lanes.lanes) ? 'with-unsaid' : ''].filter((part) => part !== '').join(' ');
  return (
    <main className={shape} aria-label="Conversation" onKeyDown={onLeaveKey}>
      <div className="conversation-head">
        <div className="conversation-title">
          <Heading />
          <div className="conversation-acts">
            {about === null ? null : <Button tone="quiet" onPress={() => { void askFor('channels'); }}>Official or personal…</Button>}
            {about === null || about.thread === '' ? null : <Button tone="quiet" onPress={() => { void askFor('third-parties'); }}>Third parties…</Button>}
            <Button onPress={onBack}>Back <KeyCap>Esc</KeyCap></Button>
          </div>
        </div>
        <Scopes />
        {closed ? null : <><Media /><ThirdPartyNote zone={zone} /></>}
      </div>
      {closed ? <ClosedDoor zone={zone} /> : (
        <>
          {sideBySide ? <LaneHeads zone={zone} margin={scope.withAccesses} onOpen={onOpen} onSay={() => { void askFor('channels'); }} /> : null}
          <div ref={list} role="listbox" aria-label="What was said" tabIndex={0} className="said-list" data-review-list="" aria-activedescendant={selected === null ? undefined : `said-${selected}`} onScroll={onScroll} onKeyDown={onKeyDown}>
            {start > 0 ? <p className="quiet said-more">{formatCount(start)} lines before</p> : null}
            <div className="said-lines" role="presentation"><Lines zone={zone} marks={marks} /></div>
            {loading ? <p className="quiet said-more" role="status">Reading…</p> : null}
            {!loading && view !== null && lines.length === 0 ? <div className="empty-state"><h2>No conversation here</h2><p>This row belongs to no conversation, and nobody is stated to hold what it names. Say in People who holds which name, number or handle.</p></div> : null}
          </div>
          <p className="conversation-keys quiet"><KeyCap>J</KeyCap> <KeyCap>K</KeyCap> move <KeyCap>L</KeyCap> side by side <KeyCap>X</KeyCap> official or personal <KeyCap>N</KeyCap> <KeyCap>P</KeyCap> <KeyCap>U</KeyCap> <KeyCap>O</KeyCap> assess <KeyCap>T</KeyCap> tag <KeyCap>V</KeyCap> picture <KeyCap>W</KeyCap> around this <KeyCap>G</KeyCap> on the timeline</p>
        </>
      )}
      {dialog?.kind === 'channels' ? <ChannelDialog about={dialog.about} zone={zone} onClose={putAway} /> : null}
      {dialog?.kind === 'third-parties' ? <ThirdPartyDialog about={dialog.about} zone={zone} onClose={putAway} /> : null}
    </main>
  );
}
