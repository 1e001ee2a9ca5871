/** bundle --versions, --serve, --copy, --split, --compare, --page-of, --items-on: what was built of a bundle, what was served, and what is where. */
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { bundleIdSchema, type BundleId, type BundleVersionId } from '../../../shared/domain/bundle.ts';
import { departuresFrom, overrideWords } from '../../../shared/domain/bundle-settings.ts';
import { howMany } from '../../../shared/domain/how-many.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import { Misunderstood, pathGiven, required } from '../options.ts';
import type { CommandContext } from './command.ts';

/** Throws Misunderstood for what is no number of a bundle. */
export function numberOf(typed: string): BundleId {
  const parsed = bundleIdSchema.safeParse(Number(typed));
  if (!parsed.success) throw new Misunderstood(`“${typed}” is not the number of a bundle.`);
  return parsed.data;
}

/** A version by its number within the bundle, as `--versions` prints it. */
export async function versionOf(engine: Engine, bundleId: BundleId, typed: string): Promise<BundleVersionId> {
  const found = (await engine.call('bundles.versions', { bundleId })).find(({ number }) => String(number) === typed);
  if (found === undefined) throw new PlumblineError('not_found', `Bundle ${bundleId} has no version ${typed}. “--versions ${bundleId}” lists them.`);
  return found.id;
}

const pages = ({ firstPage, lastPage, printed }: { readonly firstPage: number; readonly lastPage: number; readonly printed: string }): string => `${firstPage === lastPage ? 'page' : 'pages'} ${printed}`;
const what = ({ kind, file: { supplement } }: BundleVersion): string => (kind === 'whole' ? 'the whole bundle' : kind === 'append' ? 'with late pages' : `supplement ${supplement}`);

/** The profile as it was, and what was otherwise; nothing of versions made before it was copied. */
function followed({ file: { follows }, definition: { overrides } }: BundleVersion): string[] {
  if (follows === null) return [];
  const otherwise = departuresFrom(follows.settings, overrides);
  return [`   ${follows.name}${otherwise.length === 0 ? '' : `; otherwise: ${otherwise.map((override) => `${overrideWords(override)} (${override.reason}; ${override.author})`).join('; ')}`}`];
}

function versionLines(versions: readonly BundleVersion[]): string[] {
  return versions.flatMap((version) => [
    `${version.number}  ${what(version)}: ${howMany(version.file.documents.length, 'document')} on ${howMany(version.file.pages, 'page')}, SHA-256 ${version.file.sha256} (${version.author}, ${version.madeAt})`,
    ...followed(version), ...version.services.map(({ recipients, servedOn, author, acknowledged }) => `   served on ${recipients.join(', ')}, ${servedOn} (${author})${acknowledged.length === 0 ? '' : `; weighed: ${acknowledged.join(', ')}`}`),
  ]);
}

type Answer = (context: CommandContext, bundleId: BundleId) => Promise<void>;

const versions: Answer = async ({ engine, printer }, bundleId) => {
  const list = await engine.call('bundles.versions', { bundleId });
  printer.result(list, list.length === 0 ? ['Not built yet.'] : versionLines(list));
};

const serve: Answer = async ({ engine, invocation, printer, watch }, bundleId) => {
  const recipients = invocation.all('recipient');
  if (recipients.length === 0) throw new Misunderstood('“bundle --serve” needs --recipient. See docs/cli.md.');
  const path = invocation.one('file');
  const list = await engine.call('bundles.serve', {
    bundleId, versionId: await versionOf(engine, bundleId, required(invocation, 'version')), recipients: [...recipients], servedOn: required(invocation, 'on'),
    acknowledged: [...invocation.all('acknowledge')], note: invocation.one('note') ?? '', path: path === undefined ? null : pathGiven(path),
  }, watch);
  printer.result(list, versionLines(list));
};

const copy: Answer = async ({ engine, invocation, printer, watch }, bundleId) => {
  const done = await engine.call('bundles.copy', { bundleId, versionId: await versionOf(engine, bundleId, required(invocation, 'version')), destination: pathGiven(required(invocation, 'to')), overwrite: invocation.has('overwrite') }, watch);
  printer.result(done, [`${done.path}: as it was served, SHA-256 ${done.sha256}`]);
};

