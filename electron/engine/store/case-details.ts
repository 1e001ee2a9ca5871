/** Case details on disk: one row a field, every change in the continuity log. */
import type { CaseDatabase } from '../db/case-database.ts';
import { caseDetailsSchema, defaultCaseDetails, type CaseDetails } from '../../../shared/domain/case-details.ts';

export function readDetails(db: CaseDatabase): CaseDetails {
  const rows = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM case_detail').all();
  return caseDetailsSchema.parse({ ...defaultCaseDetails, ...Object.fromEntries(rows.map((row) => [row.name, row.value])) });
}

export function writeDetails(db: CaseDatabase, details: CaseDetails): void {
  const put = db.prepare('INSERT INTO case_detail (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  for (const [name, value] of Object.entries(details)) put.run(name, value);
}
