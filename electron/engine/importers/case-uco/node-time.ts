/** When a node of the graph happened, and whether its own times agree. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { plainText, textIn, valuesOf, type GraphNode } from './linked-data.ts';

export type NodeTime =
  | { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[]; readonly property: string }
  | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

const messageTimes = ['sentTime', 'receivedTime', 'startTime', 'messageTime', 'timestamp', 'dateTime', 'observableCreatedTime', 'createdTime'];
const callTimes = ['startTime', 'callTime', 'timestamp', 'endTime'];
/** Times of the record in the graph, not of what it is about. */
const bookkeeping = new Set(['objectCreatedTime', 'objectModifiedTime', 'modifiedTime', 'recordCreatedTime', 'specVersion']);

function placed(written: string, zone: StatedZone | null) {
  return placeWrittenTime({ written, storedByExcel: false }, { order: null, zone, storedSeconds: true });
}

/** A property whose name or type says time, in the node's own order. */
function anyTime(node: GraphNode): string | null {
  for (const { properties } of node.facets) {
    for (const { name, value } of properties) {
      if (bookkeeping.has(name) || !/(?:time|date|timestamp)$/i.test(name)) continue;
      if (/^\d{4}-\d{2}-\d{2}/.test(plainText(value).trim())) return name;
    }
  }
  return null;
}

/** The time of a node: the property its kind is timed by, otherwise the first that is a time. Undated when there is none. */
export function timeOfNode(node: GraphNode, kind: 'message' | 'call' | 'other', zone: StatedZone | null): NodeTime {
  const names = kind === 'message' ? messageTimes : kind === 'call' ? callTimes : [];
  const property = names.find((name) => textIn(node, name) !== '') ?? anyTime(node);
  if (property === null) return { ok: true, time: undated(), remarks: [], property: '' };
  const written = textIn(node, property);
  const result = placed(written, zone);
  if (!result.ok) return { ok: false, code: result.code, reason: `its ${property}: ${result.reason}` };
  return { ok: true, time: result.time, remarks: result.remarks, property };
}

/** `63`, `63.0` or `PT1M3S`, in seconds; null for anything else. */
function durationSeconds(written: string): number | null {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(written)) return Number(written);
  const match = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?)?$/.exec(written);
  if (match === null || written === 'P' || written.endsWith('T')) return null;
  return Number(match[1] ?? 0) * 86_400 + Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
}

/** Why a call's start, end and duration cannot all be true; null when they can. */
export function callContradiction(node: GraphNode, zone: StatedZone | null): string | null {
  const at = (name: string): number | null => {
    const written = textIn(node, name);
    const result = written === '' ? null : placed(written, zone);
    return result?.ok === true ? result.time.earliestMs : null;
  };
  const [start, end] = [at('startTime'), at('endTime')];
  if (start === null || end === null) return null;
  if (end < start) return 'The call ends before it begins.';
  const stated = valuesOf(node, 'duration').map(plainText)[0] ?? '';
  const seconds = durationSeconds(stated.trim());
  if (seconds === null || Math.abs((end - start) / 1000 - seconds) <= 1) return null;
  return `The call's duration is given as ${stated}, but from its start to its end is ${(end - start) / 1000} seconds.`;
}
