/** What runs in the worker: long work on one case, with its own connection to the database. */
import type { CommandName, CommandOutput, CommandRequest, WorkerCommandName } from '../../../shared/contract/contract.ts';
import { inspectionSchema } from '../../../shared/contract/importing.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { casePaths } from '../case/case-folder.ts';
import { appendEntry, type Deed } from '../continuity/log.ts';
import { loadSigner } from '../continuity/signing-key.ts';
import { closeCaseDatabase, openCaseDatabase, type CaseDatabase } from '../db/case-database.ts';
import { ExhibitStore } from '../exhibits/exhibit-store.ts';
import type { CallContext } from '../rpc/handler.ts';
import { getExhibit } from '../store/exhibits.ts';

/** A case as a piece of work in the worker sees it. */
export interface WorkerCase {
  readonly db: CaseDatabase;
  readonly store: ExhibitStore;
  readonly author: string;
  readonly record: (deed: Deed) => void;
}

/** What the engine's thread says beside the input. */
export interface WorkOrder { readonly caseFolder: string; readonly settingsFolder: string; readonly author: string; readonly input: unknown }

type WorkerHandler<N extends CommandName> = (work: WorkerCase, input: CommandRequest<N>, call: CallContext) => Promise<CommandOutput<N>>;

/** Each is loaded when it is first asked for: whoever opens a file needs no libraries that make PDFs, and a thread that loads them all takes twice as long to start. */
const handlers: { readonly [N in WorkerCommandName]: WorkerHandler<N> } = {
  'cases.verify': async (work, _input, call) => (await import('../continuity/verify-case.ts')).verifyCase(work.db, work.store, call),
  'exhibits.add': async (work, input, call) => (await import('../exhibits/add-exhibit.ts')).addExhibit(work, input.sourcePath, input.details, call),
  'exhibits.hashFiles': async (work, input, call) => (await import('../pictures/hash-files.ts')).hashFiles(work, input, call),
  'imports.inspect': async (work, input, call) => {
    const { chooseImporter, withEvidence } = await import('../importers/recognise.ts');
    return withEvidence(work.store, getExhibit(work.db, input.exhibitId), call, async (source) => {
      const { importer } = await chooseImporter(source, call.signal);
      return inspectionSchema.parse(await importer.inspect(source, input.answers, call.signal));
    });
  },
  'imports.start': async (work, input, call) => (await import('../importers/run-import.ts')).importExhibit(work, getExhibit(work.db, input.exhibitId), input.answers, call),
  'imports.previewTable': async (work, input, call) => {
    const [{ withEvidence }, { previewTable }] = await Promise.all([import('../importers/recognise.ts'), import('../importers/tabular/index.ts')]);
    return withEvidence(work.store, getExhibit(work.db, input.exhibitId), call, (source) => previewTable(source, input.answers, call.signal));
  },
  'pictures.readText': async (work, input, call) => (await import('../pictures/read-queue.ts')).readPictures(work, input, call),
  'pictures.similar': async (work, input, call) => (await import('../pictures/similar.ts')).similarPictures(work, input, call),
  'pairs.list': async (work, input, call) => (await import('../pairing/list-pairs.ts')).listPairs(work.db, input, call),
  'patterns.summary': async (work, input, call) => (await import('../patterns/summary.ts')).patterns(work.db, input, call),
  'patterns.aroundAnchors': async (work, input, call) => (await import('../patterns/around-anchors.ts')).aroundAnchors(work.db, input, call),
  'conversation.lanes': async (work, input, call) => (await import('../conversations/lanes.ts')).lanesOf(work.db, input.filter, call),
  'bundles.build': async (work, input, call) => (await import('../bundle/build-bundle.ts')).buildBundle(work, input, call),
  'redactions.suggest': async (work, input, call) => (await import('../redaction/suggest.ts')).suggestRedactions(work, input, call),
  'bundles.buildInCipher': async (work, input, call) => (await import('../bundle/in-cipher/build-in-cipher.ts')).buildInCipher(work, input, call),
  'bundles.serve': async (work, input, call) => (await import('../bundle/serve-bundle.ts')).serveBundle(work, input, call),
  'bundles.copy': async (work, input, call) => (await import('../bundle/serve-bundle.ts')).copyServed(work, input, call),
  'bundles.split': async (work, input, call) => (await import('../bundle/volumes/split-bundle.ts')).splitBundle(work, input, call),
  'exports.timeline': async (work, input, call) => (await import('../exports/export-timeline.ts')).exportTimeline(work, input, call),
  'exports.rows': async (work, input, call) => (await import('../exports/export-rows.ts')).exportRows(work, input, call),
  'exports.terms': async (work, input, call) => (await import('../exports/export-terms.ts')).exportTerms(work, input, call),
  'exports.document': async (work, input, call) => (await import('../exports/export-document.ts')).exportDocument(work, input, call),
};

function isWorkerCommand(command: string): command is WorkerCommandName {
  return Object.hasOwn(handlers, command);
}

/** Runs one order. The engine's thread has checked the input against the contract. */
export async function runOrder(command: string, order: WorkOrder, call: CallContext): Promise<unknown> {
  if (!isWorkerCommand(command)) throw new PlumblineError('invalid_input', `The worker knows no “${command}”.`);
  const paths = casePaths(order.caseFolder);
  const db = openCaseDatabase(paths.database);
  try {
    const signer = loadSigner(order.settingsFolder);
    const work: WorkerCase = {
      db, store: new ExhibitStore(paths), author: order.author,
      record: (deed) => { appendEntry(db, signer, order.author, deed); },
    };
    const handler = handlers[command] as WorkerHandler<CommandName>; // the key and the input belong together: the engine parsed this input for this command
    return await handler(work, order.input as CommandRequest<CommandName>, call);
  } finally {
    closeCaseDatabase(db);
  }
}
