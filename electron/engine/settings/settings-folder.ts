/** This installation's own facts: reviewer's name, theme, recent cases, saved column mappings. JSON files, written atomically. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { columnMappingSchema, type ColumnMapping } from '../../../shared/domain/audit-row.ts';
import { settingsSchema, type RecentCase, type Settings } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';

const storedRecentSchema = z.array(z.object({ folder: z.string(), title: z.string(), reference: z.string(), openedAt: z.string() }));
const recentLimit = 20;

export interface SettingsFolder {
  readonly folder: string;
  settings(): Settings;
  update(change: Partial<Settings>): Settings;
  recent(): RecentCase[];
  remember(entry: Omit<RecentCase, 'exists'>): void;
  forget(folder: string): RecentCase[];
  mappings(): ColumnMapping[];
  saveMapping(mapping: ColumnMapping): ColumnMapping[];
  removeMapping(name: string): ColumnMapping[];
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // Some service accounts have no name to give; the reviewer is then asked for one.
    return 'Reviewer';
  }
}

function readJson<T>(path: string, schema: z.ZodType<T>, fallback: T): T {
  if (!existsSync(path)) return fallback;
  const text = readFileSync(path, 'utf8');
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new PlumblineError('case_damaged', `The settings file ${path} cannot be read. Mend or delete it; no case is affected.`, undefined, { cause: error });
  }
}

function writeJson(path: string, value: unknown): void {
  const temporary = `${path}.writing`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}

/** Opens (and makes) the settings folder. */
export function openSettingsFolder(folder: string): SettingsFolder {
  mkdirSync(folder, { recursive: true });
  const settingsPath = join(folder, 'settings.json');
  const recentPath = join(folder, 'recent-cases.json');
  const mappingsPath = join(folder, 'column-mappings.json');
  const defaults: Settings = {
    reviewer: accountName(), theme: 'system', contrast: 'system', textSize: 100, breakReminder: true, displayZoneMode: 'local', showCiphers: false, panes: { sidebar: 248, item: 362, sidebarShown: true },
  };
  const settings = (): Settings => settingsSchema.parse({ ...defaults, ...readJson(settingsPath, settingsSchema.partial(), {}) });
  const storedRecent = (): Omit<RecentCase, 'exists'>[] => readJson(recentPath, storedRecentSchema, []);
  const recent = (): RecentCase[] => storedRecent().map((entry) => ({ ...entry, exists: existsSync(join(entry.folder, 'case.json')) }));
  const mappings = (): ColumnMapping[] => readJson(mappingsPath, z.array(columnMappingSchema), []);
  const storeMappings = (all: ColumnMapping[]): ColumnMapping[] => {
    writeJson(mappingsPath, all.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')));
    return mappings();
  };
  return {
    folder, settings, recent, mappings,
    update: (change) => {
      writeJson(settingsPath, { ...settings(), ...change });
      return settings();
    },
    remember: (entry) => writeJson(recentPath, [entry, ...storedRecent().filter((other) => other.folder !== entry.folder)].slice(0, recentLimit)),
    forget: (caseFolder) => {
      writeJson(recentPath, storedRecent().filter((entry) => entry.folder !== caseFolder));
      return recent();
    },
    saveMapping: (mapping) => storeMappings([...mappings().filter((other) => other.name !== mapping.name), mapping]),
    removeMapping: (name) => storeMappings(mappings().filter((mapping) => mapping.name !== name)),
  };
}
