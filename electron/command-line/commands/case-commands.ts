/** create, exhibits, certificates, log, verify. */
import type { ContinuityEntry } from '../../../shared/contract/case-file.ts';
import { caseDetailsSchema, defaultCaseDetails, regimes } from '../../../shared/domain/case-details.ts';
import { certificateSentences } from '../output.ts';
import { oneOf, pathGiven, required } from '../options.ts';
import type { Command } from './command.ts';

export const create: Command = async ({ engine, invocation, printer }) => {
  const regime = invocation.one('regime');
  const summary = await engine.call('cases.create', {
    folder: pathGiven(invocation.words[0] ?? ''),
    details: caseDetailsSchema.parse({
      ...defaultCaseDetails, title: required(invocation, 'title'), reference: required(invocation, 'reference'),
      force: invocation.one('force') ?? '', officer: invocation.one('officer') ?? '',
      regime: regime === undefined ? defaultCaseDetails.regime : oneOf('regime', regime, regimes),
      displayZone: invocation.one('zone') ?? defaultCaseDetails.displayZone,
      protectiveMarking: invocation.one('marking') ?? defaultCaseDetails.protectiveMarking,
    }),
  });
  printer.result(summary, [`Case “${summary.details.title}” (${summary.details.reference}) created in ${summary.folder}`]);
  return 0;
};

export const exhibits: Command = async ({ engine, printer }) => {
  const list = await engine.call('exhibits.list', {});
  printer.result(list, list.map((exhibit) => `${exhibit.reference}  ${exhibit.originalName}  ${exhibit.sizeBytes} bytes  SHA-256 ${exhibit.sha256}  ${exhibit.importState}${exhibit.importState === 'imported' ? `: ${exhibit.itemCount} items, ${exhibit.quarantinedCount} set aside` : ''}`));
  return 0;
};

export const certificates: Command = async ({ engine, printer }) => {
  const list = await engine.call('imports.certificates', {});
  printer.result(list, list.flatMap((certificate) => [...certificateSentences(certificate), '']));
  return 0;
};

export const log: Command = async ({ engine, printer }) => {
  const entries: ContinuityEntry[] = [];
  let before: number | null = null;
  do {
    const page: { entries: ContinuityEntry[] } = await engine.call('continuity.page', { before, limit: 500 });
    entries.push(...page.entries);
    before = page.entries.at(-1)?.sequence ?? null;
  } while (before !== null && before > 1);
  printer.result(entries, entries.map((entry) => `${entry.sequence}  ${entry.at}  ${entry.author}  ${entry.summary}  ${entry.hash.slice(0, 12)}…`));
  return 0;
};

export const verify: Command = async ({ engine, printer, watch }) => {
  const verification = await engine.call('cases.verify', {}, watch);
  printer.result(verification, [
    ...verification.checks.map((check) => `${check.ok ? 'ok  ' : 'BAD '} ${check.name}: ${check.found}`),
    verification.ok ? 'The case is whole.' : 'The case has faults.',
  ]);
  return verification.ok ? 0 : 4;
};
