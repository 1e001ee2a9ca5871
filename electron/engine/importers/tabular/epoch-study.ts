/** Decides how a column of bare numbers may count time: every reading that puts the whole column in a plausible span, with its evidence. */
import type { Question } from '../../../../shared/contract/importing.ts';
import { epochLabels, epochs, type Epoch } from '../../../../shared/domain/epoch.ts';
import { isPlausibleInstant, readEpoch } from '../time/epoch-time.ts';

interface Span { low: string; high: string; lowMs: number; highMs: number; plausible: number; outside: number }

const bareNumber = /^-?\d{1,19}(?:\.\d{1,12})?$/;

export class EpochStudy {
  readonly #spans = new Map<Epoch, Span>();
  #numbers = 0;
  #others = 0;

  add(written: string): void {
    if (written === '' || written === '0') return;
    if (!bareNumber.test(written)) { this.#others += 1; return; }
    this.#numbers += 1;
    for (const epoch of epochs) this.#addAs(epoch, written);
  }

  #addAs(epoch: Epoch, written: string): void {
    const ms = readEpoch(written, epoch)?.ms ?? null;
    const span = this.#spans.get(epoch) ?? { low: '', high: '', lowMs: Number.POSITIVE_INFINITY, highMs: Number.NEGATIVE_INFINITY, plausible: 0, outside: 0 };
    this.#spans.set(epoch, span);
    if (ms === null || !isPlausibleInstant(ms)) { span.outside += 1; return; }
    span.plausible += 1;
    if (ms < span.lowMs) { span.lowMs = ms; span.low = new Date(ms).toISOString(); }
    if (ms > span.highMs) { span.highMs = ms; span.high = new Date(ms).toISOString(); }
  }

  /** True when the column holds counts and nothing else. */
  get allNumbers(): boolean { return this.#numbers > 0 && this.#others === 0; }

  /** Readings under which at least nine rows of ten are plausible, the best first. */
  candidates(): readonly { readonly epoch: Epoch; readonly evidence: string }[] {
    return [...this.#spans].filter(([, span]) => span.plausible > 0 && span.plausible >= (span.plausible + span.outside) * 0.9)
      .sort(([, a], [, b]) => a.outside - b.outside || (a.highMs - a.lowMs) - (b.highMs - b.lowMs))
      .map(([epoch, span]) => ({
        epoch, evidence: `${span.plausible.toLocaleString('en-GB')} rows then run from ${span.low.slice(0, 19)}Z to ${span.high.slice(0, 19)}Z${span.outside === 0 ? '' : `; ${span.outside.toLocaleString('en-GB')} fall outside any plausible time`}`,
      }));
  }

  /** The question, when only a person can say; null when the column writes dates. */
  question(heading: string): Question | null {
    if (!this.allNumbers) return null;
    const candidates = this.candidates();
    const others = epochs.filter((epoch) => !candidates.some((candidate) => candidate.epoch === epoch));
    return {
      answer: 'epoch', required: true,
      why: `The time column “${heading}” holds bare numbers. ${candidates.length === 0 ? 'No way of counting this program knows makes plausible times of them.' : candidates.length === 1 ? 'One way of counting makes plausible times of all of them; please confirm it.' : `${candidates.length} ways of counting make plausible times of them.`}`,
      options: [...candidates.map(({ epoch, evidence }) => ({ value: epoch as string, label: epochLabels[epoch], evidence })), ...others.map((epoch) => ({ value: epoch as string, label: epochLabels[epoch], evidence: 'not plausible for this column' }))],
    };
  }
}
