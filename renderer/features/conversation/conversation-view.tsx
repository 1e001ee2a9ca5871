/** A conversation read as it was held, with everything the rows say; or one person across all sources, accesses among it. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { ItemRow } from '../../../shared/contract/timeline.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { ConversationLine, type Side } from './bubble.tsx';
import { earlier, followConversation, forgetConversation, later, move, openConversation, select, setScope, useConversation } from './conversation-store.ts';
import './conversation.css';

/** Close enough to an end of what is held to ask for more. */
const nearEndPx = 600;

function Scopes(): ReactNode {
  const shown = useShownName();
  const about = useConversation((state) => state.about);
  const scope = useConversation((state) => state.scope);
  if (about === null) return null;
  return (
    <div className="said-scopes" role="group" aria-label="What is shown">
      {about.thread === '' ? null : <button type="button" aria-pressed={scope.type === 'thread'} onClick={() => setScope({ type: 'thread' })}>This conversation</button>}
      {about.people.map(({ id, name }) => <button key={id} type="button" aria-pressed={scope.type === 'person' && scope.personId === id} onClick={() => setScope({ type: 'person', personId: id, withAccesses: true })}>{shown(name, id)} across all sources</button>)}
      {scope.type === 'person' ? <label><input type="checkbox" checked={scope.withAccesses} onChange={(event) => setScope({ ...scope, withAccesses: event.target.checked })} /> with system accesses</label> : null}
    </div>
  );
}

function Heading(): ReactNode {
  const shown = useShownName();
  const about = useConversation((state) => state.about);
  const scope = useConversation((state) => state.scope);
  const view = useConversation((state) => state.view);
  if (about === null) return <h1>Conversation</h1>;
  const title = scope.type === 'thread' ? about.thread === '' ? 'No conversation' : shown(about.thread) : shown(about.people.find(({ id }) => id === scope.personId)?.name ?? '', scope.personId);
  const source = scope.type === 'thread' ? `${about.exhibitReference} ${shown(about.exhibitDescription)}` : 'all sources';
  return <div><h1>{title}</h1><p className="quiet" role="status">{source}{view === null ? '' : ` · ${formatCount(view.shown)} ${view.shown === 1 ? 'item' : 'items'}`}</p></div>;
}

/** What lies in the conversation, said before anything of it is opened. Everything stays hidden until it is asked for. */
function Media(): ReactNode {
  const about = useConversation((state) => state.about);
  const scope = useConversation((state) => state.scope);
  if (about === null || scope.type !== 'thread') return null;
  const { pictures, films, sounds, others, described, stopped } = about.media;
  const counted = [[pictures, 'picture', 'pictures'], [films, 'film', 'films'], [sounds, 'sound', 'sounds'], [others, 'other file', 'other files']] as const;
  const named = counted.flatMap(([count, one, many]) => (count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`]));
  if (named.length === 0) return null;
  return <p className="said-media">{named.join(', ')}, hidden until you ask for one; {formatCount(described)} described{stopped === 0 ? '' : `, ${formatCount(stopped)} stopped`}.</p>;
}

export function ConversationView({ itemId, zone, marks, onSelect, onTimeline, onBack }: {
  readonly itemId: ItemId; readonly zone: string;
  /** Words of the search that stands. */
  readonly marks: readonly string[];
  /** The row now chosen: the item pane follows it. */
  readonly onSelect: (itemId: ItemId | null) => void;
  readonly onTimeline: (itemId: ItemId) => void;
  readonly onBack: () => void;
}): ReactNode {
  const { about, scope, lines, start, selected, view, loading, revealCount } = useConversation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void openConversation(itemId);
    const stop = followConversation();
    return () => { stop(); forgetConversation(); };
  }, [itemId]);
  useEffect(() => { onSelect(selected); }, [selected, onSelect]);
  useEffect(() => {
    if (selected !== null) document.getElementById(`said-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected, revealCount]);
  // What was opened stands in the middle, with what came before it above.
  useEffect(() => {
    const { selected: opened } = useConversation.getState();
    if (view !== null && opened !== null) document.getElementById(`said-${opened}`)?.scrollIntoView({ block: 'center' });
  }, [view]);
  useEffect(() => { list.current?.focus(); }, []);

  const sideOf = (item: ItemRow): Side => {
    const names = about?.officerNames ?? [];
    if (names.length > 0) return names.some((name) => name.toLowerCase() === item.from.toLowerCase()) ? 'officer' : 'other';
    return item.direction === 'outgoing' ? 'officer' : 'other';
  };
  const onScroll = (): void => {
    const box = list.current;
    if (box === null) return;
    if (box.scrollTop < nearEndPx) void earlier();
    if (box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx) void later();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), PageDown: () => move(10), PageUp: () => move(-10),
      g: () => { if (selected !== null) onTimeline(selected); },
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  // Wherever the focus is within the view.
  const onLeaveKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <main className="conversation" aria-label="Conversation" onKeyDown={onLeaveKey}>
      <div className="conversation-head">
        <div className="conversation-title"><Heading /><Button onPress={onBack}>Back <KeyCap>Esc</KeyCap></Button></div>
        <Scopes />
        <Media />
      </div>
      <div ref={list} role="listbox" aria-label="What was said" tabIndex={0} className="said-list" data-review-list="" aria-activedescendant={selected === null ? undefined : `said-${selected}`} onScroll={onScroll} onKeyDown={onKeyDown}>
        {start > 0 ? <p className="quiet said-more">{formatCount(start)} lines before</p> : null}
        {lines.map((line, index) => {
          const id = line.type === 'item' ? line.item.id : null;
          return (
            <ConversationLine
              key={id ?? `line ${start + index}`} id={`said-${id ?? start + index}`} line={line} zone={zone} chosen={id !== null && id === selected}
              side={line.type === 'item' ? sideOf(line.item) : 'other'} channel={scope.type === 'person'} marks={marks} onChoose={() => { if (id !== null) select(id); }}
            />
          );
        })}
        {loading ? <p className="quiet said-more" role="status">Reading…</p> : null}
        {!loading && view !== null && lines.length === 0 ? <div className="empty-state"><h2>No conversation here</h2><p>This row belongs to no conversation, and nobody is stated to hold what it names. Say in People who holds which name, number or handle.</p></div> : null}
      </div>
      <p className="conversation-keys quiet"><KeyCap>J</KeyCap> <KeyCap>K</KeyCap> move <KeyCap>N</KeyCap> <KeyCap>P</KeyCap> <KeyCap>U</KeyCap> <KeyCap>O</KeyCap> assess <KeyCap>T</KeyCap> tag <KeyCap>V</KeyCap> picture <KeyCap>W</KeyCap> around this <KeyCap>G</KeyCap> on the timeline</p>
    </main>
  );
}
