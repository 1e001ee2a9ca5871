/** mappings: the saved column mappings, which are profile files to share. They belong to the reviewer's settings, not to a case. */
import { readFileSync, writeFileSync } from 'node:fs';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { columnMappingSchema } from '../../../shared/domain/audit-row.ts';
import { explainFileFault } from '../../engine/fs/file-faults.ts';
import { pathGiven } from '../options.ts';
import type { Command } from './command.ts';

function readMapping(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new PlumblineError('invalid_input', `${path} is not a mapping file: it is not valid JSON (${error.message}).`);
    throw explainFileFault(error, path);
  }
}

export const mappings: Command = async ({ engine, invocation, printer }) => {
  const load = invocation.one('load');
  if (load !== undefined) {
    const parsed = columnMappingSchema.safeParse(readMapping(pathGiven(load)));
    if (!parsed.success) throw new PlumblineError('invalid_input', `${load} is not a mapping file of this program.`, { issues: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) });
    await engine.call('mappings.save', parsed.data);
  }
  const removed = invocation.one('remove');
  if (removed !== undefined) await engine.call('mappings.remove', { name: removed });
  const list = await engine.call('mappings.list', {});
  const name = invocation.one('name');
  const file = invocation.one('write');
  if (file !== undefined) {
    const chosen = list.find((mapping) => mapping.name === name);
    if (chosen === undefined) throw new PlumblineError('not_found', `No column mapping is saved under the name “${name ?? ''}”. Saved: ${list.map((mapping) => mapping.name).join(', ') || 'none'}.`);
    try {
      writeFileSync(pathGiven(file), `${JSON.stringify(chosen, null, 2)}\n`, { flag: 'wx' });
    } catch (error) {
      throw explainFileFault(error, pathGiven(file));
    }
  }
  printer.result(list, list.map((mapping) => `${mapping.name}  ${[mapping.force, mapping.system].filter((part) => part !== '').join(', ')}  ${mapping.columns.length} columns`));
  return 0;
};
