/** Everything that can be gone to or done in the open case, by name: what the palette lists. */
import { documentKinds, documentLabels } from '../../shared/domain/document-kind.ts';
import { regimeLabels } from '../../shared/domain/case-details.ts';
import { everything, sameFilter } from '../../shared/domain/timeline-filter.ts';
import { readTypedInstant } from '../../shared/domain/typed-instant.ts';
import { formatInstant } from '../../shared/domain/display-time.ts';
import { askFor, setSideBySide, takeBack, useConversation } from '../features/conversation/index.ts';
import type { Wanted } from '../features/export/index.ts';
import { openRedactionOfItem } from '../features/item/index.ts';
import { goToTime, leaveAround, nextUnseen, toggleStacking, useSavedViews, useTimeline } from '../features/timeline/index.ts';
import { updateSettings, useSession } from '../session/session-store.ts';
import { useShownNames } from '../session/shown-names.ts';
import { ordinaryText, stepText } from './looks.ts';
import { goBack, goForward, goTo, showRows, usePlaces } from './places.ts';
import { hasItemPane, listedViews } from './views.ts';

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** What only the workspace can do: it holds the dialogs. */
export interface WorkspaceActions {
  readonly addExhibits: () => void;
  readonly exportTimeline: () => void;
  readonly exportDocument: (wanted: Wanted) => void;
  readonly writeEvent: () => void;
  readonly caseDetails: () => void;
  readonly keys: () => void;
  readonly find: () => void;
  readonly undo: () => void;
  readonly reasons: () => void;
  readonly tags: () => void;
  readonly agree: () => void;
  readonly account: () => void;
  readonly disclosure: () => void;
  readonly checklist: () => void;
  readonly bulk: () => void;
  readonly around: () => void;
  readonly conversation: () => void;
  readonly aboutExhibit: (exhibitId: number) => void;
  readonly toggleSidebar: () => void;
  readonly closeCase: () => void;
}

const command = (group: string, name: string, run: () => void, ...keys: readonly string[]): Command => ({ id: `${group}: ${name}`, group, name, run, ...(keys.length === 0 ? {} : { keys }) });

function places(): Command[] {
  const { past, future } = usePlaces.getState();
  return [
    ...listedViews.map(([view, name]) => command('Go to', name, () => goTo(view))),
    ...(past.length > 0 ? [command('Go to', 'Back', goBack, 'Alt', '←')] : []),
    ...(future.length > 0 ? [command('Go to', 'Forward', goForward, 'Alt', '→')] : []),
    command('Go to', 'Next item that nobody has read', () => { goTo('timeline'); void nextUnseen(); }, '.'),
  ];
}

/** Only where the item is on the screen: nothing is done to one that cannot be seen. */
function forChosenItem(actions: WorkspaceActions): Command[] {
  return !hasItemPane(usePlaces.getState().view) ? [] : [
    command('Chosen item', 'Everything around it, all sources', actions.around, 'W'), command('Chosen item', 'Its conversation', actions.conversation, 'C'),
    command('Chosen item', 'Reasons…', actions.reasons, 'Enter'), command('Chosen item', 'Tags…', actions.tags, 'T'),
    command('Chosen item', 'Agree with the first assessment', actions.agree, 'Y'), command('Chosen item', 'What somebody says of it…', actions.account, 'S'), command('Chosen item', 'Disclosure…', actions.disclosure, 'D'), command('Chosen item', 'Checklist…', actions.checklist, 'Q'),
    command('Chosen item', 'Redact its file…', openRedactionOfItem),
  ];
}

function ofConversation(): Command[] {
  if (usePlaces.getState().view !== 'conversation') return [];
  const { sideBySide, about } = useConversation.getState();
  return [
    command('Conversation', sideBySide ? 'Official and personal contact in one lane' : 'Official and personal contact side by side', () => setSideBySide(!sideBySide), 'L'),
    command('Conversation', 'Say what is official or personal…', () => { void askFor('channels'); }, 'X'),
    ...(about === null || about.thread === '' ? [] : [command('Conversation', 'Say whether it is between third parties…', () => { void askFor('third-parties'); })]),
    command('Conversation', 'Take back my latest statement of a channel or third parties', () => { void takeBack(); }),
  ];
}

