/**
 * The index of a LEAPP report, `_lava_data.lava`: which tool made it, which tables it wrote, how
 * many rows each should have and what some of their columns mean. It is believed for names only:
 * counts are compared with what is found, and columns it names have to be there.
 */
import { z } from 'zod';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';
import { fileOf, type LeappReport } from './claim.ts';

const largestIndexBytes = 32 * 1_048_576;
const mostArtifacts = 20_000;

const conversationSchema = z.looseObject({
  conversationDiscriminatorColumn: z.string().optional(), conversationLabelColumn: z.string().optional(),
  textColumn: z.string().optional(), senderColumn: z.string().optional(), directionColumn: z.string().optional(),
  directionSentValue: z.union([z.string(), z.number(), z.boolean()]).nullish(), timeColumn: z.string().optional(),
  mediaColumn: z.string().optional(), sentMessageStaticLabel: z.string().optional(),
});
export type ConversationView = z.infer<typeof conversationSchema>;

const artifactSchema = z.looseObject({
  name: z.string(), tablename: z.string(), record_count: z.number().int().nonnegative().nullish(), source_path: z.string().nullish(),
  column_map: z.record(z.string(), z.string()).nullish(),
  object_columns: z.array(z.looseObject({ name: z.string(), type: z.string() })).nullish(),
  data_views: z.looseObject({ conversation: conversationSchema.nullish() }).nullish(),
});

export interface LavaArtifact {
  readonly name: string;
  readonly category: string;
  readonly table: string;
  /** Rows the index declares; null when it declares none. */
  readonly declared: number | null;
  /** The file of the handset the rows were read from, as the report names it. */
  readonly sourcePath: string;
  /** Heading of a table for a column of the database. */
  readonly headings: ReadonlyMap<string, string>;
  /** Columns with a special content, in the database's names. */
  readonly special: readonly { readonly name: string; readonly type: string }[];
  readonly conversation: ConversationView | null;
}

export interface LavaIndex {
  /** `iLEAPP 2026.3.2-dev`; null when the index does not say. */
  readonly madeBy: string | null;
  readonly artifacts: readonly LavaArtifact[];
  readonly warnings: readonly string[];
}

const nothing: LavaIndex = { madeBy: null, artifacts: [], warnings: [] };

function readArtifact(category: string, value: unknown): LavaArtifact | null {
  const parsed = artifactSchema.safeParse(value);
  if (!parsed.success) return null;
  const { data } = parsed;
  return {
    name: data.name, category, table: data.tablename, declared: data.record_count ?? null, sourcePath: data.source_path ?? '',
    headings: new Map(Object.entries(data.column_map ?? {})), special: data.object_columns ?? [], conversation: data.data_views?.conversation ?? null,
  };
}

function readArtifacts(value: unknown, path: string): { artifacts: LavaArtifact[]; warnings: string[] } {
  const categories = z.record(z.string(), z.array(z.unknown())).safeParse(value);
  if (!categories.success) return { artifacts: [], warnings: [`“${path}” does not list artifacts as this program knows them: meanings of columns were taken from their headings alone.`] };
  const artifacts: LavaArtifact[] = [];
  let odd = 0;
  for (const [category, list] of Object.entries(categories.data)) {
    for (const entry of list.slice(0, mostArtifacts - artifacts.length)) {
      const artifact = readArtifact(category, entry);
      if (artifact === null) odd += 1;
      else artifacts.push(artifact);
    }
  }
  return { artifacts, warnings: odd === 0 ? [] : [`${odd} ${odd === 1 ? 'artifact' : 'artifacts'} listed in “${path}” could not be understood.`] };
}

async function readWhole(tree: EvidenceTree, file: Parameters<EvidenceTree['bytes']>[0], signal: AbortSignal): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of tree.bytes(file, signal)) {
    length += chunk.length;
    if (length > largestIndexBytes) return null;
    parts.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function unreadable(path: string, error: unknown): LavaIndex {
  if (error instanceof PlumblineError && error.code === 'cancelled') throw error;
  const why = error instanceof SyntaxError ? 'it is not valid JSON' : error instanceof PlumblineError ? error.message : 'it cannot be read';
  if (!(error instanceof SyntaxError) && !(error instanceof PlumblineError)) throw error;
  return { ...nothing, warnings: [`The report’s index “${path}” was not used: ${why}. Meanings of columns were taken from their headings alone, and declared counts were not compared.`] };
}

/** Reads the index of a report. A missing or damaged one costs the meanings and the counts, not the rows. Throws `cancelled`. */
export async function readLavaIndex(tree: EvidenceTree, report: LeappReport, signal: AbortSignal): Promise<LavaIndex> {
  const file = fileOf(report, '_lava_data.lava');
  if (file === null) return nothing;
  try {
    const text = await readWhole(tree, file, signal);
    if (text === null) return unreadable(file.path, new PlumblineError('refused_input', 'it is larger than 32 MB or not UTF-8'));
    const whole = z.looseObject({
      parser_info: z.looseObject({ leapp_name: z.string().optional(), leapp_version: z.string().optional() }).optional(),
      artifacts: z.unknown(),
    }).safeParse(JSON.parse(text));
    if (!whole.success) return unreadable(file.path, new SyntaxError('no object'));
    const { leapp_name: name = '', leapp_version: version = '' } = whole.data.parser_info ?? {};
    const madeBy = `${name} ${version}`.trim();
    return { madeBy: madeBy === '' ? null : madeBy, ...readArtifacts(whole.data.artifacts, file.path) };
  } catch (error) {
    return unreadable(file.path, error);
  }
}
