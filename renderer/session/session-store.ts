/** What the whole window knows: settings, the open case, the engine's state, and messages to the person. */
import { create } from 'zustand';
import type { CaseSummary, Settings } from '../../shared/contract/case-file.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { engine } from '../engine-client/engine-client.ts';

export interface Message {
  readonly id: number;
  readonly tone: 'told' | 'warned' | 'failed';
  readonly text: string;
}

interface EngineTrouble { readonly state: 'restarting' | 'failed' | 'back'; readonly message: string; readonly caseWasOpen: string | null }

interface Session {
  readonly settings: Settings | null;
  /** False until the person has given the name their work is recorded under. */
  readonly nameGiven: boolean;
  readonly summary: CaseSummary | null;
  readonly trouble: EngineTrouble | null;
  readonly messages: readonly Message[];
  readonly runtimeNotice: string | null;
  readonly version: string;
}

export const useSession = create<Session>()(() => ({
  settings: null, nameGiven: false, summary: null, trouble: null, messages: [], runtimeNotice: null, version: '',
}));

/** Zone the view's days are laid out in: the case's, or UTC when the person reads in UTC. */
export function viewZone(): string {
  const { settings, summary } = useSession.getState();
  return settings?.displayZoneMode === 'utc' ? 'UTC' : summary?.details.displayZone ?? 'Europe/London';
}

/** Messages that only tell go by themselves; what failed stays until it is closed. */
const toldForMs = 6000;
let messageCount = 0;

export function dismiss(id: number): void {
  useSession.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }));
}

export function say(text: string, tone: Message['tone'] = 'told'): void {
  messageCount += 1;
  const id = messageCount;
  useSession.setState(({ messages }) => ({ messages: [...messages.slice(-3), { id, tone, text }] }));
  if (tone === 'told') setTimeout(() => dismiss(id), toldForMs);
}

/** Tells the person what failed. What they cancelled themselves, and what the engine's banner says already, is not told again. */
export function sayFailure(error: unknown): void {
  if (error instanceof PlumblineError) {
    if (error.code !== 'cancelled' && error.code !== 'engine_gone') say(error.message, 'failed');
    return;
  }
  say(error instanceof Error ? error.message : String(error), 'failed');
}

/** Runs work whose failure the person must hear of; resolves to null when it failed. */
export async function attempt<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    sayFailure(error);
    return null;
  }
}

/** Changes come in bursts; the foot of the window follows them at this distance. */
const summaryDelayMs = 250;
let summaryTimer: ReturnType<typeof setTimeout> | null = null;

function refreshSummarySoon(): void {
  summaryTimer ??= setTimeout(() => {
    summaryTimer = null;
    const open = useSession.getState().summary?.folder;
    if (open === undefined) return;
    const stillOpen = (): boolean => useSession.getState().summary?.folder === open;
    // A case closed meanwhile has no summary, and nobody waits for one.
    engine.call('cases.summary', {}).then(
      (summary) => { if (stillOpen()) useSession.setState({ summary }); },
      (error: unknown) => { if (stillOpen() && !(error instanceof PlumblineError && error.code === 'no_case_open')) sayFailure(error); },
    ).catch(sayFailure);
  }, summaryDelayMs);
}

export function becomeCase(summary: CaseSummary): void {
  useSession.setState({ summary, trouble: null });
  for (const notice of summary.notices) say(notice, 'warned');
}

let settingsChanges = 0;

/** Counts at once, so that a key pressed again goes on from there; what cannot be kept is taken back, and said. */
export async function updateSettings(change: Partial<Settings>): Promise<void> {
  settingsChanges += 1;
  const mine = settingsChanges;
  const before = useSession.getState().settings;
  if (before !== null) useSession.setState({ settings: { ...before, ...change } });
  const settings = await attempt(engine.call('settings.update', change));
  if (mine === settingsChanges) useSession.setState({ settings: settings ?? before });
  if (settings !== null && change.reviewer !== undefined) useSession.setState({ nameGiven: true });
}

/** Loads settings and starts listening. Returns the case folder given when the app was started, if any. */
export async function beginSession(): Promise<string | null> {
  engine.on('engine.state', ({ state, message, caseWasOpen }) => {
    if (state === 'running') {
      const { trouble } = useSession.getState();
      useSession.setState({ trouble: trouble === null ? null : { state: 'back', message, caseWasOpen: caseWasOpen ?? trouble.caseWasOpen } });
      return;
    }
    const open = useSession.getState().summary?.folder ?? caseWasOpen;
    useSession.setState({ trouble: { state, message, caseWasOpen: open }, summary: null });
  });
  engine.on('case.changed', refreshSummarySoon);
  const [startup, settings, recent] = await Promise.all([engine.call('shell.startup', {}), engine.call('settings.get', {}), engine.call('cases.recent', {})]);
  useSession.setState({ settings, runtimeNotice: startup.runtimeNotice, version: startup.version, nameGiven: recent.length > 0 });
  return startup.caseFolder;
}