function ofCase(actions: WorkspaceActions): Command[] {
  const details = useSession.getState().summary?.details;
  return [
    command('Case', 'Add exhibits…', actions.addExhibits, 'Ctrl', 'Shift', 'A'), command('Case', 'Write down an event…', actions.writeEvent), command('Case', 'Timeline as PDF…', actions.exportTimeline, 'Ctrl', 'E'), command('Case', 'Export rows for other programs…', actions.exportTimeline),
    ...documentKinds.map((kind) => command('Case', `${documentLabels[kind].title} as PDF…`, () => actions.exportDocument(kind))),
    command('Case', `Details of the case…${details === undefined ? '' : ` (${regimeLabels[details.regime]})`}`, actions.caseDetails), command('Case', 'Undo the last review action', actions.undo, 'Z'),
    command('Case', 'Search everything', actions.find, '/'), command('Case', 'Every key there is', actions.keys, '?'), command('Case', 'Close the case', actions.closeCase),
  ];
}

function looks(actions: WorkspaceActions): Command[] {
  const set = updateSettings;
  return [
    command('Window', 'Times in UTC', () => { void set({ displayZoneMode: 'utc' }); }), command('Window', 'Times in UK local time', () => { void set({ displayZoneMode: 'local' }); }),
    command('Window', 'Times as written in the source', () => { void set({ displayZoneMode: 'written' }); }),
    command('Window', 'Light theme', () => { void set({ theme: 'light' }); }), command('Window', 'Dark theme', () => { void set({ theme: 'dark' }); }), command('Window', 'Theme as the system has it', () => { void set({ theme: 'system' }); }),
    command('Window', 'High contrast', () => { void set({ contrast: 'more' }); }), command('Window', 'Contrast as the system has it', () => { void set({ contrast: 'system' }); }),
    command('Window', 'Larger text', () => stepText(1), 'Ctrl', '+'), command('Window', 'Smaller text', () => stepText(-1), 'Ctrl', '−'), command('Window', 'Ordinary text', ordinaryText, 'Ctrl', '0'),
    useSession.getState().settings?.breakReminder === false ? command('Window', 'Remind me of breaks', () => { void set({ breakReminder: true }); }) : command('Window', 'Do not remind me of breaks', () => { void set({ breakReminder: false }); }),
    useSession.getState().settings?.showCiphers === true ? command('Window', 'Show names again', () => { void set({ showCiphers: false }); }) : command('Window', 'Show ciphers in place of names', () => { void set({ showCiphers: true }); }),
    command('Window', 'Show or hide sources and filters', actions.toggleSidebar, 'Ctrl', 'B'),
  ];
}

function ofTimeline(actions: WorkspaceActions): Command[] {
  const { facets, filter, around, stacks } = useTimeline.getState();
  const { shown } = useShownNames.getState();
  return [
    ...(usePlaces.getState().view === 'timeline' ? [command('Timeline', 'Everything in this view at once…', actions.bulk, 'B'), command('Timeline', stacks === null ? 'Stack pictures that look alike' : 'Unstack pictures', toggleStacking, 'Shift', 'E')] : []),
    ...(around === null ? [] : [command('Timeline', 'Leave “around this”', leaveAround, 'Esc')]),
    ...(sameFilter(filter, everything) ? [] : [command('Timeline', 'Clear the filters', () => showRows({}))]),
    ...useSavedViews.getState().views.map((view) => command('Saved view', shown(view.name), () => showRows(view.filter))),
    ...(facets?.persons ?? []).map(({ id, name }) => command('Rows of', shown(name, id), () => showRows({ personIds: [id] }))),
    ...(facets?.exhibits ?? []).flatMap(({ exhibitId, reference, description }) => [
      command('Rows of', shown(`${reference} ${description}`.trim()), () => showRows({ exhibitIds: [exhibitId] })), command('About exhibit', shown(`${reference} ${description}`.trim()), () => actions.aboutExhibit(exhibitId)),
    ]),
  ];
}

/** A date and time typed into the palette is a place to go to: day first, in the zone shown. */
export function timeCommand(typed: string, zone: string): Command | null {
  const [date = '', clock = '', ...more] = typed.trim().split(/[\s,]+/);
  if (more.length > 0 || !/^\d{1,2}[/.-]/.test(date)) return null;
  const read = readTypedInstant(date, clock, zone, 'from');
  if (!read.ok) return null;
  return command('Go to', formatInstant(read.ms, zone), () => { goTo('timeline'); void goToTime(read.ms); });
}

/** As things stand now; ask again when the palette is opened. */
export function commandsNow(actions: WorkspaceActions): readonly Command[] {
  return [...places(), ...forChosenItem(actions), ...ofConversation(), ...ofCase(actions), ...ofTimeline(actions), ...looks(actions)];
}
