/**
 * The importer for applications' own SQLite databases, each known by a profile of its tables.
 * docs/formats/app-database.md lists the profiles, their fields and their limits.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { explainSqliteFault, isSqlite, openView, pendingLogBytes, type AppDatabase } from '../sqlite/open-database.ts';
import { readProfile } from './read-profile.ts';
import { findProfile, type ProfileFound } from './recognise-profile.ts';

const label = 'Application database (SQLite)';

async function withLiveView<T>(source: EvidenceSource, signal: AbortSignal, use: (database: AppDatabase) => T): Promise<T> {
  const database = await openView(source, 'live', signal);
  try {
    return use(database);
  } catch (error) {
    throw explainSqliteFault(error, source.originalName);
  } finally {
    await database.close();
  }
}

const find = (source: EvidenceSource, signal: AbortSignal): Promise<ProfileFound | null> => withLiveView(source, signal, findProfile);

function ownerQuestion({ deviceOwner }: ImportAnswers): Question[] {
  if (deviceOwner !== undefined) return [];
  return [{ answer: 'deviceOwner', required: false, why: 'The database says which rows the device’s owner sent, but not who that is. Left open, the owner is shown as “Device owner”.', options: [] }];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const found = await find(source, signal);
  if (found === null) throw new PlumblineError('unrecognised_format', `No profile knows the tables of “${source.originalName}”.`);
  const logBytes = pendingLogBytes(source);
  return {
    format: 'app-database', formatLabel: `${found.profile.label} (SQLite database)`, recognisedBy: found.recognisedBy, questions: ownerQuestion(answers),
    findings: [
      `${found.profile.streams.map((stream) => stream.name).join(', ')} are read.`,
      logBytes > 0 ? `A write-ahead log of ${logBytes.toLocaleString('en-GB')} bytes lies beside it: it is read with the database, and what the main file alone shows is marked superseded.` : 'No write-ahead log with content lies beside it.',
    ], table: null,
  };
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const found = await find(source, context.signal);
  if (found === null) throw new PlumblineError('unrecognised_format', `No profile knows the tables of “${source.originalName}”.`);
  const { rowsSeen, notes, warnings } = yield* readProfile(source, found.profile, context);
  return {
    zone: 'UTC', basis: 'in-data', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: null,
    rowsSeen, warnings, notes: [`Read by the profile “${found.profile.id}” (${found.profile.label}).`, ...notes],
  };
}

export const appDatabaseImporter: Importer = {
  id: 'app-database',
  label,
  version: '2',
  async recognise(source, signal) {
    if (!isSqlite(source.head)) return null;
    // A database that cannot be opened says so here: no other importer could say it better.
    const found = await find(source, signal);
    return found === null ? null : `${found.profile.label}: ${found.recognisedBy}`;
  },
  inspect,
  read,
};