const split: Answer = async ({ engine, invocation, printer, watch }, bundleId) => {
  const mostPages = Number(required(invocation, 'most-pages'));
  if (!Number.isInteger(mostPages) || mostPages < 1) throw new Misunderstood('--most-pages is a number of pages.');
  const { volumes } = await engine.call('bundles.split', {
    bundleId, versionId: await versionOf(engine, bundleId, required(invocation, 'version')), destination: pathGiven(required(invocation, 'to')), overwrite: invocation.has('overwrite'),
    mostPages, reason: required(invocation, 'because'), inCipher: invocation.has('ciphers'), ordinaryWords: [...invocation.all('ordinary')],
  }, watch);
  printer.result(volumes, volumes.map(({ path, printed, documents, sha256 }) => `${path}: pages ${printed}, ${documents === 1 ? '1 document' : `${documents} documents`}, SHA-256 ${sha256}`));
};

const compare: Answer = async ({ engine, invocation, printer }, bundleId) => {
  const [earlier, later] = [await versionOf(engine, bundleId, required(invocation, 'earlier')), await versionOf(engine, bundleId, required(invocation, 'later'))];
  const found = await engine.call('bundles.compare', { bundleId, earlier, later });
  printer.result(found, [
    ...found.added.map((one) => `added  ${one.title}, ${pages(one)}`),
    ...found.removed.map((one) => `not there any more  ${one.title}, ${pages(one)}`),
    ...found.moved.map(({ before, after }) => `moved  ${after.title}, ${pages(before)} to ${pages(after)}`),
    ...(found.changedPages.length === 0 ? [] : [`other text or pictures on the ${found.changedPages.length === 1 ? 'page' : 'pages'} that ${found.changedPages.length === 1 ? 'stands' : 'stand'} at ${found.changedPages.join(', ')}`]),
    found.onlyAdds ? 'Every page of the earlier version is unchanged.' : 'The later version is not the earlier one with pages added.',
  ]);
};

const optionalVersion = async ({ engine, invocation }: CommandContext, bundleId: BundleId): Promise<BundleVersionId | null> => {
  const typed = invocation.one('version');
  return typed === undefined ? null : versionOf(engine, bundleId, typed);
};

const pageOf: Answer = async (context, bundleId) => {
  const { engine, invocation, printer } = context;
  const found = await engine.call('bundles.pageOf', { bundleId, versionId: await optionalVersion(context, bundleId), itemId: itemIdSchema.parse(required(invocation, 'item')) });
  printer.result(found, found.pages.length + found.rows.length === 0 ? ['Not in the bundle.'] : [
    ...found.pages.map((one) => `${one.as}  ${one.title}, ${pages(one)}`),
    ...found.rows.map(({ title, number, printed }) => `listed  ${title}, No. ${number}, page ${printed}`),
  ]);
};

const itemsOn: Answer = async (context, bundleId) => {
  const { engine, invocation, printer } = context;
  const found = await engine.call('bundles.itemsOn', { bundleId, versionId: await optionalVersion(context, bundleId), page: required(invocation, 'page') });
  printer.result(found, [
    found.document === null ? 'Cover or index' : `${found.document.title}, ${pages(found.document)}`,
    ...found.items.map((id) => `item  ${id}`), ...(found.itemCount > found.items.length ? [`and ${found.itemCount - found.items.length} more items`] : []),
    ...found.rows.map(({ number, itemId, exhibitId }) => `row  No. ${number}  ${itemId ?? `exhibit number ${exhibitId ?? ''}`}`),
  ]);
};

const answers: Readonly<Record<string, Answer>> = { versions, serve, copy, split, compare, 'page-of': pageOf, 'items-on': itemsOn };

/** Answers the one that is asked. False when none is. */
export async function aboutVersions(context: CommandContext): Promise<boolean> {
  for (const [name, answer] of Object.entries(answers)) {
    const typed = context.invocation.one(name);
    if (typed === undefined) continue;
    await answer(context, numberOf(typed));
    return true;
  }
  return false;
}
