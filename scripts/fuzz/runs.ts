/** What the process that damages and reads is asked, and what it answers. */
export interface RunOrder { readonly name: string; readonly seed: number }

export interface RunReport extends RunOrder {
  readonly outcome: string;
  readonly faults: readonly string[];
  /** What was done to the input. */
  readonly done: readonly string[];
  /** Time of all threads of the process, and time on the clock. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Most memory the process held during the run. */
  readonly peakMiB: number;
}

/** What one damaged file may cost. Time is that of the processor: other work on the machine is no fault of the file. */
export const limits = { cpuMs: 10_000, peakMiB: 1_024 } as const;

/** The samples whose content is shown to nobody. */
const private_ = 'macos-imessage/';

/** Faults of a run, those of cost among them, in words that may be shown. */
export function faultsOf(report: RunReport): readonly string[] {
  const costs = [
    ...(report.cpuMs > limits.cpuMs ? [`took ${Math.round(report.cpuMs / 1_000)} s of processor time`] : []),
    ...(report.peakMiB > limits.peakMiB ? [`took ${report.peakMiB} MiB of memory`] : []),
  ];
  const said = report.name.startsWith(private_) ? report.faults.map((fault) => fault.replace(/^(\w+):.*?(?= \(|$)/s, '$1')) : report.faults;
  return [...said, ...costs];
}
