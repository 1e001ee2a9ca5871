/** The review keys, for the whole window while no dialog is open and no field is being typed in. */
import { useEffect, useRef } from 'react';
import { assessmentLabels, assessmentStates, type AssessmentState } from '../../shared/domain/assessment.ts';

export interface ReviewKeys {
  readonly enabled: boolean;
  readonly onAssess: (state: AssessmentState) => void;
  readonly onReasons: () => void;
  readonly onTags: () => void;
  readonly onUndo: () => void;
  /** Agrees, as second reviewer, with the first assessment. */
  readonly onAgree: () => void;
  readonly onAccount: () => void;
  readonly onDisclosure: () => void;
  readonly onChecklist: () => void;
  /** Changes everything the filter shows. */
  readonly onBulk: () => void;
  readonly onPicture: () => void;
  /** Opens the picture of the chosen item in the big viewer, hidden until asked for. */
  readonly onViewer: () => void;
  readonly onFind: () => void;
  readonly onKeys: () => void;
  /** Shows what lies around the chosen item, or goes back. */
  readonly onAround: () => void;
  readonly onAroundStep: (step: -1 | 1) => void;
  readonly onLeave: () => void;
  /** Reads the conversation the chosen item is of. */
  readonly onConversation: () => void;
  readonly onNextUnseen: () => void;
  /** Opens or closes the stack of pictures the chosen row is of; stacks pictures that look alike, or no longer. */
  readonly onStack: () => void;
  readonly onStacking: () => void;
}

const typingRoles = new Set(['combobox', 'textbox', 'slider']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || typingRoles.has(target.getAttribute('role') ?? '');
}

/** Keys that move through the grid when something else, but no field, has the focus. */
const gridKeys = new Set(['j', 'k', 'J', 'K', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']);

/** A feature's own dialog lies over the timeline; the focus may be on nothing while it does. */
function isUnderDialog(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/** Keys of movement belong to what has the focus and uses them itself: a player, or a part that scrolls. */
function movesItself(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement) || key.length === 1) return false;
  const scrolls = target.tabIndex === 0 && /auto|scroll/.test(getComputedStyle(target).overflow) && (target.scrollHeight > target.clientHeight || target.scrollWidth > target.clientWidth);
  return target instanceof HTMLMediaElement || scrolls;
}

function pressInGrid(event: KeyboardEvent): void {
  const grid = document.querySelector<HTMLElement>('[role="grid"][aria-label="Timeline"], [data-review-list]');
  if (grid === null || event.target === grid) return;
  grid.focus();
  grid.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, shiftKey: event.shiftKey, bubbles: true, cancelable: true }));
  event.preventDefault();
}

export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { enabled, onAssess, onReasons, onTags, onUndo, onPicture, onViewer, onFind, onKeys, onAround, onAroundStep, onLeave, onConversation, onNextUnseen, onStack, onStacking, onAgree, onAccount, onDisclosure, onChecklist, onBulk } = latest.current;
      if (!enabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isUnderDialog()) return;
      const onButton = event.target instanceof HTMLElement && (event.target.tagName === 'BUTTON' || event.target.tagName === 'SUMMARY');
      const acts: Readonly<Record<string, () => void>> = { t: onTags, z: onUndo, y: onAgree, s: onAccount, d: onDisclosure, q: onChecklist, b: onBulk, v: onPicture, V: onViewer, e: onStack, E: onStacking, '/': onFind, '?': onKeys, w: onAround, c: onConversation, '.': onNextUnseen, '[': () => onAroundStep(-1), ']': () => onAroundStep(1), Escape: onLeave, ...(onButton ? {} : { Enter: onReasons }) };
      const state = assessmentStates.find((candidate) => assessmentLabels[candidate].key !== '' && assessmentLabels[candidate].key === event.key);
      if (state !== undefined) {
        event.preventDefault();
        onAssess(state);
      } else if (acts[event.key] !== undefined) {
        event.preventDefault();
        acts[event.key]?.();
      } else if (gridKeys.has(event.key) && !movesItself(event.target, event.key)) pressInGrid(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
