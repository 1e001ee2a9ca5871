/** What the command line prints: a document or lines for programs, sentences for people. */
import type { ImportCertificate } from '../../shared/contract/importing.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import type { PlumblineErrorShape } from '../../shared/contract/errors.ts';
import { formatInstant } from '../../shared/domain/display-time.ts';
import { describeLocator, itemKindLabels, itemKinds } from '../../shared/domain/item.ts';

export interface Printer {
  readonly json: boolean;
  /** The result: a document with `--json`, otherwise the sentences. */
  readonly result: (value: unknown, sentences: readonly string[]) => void;
  readonly line: (text: string) => void;
}

export function printerFor(json: boolean, write: (text: string) => void): Printer {
  const line = (text: string): void => write(`${text}\n`);
  return { json, line, result: (value, sentences) => (json ? line(JSON.stringify({ ok: true, value })) : sentences.forEach(line)) };
}

export function failureText(json: boolean, error: PlumblineErrorShape): string {
  if (json) return `${JSON.stringify({ ok: false, error })}\n`;
  const questions = error.details?.['questions'];
  const asked = Array.isArray(questions) ? questions.map((question) => `  ${JSON.stringify(question)}`) : [];
  return `${[`plumbline: ${error.message}`, ...asked].join('\n')}\n`;
}

export function certificateSentences(certificate: ImportCertificate): readonly string[] {
  const kinds = itemKinds.filter((kind) => (certificate.itemsByKind[kind] ?? 0) > 0)
    .map((kind) => `${certificate.itemsByKind[kind] ?? 0} ${itemKindLabels[kind].many.toLowerCase()}`);
  return [
    `${certificate.exhibit}  ${certificate.originalName}  SHA-256 ${certificate.sha256}`,
    `Read as ${certificate.importer}${certificate.unchanged ? ' (already imported; nothing changed)' : ''}`,
    `${certificate.rowsIn} rows in = ${certificate.items} items + ${certificate.quarantined} set aside${certificate.folded === 0 ? '' : ` + ${certificate.folded} further lines of items`}`,
    ...(certificate.madeBy === null ? [] : [`Made by ${certificate.madeBy}`]),
    ...certificate.parts.map((part) => `Source ${part.name}: ${part.importer}${part.madeBy === null ? '' : `, made by ${part.madeBy}`}: ${part.rowsIn} rows in = ${part.items} items + ${part.quarantined} set aside`),
    ...(kinds.length > 0 ? [`Items: ${kinds.join(', ')}`] : []),
    `Times: ${certificate.earliest ?? 'none'} to ${certificate.latest ?? 'none'}; zone ${certificate.zone ?? 'none'} (${certificate.basis}); ${certificate.undated} undated`,
    ...(certificate.dateOrder === null ? [] : [`Date order ${certificate.dateOrder}: ${certificate.dateOrderBasis}`]),
    ...certificate.notes.map((note) => `Note: ${note}`),
    ...certificate.warnings.map((warning) => `Warning: ${warning}`),
    ...certificate.quarantinedRows.map((row) => `Set aside: ${describeLocator(row.locator)}: ${row.reason}`),
  ];
}

export function itemSentence(item: ItemLine, zone: string): string {
  const when = item.at === null ? 'no time' : formatInstant(Date.parse(item.at), zone);
  const parties = [item.from, item.to.join(', ')].filter((part) => part !== '').join(' → ');
  return [when, itemKindLabels[item.kind].one, parties, item.text.replaceAll('\n', ' ⏎ '), item.assessment?.state ?? '', item.tags.join(','), item.exhibit, item.place, item.id]
    .filter((part) => part !== '').join('  ');
}
