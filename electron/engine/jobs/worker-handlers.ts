/** What runs in the worker: long work on one case, with its own connection to the database. */
import type { CommandName, CommandOutput, CommandRequest, WorkerCommandName } from '../../../shared/contract/contract.ts';
import { inspectionSchema } from '../../../shared/contract/importing.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { buildBundle } from '../bundle/build-bundle.ts';
import { buildInCipher } from '../bundle/in-cipher/build-in-cipher.ts';
import { copyServed, serveBundle } from '../bundle/serve-bundle.ts';
import { casePaths } from '../case/case-folder.ts';
import { appendEntry, type Deed } from '../continuity/log.ts';
import { loadSigner } from '../continuity/signing-key.ts';
import { verifyCase } from '../continuity/verify-case.ts';
import { lanesOf } from '../conversations/lanes.ts';
import { closeCaseDatabase, openCaseDatabase, type CaseDatabase } from '../db/case-database.ts';
import { addExhibit } from '../exhibits/add-exhibit.ts';
import { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { exportDocument } from '../exports/export-document.ts';
import { exportRows } from '../exports/export-rows.ts';
import { exportTerms } from '../exports/export-terms.ts';
import { exportTimeline } from '../exports/export-timeline.ts';
import { chooseImporter, withEvidence } from '../importers/recognise.ts';
import { importExhibit } from '../importers/run-import.ts';
import { previewTable } from '../importers/tabular/index.ts';
import { aroundAnchors } from '../patterns/around-anchors.ts';
import { patterns } from '../patterns/summary.ts';
import { listPairs } from '../pairing/list-pairs.ts';
import { hashFiles } from '../pictures/hash-files.ts';
import { readPictures } from '../pictures/read-queue.ts';
import { similarPictures } from '../pictures/similar.ts';
import { suggestRedactions } from '../redaction/suggest.ts';
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

const handlers: { readonly [N in WorkerCommandName]: WorkerHandler<N> } = {
  'cases.verify': (work, _input, call) => verifyCase(work.db, work.store, call),
  'exhibits.add': (work, input, call) => addExhibit(work, input.sourcePath, input.details, call),
  'exhibits.hashFiles': hashFiles,
  'imports.inspect': (work, input, call) => withEvidence(work.store, getExhibit(work.db, input.exhibitId), call, async (source) => {
    const { importer } = await chooseImporter(source, call.signal);
    return inspectionSchema.parse(await importer.inspect(source, input.answers, call.signal));
  }),
  'imports.start': (work, input, call) => importExhibit(work, getExhibit(work.db, input.exhibitId), input.answers, call),
  'imports.previewTable': (work, input, call) => withEvidence(work.store, getExhibit(work.db, input.exhibitId), call, (source) => previewTable(source, input.answers, call.signal)),
  'pictures.readText': readPictures,
  'pictures.similar': similarPictures,
  'pairs.list': (work, input, call) => listPairs(work.db, input, call),
  'patterns.summary': (work, input, call) => patterns(work.db, input, call),
  'patterns.aroundAnchors': (work, input, call) => aroundAnchors(work.db, input, call),
  'conversation.lanes': (work, input, call) => lanesOf(work.db, input.filter, call),
  'bundles.build': (work, input, call) => buildBundle(work, input, call),
  'redactions.suggest': (work, input, call) => suggestRedactions(work, input, call),
  'bundles.buildInCipher': (work, input, call) => buildInCipher(work, input, call),
  'bundles.serve': (work, input, call) => serveBundle(work, input, call),
  'bundles.copy': (work, input, call) => copyServed(work, input, call),
  'exports.timeline': (work, input, call) => exportTimeline(work, input, call),
  'exports.rows': (work, input, call) => exportRows(work, input, call),
  'exports.terms': (work, input, call) => exportTerms(work, input, call),
  'exports.document': (work, input, call) => exportDocument(work, input, call),
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
