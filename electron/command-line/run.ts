/** The command line: one command, one case, the same engine as the window. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../engine/engine.ts';
import { openErrorLog } from '../engine/error-log.ts';
import { systemCode } from '../engine/fs/file-faults.ts';
import { toFailure } from '../engine/rpc/failure.ts';
import type { HostCall } from '../engine/rpc/handler.ts';
import { add, importEvidence, inspect } from './commands/evidence-commands.ts';
import { account, agree, bulk, checklist, differences, disclose } from './commands/assessing-commands.ts';
import { allegations, standards, tags } from './commands/framework-commands.ts';
import { bundle } from './commands/bundle-commands.ts';
import { certificates, create, exhibits, log, verify } from './commands/case-commands.ts';
import { duplicates, pictureText, readPictures, similarPictures } from './commands/picture-commands.ts';
import {
  identifiers, people, peopleSuggestions, peopleUndo, personAccept, personAdd, personDecline, personHistory, personHold, personMerge, personRelease, personSplit, personUpdate,
} from './commands/people-commands.ts';
import { cipherKey, ciphers } from './commands/cipher-commands.ts';
import { redact } from './commands/redact-command.ts';
import { anchors } from './commands/anchor-commands.ts';
import { channels, conversation, thirdParties } from './commands/conversation-commands.ts';
import { coverage, seen } from './commands/coverage-commands.ts';
import { duty } from './commands/duty-commands.ts';
import { fileDescribe, fileNotes, fileRelease, fileStop, reveals } from './commands/welfare-commands.ts';
import { pairDecide, pairs } from './commands/pair-commands.ts';
import { patterns } from './commands/pattern-commands.ts';
import { mappings } from './commands/mapping-commands.ts';
import { views } from './commands/view-commands.ts';
import { exportDocument, items, search, tag, transcribe, undo, withdraw, writeEvent } from './commands/review-commands.ts';
import type { Command, CommandContext } from './commands/command.ts';
import { helpText, Misunderstood, pathGiven, readInvocation, type CliCommand, type Invocation } from './options.ts';
import { failureText, printerFor } from './output.ts';
import { startTypesetter } from './typesetter.ts';

const commands: Readonly<Record<CliCommand, Command>> = {
  create, add, import: importEvidence, inspect, exhibits, certificates, items, search, tag, undo, transcribe, tags, mappings, agree, account, checklist, disclose, bulk, differences, allegations, standards, export: exportDocument, log, verify,
  'read-pictures': readPictures, 'picture-text': pictureText, 'similar-pictures': similarPictures, duplicates, pairs, 'pair-decide': pairDecide, coverage, seen, bundle, views, anchors, duty, patterns, conversation, channels, 'third-parties': thirdParties,
  'write-event': writeEvent, withdraw, 'file-notes': fileNotes, 'file-describe': fileDescribe, 'file-stop': fileStop, 'file-release': fileRelease, reveals,
  people, identifiers, 'people-suggestions': peopleSuggestions, 'people-undo': peopleUndo, 'person-add': personAdd, 'person-update': personUpdate, 'person-hold': personHold,
  'person-history': personHistory, ciphers, 'cipher-key': cipherKey, redact, 'person-release': personRelease, 'person-merge': personMerge, 'person-split': personSplit, 'person-accept': personAccept, 'person-decline': personDecline,
};

function settingsFolder(invocation: Invocation): string {
  const configured = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  return invocation.one('settings') ?? process.env['PLUMBLINE_SETTINGS'] ?? join(configured, 'Plumbline', 'engine');
}

/** Starts the page setter when pages are first asked for, and stops it at the end. */
function lazyHost(): { readonly host: HostCall; readonly stop: () => Promise<void> } {
  let started: ReturnType<typeof startTypesetter> | null = null;
  return {
    host: async (request, input) => {
      started ??= startTypesetter();
      return (await started).call(request, input);
    },
    stop: async () => { if (started !== null) await (await started).stop(); },
  };
}

function watchTerminal(): CommandContext['watch'] {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return {
    signal: controller.signal,
    report: ({ stage, done, total, unit }) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${stage}: ${done}${total === null ? '' : ` of ${total}`} ${unit}\u001b[K`);
    },
  };
}

async function run(invocation: Invocation): Promise<number> {
  const folder = pathGiven(settingsFolder(invocation));
  const errorLog = openErrorLog(folder);
  const { host, stop } = lazyHost();
  const author = invocation.one('author');
  const engine = new Engine({ settingsFolder: folder, host, log: errorLog, ...(author === undefined ? {} : { author }) });
  try {
    const printer = printerFor(invocation.json, (text) => process.stdout.write(text));
    if (invocation.command !== 'create' && invocation.command !== 'mappings') {
      const caseFolder = invocation.command === 'export' ? invocation.words[1] : invocation.words[0];
      const summary = await engine.call('cases.open', { folder: pathGiven(caseFolder ?? ''), takeOverStaleLock: invocation.has('take-over') });
      for (const notice of summary.notices) process.stderr.write(`${notice}\n`);
    }
    return await commands[invocation.command]({ engine, invocation, printer, watch: watchTerminal() });
  } catch (error) {
    if (error instanceof Misunderstood) throw error;
    const failure = toFailure(error, errorLog);
    (invocation.json ? process.stdout : process.stderr).write(failureText(invocation.json, failure));
    return failure.code === 'needs_answers' ? 3 : 1;
  } finally {
    await engine.close();
    await stop();
  }
}

// Whoever reads our output may stop reading (`| head`): the case is closed in order all the same.
process.stdout.on('error', (error) => {
  if (systemCode(error) !== 'EPIPE') throw error;
});

const [first] = process.argv.slice(2);
try {
  if (first === 'help' || first === '--help' || first === '-h') process.stdout.write(helpText());
  else process.exitCode = await run(readInvocation(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Misunderstood)) throw error;
  process.stderr.write(`plumbline: ${error.message}\n`);
  process.exitCode = 2;
}
