/** What stands over a conversation: whose it is, what is shown of it, what lies in it; and the door of one between third parties. */
import { useState, type ReactNode } from 'react';
import type { ThirdPartyThread } from '../../../shared/contract/conversations.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { isClosedThread, setScope, setSideBySide, useConversation } from './conversation-store.ts';

export function Scopes(): ReactNode {
  const named = useShownName();
  const { about, scope, sideBySide } = useConversation();
  const closed = useConversation(isClosedThread);
  if (about === null) return null;
  return (
    <div className="said-scopes" role="group" aria-label="What is shown">
      {about.thread === '' ? null : <button type="button" aria-pressed={scope.type === 'thread'} onClick={() => setScope({ type: 'thread', withAccesses: scope.withAccesses })}>This conversation</button>}
      {about.people.map(({ id, name }) => <button key={id} type="button" aria-pressed={scope.type === 'person' && scope.personId === id} onClick={() => setScope({ type: 'person', personId: id, withAccesses: scope.withAccesses })}>{named(name, id)} across all sources</button>)}
      {closed ? null : (
        <>
          <label><input type="checkbox" checked={scope.withAccesses} onChange={(event) => setScope({ ...scope, withAccesses: event.target.checked })} /> with system accesses</label>
          <label title="Official and personal contact in lanes of their own"><input type="checkbox" checked={sideBySide} onChange={(event) => setSideBySide(event.target.checked)} /> official and personal side by side</label>
        </>
      )}
    </div>
  );
}

export function Heading(): ReactNode {
  const named = useShownName();
  const { about, scope, view } = useConversation();
  const closed = useConversation(isClosedThread);
  if (about === null) return <h1>Conversation</h1>;
  const isThread = scope.type === 'thread';
  const title = isThread ? about.thread === '' ? 'No conversation' : named(about.thread) : named(about.people.find(({ id }) => id === scope.personId)?.name ?? '', scope.personId);
  const source = isThread ? `${about.exhibitReference} ${named(about.exhibitDescription)}` : 'all sources';
  const shown = isThread ? about.items : view?.shown ?? 0;
  const accesses = isThread && view !== null ? view.shown - about.items : 0;
  const counted = closed || view !== null ? ` · ${formatCount(shown)} ${shown === 1 ? 'item' : 'items'}${accesses > 0 ? ` and ${formatCount(accesses)} system ${accesses === 1 ? 'access' : 'accesses'}` : ''}` : '';
  return <div><h1>{title}</h1><p className="quiet" role="status">{source}{counted}</p></div>;
}

/** What lies in the conversation, said before anything of it is opened. Everything stays hidden until it is asked for. */
export function Media(): ReactNode {
  const about = useConversation((state) => state.about);
  const scope = useConversation((state) => state.scope);
  if (about === null || scope.type !== 'thread') return null;
  const { pictures, films, sounds, others, described, stopped } = about.media;
  const counted = [[pictures, 'picture', 'pictures'], [films, 'film', 'films'], [sounds, 'sound', 'sounds'], [others, 'other file', 'other files']] as const;
  const named = counted.flatMap(([count, one, many]) => (count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`]));
  if (named.length === 0) return null;
  return <p className="said-media">{named.join(', ')}, hidden until you ask for one; {formatCount(described)} described{stopped === 0 ? '' : `, ${formatCount(stopped)} stopped`}.</p>;
}

interface Door { readonly exhibitId: ThirdPartyThread['exhibitId']; readonly thread: string; readonly exhibitReference: string }

function OpenDialog({ door, onClose }: { readonly door: Door; readonly onClose: () => void }): ReactNode {
  const named = useShownName();
  const { exhibitId, thread, exhibitReference } = door;
  return (
    <ReasonDialog
      title="Open a third-party conversation" act="Open" about={`“${named(thread)}” in ${exhibitReference}. It is opened to you, and the continuity log keeps who opened it, when and why.`}
      onSave={(reason) => attempt(engine.call('threads.open', { exhibitId, thread, reason }))} onClose={onClose}
    />
  );
}

function Openings({ openings, zone }: { readonly openings: ThirdPartyThread['openings']; readonly zone: string }): ReactNode {
  if (openings.length === 0) return <p>Nobody has opened it.</p>;
  return <ul className="said-openings">{openings.map(({ opened, reason, author, madeAt }) => <li key={`${madeAt} ${author}`}>{opened ? 'Opened' : 'Closed again'} by {author}, {formatInstant(Date.parse(madeAt), zone)}{reason === '' ? '' : `: ${reason}`}</li>)}</ul>;
}

/** In place of the conversation, while it is closed to the reviewer. */
export function ClosedDoor({ zone }: { readonly zone: string }): ReactNode {
  const about = useConversation((state) => state.about);
  const named = useShownName();
  const [asking, setAsking] = useState(false);
  if (about?.thirdParty == null) return null;
  const { inWords, openings, items } = about.thirdParty;
  return (
    <div className="empty-state closed-door">
      <h2>Third-party conversation, closed</h2>
      <p className="wrap">{named(inWords)}</p>
      <p>It has {formatCount(items)} {items === 1 ? 'item' : 'items'}. They stay in the timeline, in search and in every count. To read them here as a conversation, open it with a reason.</p>
      <Openings openings={openings} zone={zone} />
      <Button tone="main" autoFocus onPress={() => setAsking(true)}>Open with a reason…</Button>
      {asking ? <OpenDialog door={about} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

/** What a reader is told of third parties beside a conversation that is open. */
export function ThirdPartyNote({ zone }: { readonly zone: string }): ReactNode {
  const named = useShownName();
  const { about, scope, beside, lines } = useConversation();
  const [opening, setOpening] = useState<Door | null>(null);
  if (about === null) return null;
  if (scope.type === 'thread') {
    const thread = about.thirdParty;
    if (thread === null || !thread.thirdParty || !thread.openToYou) return null;
    const [latest] = thread.openings;
    return (
      <p className="said-third">
        <span className="wrap">Third-party conversation{latest === undefined ? '' : `, opened by ${latest.author}, ${formatInstant(Date.parse(latest.madeAt), zone)}: ${latest.reason}`}</span>
        <Button tone="quiet" onPress={() => { void attempt(engine.call('threads.close', { exhibitId: thread.exhibitId, thread: thread.thread })); }}>Close it again</Button>
      </p>
    );
  }
  const doors = new Map<string, Door & { count: number }>();
  for (const line of lines) {
    if (line.type !== 'item' || beside.get(line.item.id)?.closed !== true) continue;
    const { exhibitId, exhibitReference, thread } = line.item;
    const key = `${exhibitId} ${thread}`;
    doors.set(key, { exhibitId, exhibitReference, thread, count: (doors.get(key)?.count ?? 0) + 1 });
  }
  return (
    <>
      {[...doors].map(([key, door]) => (
        <p key={key} className="said-third">
          <span className="wrap">{formatCount(door.count)} {door.count === 1 ? 'row' : 'rows'} here, of the third-party conversation “{named(door.thread)}” in {door.exhibitReference}, {door.count === 1 ? 'is' : 'are'} closed.</span>
          <Button tone="quiet" onPress={() => setOpening(door)}>Open with a reason…</Button>
        </p>
      ))}
      {opening === null ? null : <OpenDialog door={opening} onClose={() => setOpening(null)} />}
    </>
  );
}
