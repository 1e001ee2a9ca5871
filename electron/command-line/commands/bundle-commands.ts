/** bundle: hearing bundles as they are kept, and making one. What was built and served is another file's. */
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bundleDefinitionSchema, bundleSourceSchema, type BundleDefinition, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { lateModes } from '../../../shared/domain/bundle-settings.ts';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { howMany } from '../../../shared/domain/how-many.ts';
import { printedPages } from '../../../shared/domain/page-labels.ts';
import type { Engine } from '../../engine/engine.ts';
import { exhibitIdOf } from '../answers.ts';
import { Misunderstood, oneOf, pathGiven, required } from '../options.ts';
import { aboutVersions, numberOf, versionOf } from './bundle-version-commands.ts';
import { setBundle } from './bundle-setting-commands.ts';
import type { Command, CommandContext } from './command.ts';

/** As a person writes a bundle down: an exhibit by its reference, and no ids. What this prints can be read back. */
const writtenSchema = z.looseObject({
  sections: z.array(z.looseObject({
    documents: z.array(z.looseObject({ id: z.string().optional(), exhibit: z.string().optional(), source: bundleSourceSchema.optional() })),
  })),
});

async function definitionIn(engine: Engine, path: string): Promise<BundleDefinition> {
  const text = await readFile(pathGiven(path), 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new PlumblineError('invalid_input', `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const written = writtenSchema.parse(json);
  return bundleDefinitionSchema.parse({
    ...written,
    sections: await Promise.all(written.sections.map(async (section) => ({
      ...section,
      documents: await Promise.all(section.documents.map(async ({ exhibit, ...document }) => ({
        ...document, id: document.id ?? randomUUID(), source: document.source ?? { type: 'exhibit', exhibitId: await exhibitIdOf(engine, exhibit ?? '') },
      }))),
    }))),
  });
}

const documentsOf = ({ definition }: ListedBundle): number => definition.sections.reduce((sum, { documents }) => sum + documents.length, 0);

/** `id=password` each. */
function passwordsOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(given.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new Misunderstood('--password is written ID=PASSWORD, with the id of the document.');
    return [pair.slice(0, at), pair.slice(at + 1)];
  }));
}

const marks = { pass: 'passed', warn: 'WARNING', fail: 'FAILED', 'not-applicable': 'not applicable' } as const;

const madeWords = (done: CommandOutput<'bundles.build'>): string[] => [
  `${done.path}: version ${done.preflight.report.bundle.version}, ${howMany(done.documents.length, 'document')} on ${howMany(done.pages, 'page')}, SHA-256 ${done.sha256}`,
  ...done.documents.map(({ title, firstPage, lastPage, notes }) => `  ${printedPages(done.labels, firstPage, lastPage)}  ${title}${notes.length === 0 ? '' : ` (${notes.join(' ')})`}`),
  ...done.checks.map(({ rule, outcome, found, overridden }) => `  ${rule} ${marks[outcome]}${overridden ? ', by override' : ''}: ${found}`),
  `Report: ${done.preflight.pdfPath}, ${done.preflight.jsonPath}`,
];

async function makeInCipher({ engine, invocation, printer, watch }: CommandContext, made: string): Promise<number> {
  const version = invocation.one('version');
  const done = await engine.call('bundles.buildInCipher', {
    bundleId: numberOf(made), versionId: version === undefined ? null : await versionOf(engine, numberOf(made), version), destination: pathGiven(required(invocation, 'to')),
    passwords: passwordsOf(invocation.all('password')), overwrite: invocation.has('overwrite'), ordinaryWords: [...invocation.all('ordinary')], fresh: invocation.has('fresh'),
  }, watch);
  printer.result(done, madeWords(done));
  return 0;
}

async function makeBundle({ engine, invocation, printer, watch }: CommandContext, made: string): Promise<number> {
  const late = invocation.one('late');
  const done = await engine.call('bundles.build', {
    bundleId: numberOf(made), destination: pathGiven(required(invocation, 'to')), passwords: passwordsOf(invocation.all('password')), overwrite: invocation.has('overwrite'),
    late: late === undefined ? null : oneOf('late', late, lateModes), addedOn: invocation.one('added-on') ?? null,
  }, watch);
  printer.result(done, madeWords(done));
  return 0;
}

export const bundle: Command = async (context) => {
  const { engine, invocation, printer } = context;
  const [save, change, show, make, remove] = ['save', 'change', 'show', 'make', 'remove'].map((name) => invocation.one(name));
  if (save !== undefined) {
    const done = await engine.call('bundles.save', { bundleId: change === undefined ? null : numberOf(change), definition: await definitionIn(engine, save) });
    printer.result({ bundleId: done.bundleId }, [`Bundle ${done.bundleId} kept`]);
    return 0;
  }
  if (make !== undefined) return makeBundle(context, make);
  const inCipher = invocation.one('in-cipher');
  if (inCipher !== undefined) return makeInCipher(context, inCipher);
  if (await setBundle(context) || await aboutVersions(context)) return 0;
  if (remove !== undefined) await engine.call('bundles.remove', { bundleId: numberOf(remove), reason: required(invocation, 'reason') });
  const list = await engine.call('bundles.list', {});
  if (show !== undefined) {
    const one = list.find(({ id }) => id === numberOf(show));
    if (one === undefined) throw new PlumblineError('not_found', `There is no bundle ${show} in this case, or it has been removed.`);
    printer.result(one, [JSON.stringify(one.definition, null, 2)]);
    return 0;
  }
  printer.result(list, list.length === 0 ? ['No bundles yet.'] : list.map((one) => `${one.id}  ${one.definition.letter}  ${one.definition.title}: ${documentsOf(one)} documents (${one.author}, ${one.madeAt})`));
  return 0;
};
