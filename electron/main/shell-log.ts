/** The shell's log: one line an entry on the error stream, where a terminal or a test can see it. Never holds evidence. */
export function logLine(line: string): void {
  process.stderr.write(`${line.trimEnd()}\n`);
}
