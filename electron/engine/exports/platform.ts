/** The application or service a row is of, in the words of the row or of the export it came in; '' when neither says. */
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Field } from '../../../shared/domain/item.ts';
import { importers } from '../importers/registry.ts';

/** “WhatsApp chat export (text)” is of WhatsApp. */
const labels = new Map(importers.map(({ id, label }) => [id as string, label.replace(/ \(.*$/u, '').replace(/ (?:chat )?(?:export|backup|download)$/u, '')]));

export function platformOf(fields: readonly Field[], exhibit: Pick<Exhibit, 'format'> | undefined): string {
  const service = fields.find(({ name }) => name === 'Service')?.value ?? '';
  return service === '' ? labels.get(exhibit?.format ?? '') ?? '' : service;
}
