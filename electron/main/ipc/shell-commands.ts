/** The commands the shell answers itself: dialogs, the file manager, and what the window is running on. */
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { app, dialog, shell } from 'electron';
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { contract } from '../../../shared/contract/contract.ts';
import type { CommandName, CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { rowFormatFacts } from '../../../shared/contract/exporting.ts';
import { documentFormatFacts } from '../../../shared/domain/document-kind.ts';
import { suggestedFileName, withExtension } from '../windows/file-names.ts';

export type ShellCommandName = Extract<CommandName, `shell.${string}`>;
type Handlers = { readonly [N in ShellCommandName]: (input: CommandRequest<N>) => Promise<CommandOutput<N>> };

export interface ShellCommands {
  /** `input` has been checked against the contract. The answer is checked before it is given. */
  run(command: ShellCommandName, input: unknown): Promise<unknown>;
}

export function isShellCommand(command: CommandName): command is ShellCommandName {
  return contract.commands[command].home === 'shell';
}

export interface ShellCommandParts {
  readonly window: () => BrowserWindow | null;
  /** The case folder named on the command line; null when there was none. */
  readonly caseFolder: string | null;
  readonly runtimeNotice: string | null;
}

export function createShellCommands(parts: ShellCommandParts): ShellCommands {
  const handlers = handlersFor(parts);
  return {
    run: async (command, input) => {
      const { input: inputSchema, output } = contract.commands[command];
      // The handler and the schema are of the same command, so what the one accepts the other takes.
      const handler = handlers[command] as (request: unknown) => Promise<unknown>;
      return output.parse(await handler(inputSchema.parse(input)));
    },
  };
}

function handlersFor({ window, caseFolder, runtimeNotice }: ShellCommandParts): Handlers {
  return {
    'shell.chooseEvidenceFiles': () => chooseOpen(window(), {
      title: 'Add exhibits', buttonLabel: 'Add', properties: ['openFile', 'multiSelections'],
    }),
    'shell.chooseEvidenceFolder': async () => (await chooseOpen(window(), { title: 'Add a folder as one exhibit', buttonLabel: 'Add folder', properties: ['openDirectory'] }))[0] ?? null,
    'shell.chooseCaseFolder': async () => (await chooseOpen(window(), {
      title: 'Open a case', buttonLabel: 'Open case', message: 'Choose the folder of the case (its name ends in .plumbline)', properties: ['openDirectory'],
    }))[0] ?? null,
    'shell.chooseNewCaseFolder': async ({ suggestedName }) => withExtensionOrNull(await chooseSave(window(), {
      title: 'Where to keep the new case', buttonLabel: 'Create here', properties: ['createDirectory'],
      defaultPath: join(app.getPath('documents'), `${suggestedFileName(suggestedName, 'Case')}.plumbline`),
    }), '.plumbline'),
    'shell.choosePdfDestination': async ({ suggestedName }) => withExtensionOrNull(await chooseSave(window(), {
      title: 'Save as PDF', filters: [{ name: 'PDF', extensions: ['pdf'] }], properties: ['createDirectory', 'showOverwriteConfirmation'],
      defaultPath: join(app.getPath('documents'), withExtension(suggestedFileName(suggestedName, 'Timeline'), '.pdf')),
    }), '.pdf'),
    'shell.chooseDocumentDestination': async ({ suggestedName, format }) => {
      const { label, extension } = documentFormatFacts[format];
      return withExtensionOrNull(await chooseSave(window(), {
        title: `Save as ${label}`, filters: [{ name: label, extensions: [extension.slice(1)] }], properties: ['createDirectory', 'showOverwriteConfirmation'],
        defaultPath: join(app.getPath('documents'), withExtension(suggestedFileName(suggestedName, 'Document'), extension)),
      }), extension);
    },
    'shell.chooseCsvDestination': async ({ suggestedName }) => withExtensionOrNull(await chooseSave(window(), {
      title: 'Save as CSV', filters: [{ name: 'CSV', extensions: ['csv'] }], properties: ['createDirectory', 'showOverwriteConfirmation'],
      defaultPath: join(app.getPath('documents'), withExtension(suggestedFileName(suggestedName, 'Schedule'), '.csv')),
    }), '.csv'),
    'shell.chooseRowsDestination': async ({ suggestedName, format }) => {
      const { label, extension } = rowFormatFacts[format];
      return withExtensionOrNull(await chooseSave(window(), {
        title: `Save as ${label}`, filters: [{ name: label, extensions: [extension.slice(1)] }], properties: ['createDirectory', 'showOverwriteConfirmation'],
        defaultPath: join(app.getPath('documents'), withExtension(suggestedFileName(suggestedName, 'Timeline'), extension)),
      }), extension);
    },
    'shell.showInFolder': ({ path }) => showInFolder(path),
    'shell.startup': () => Promise.resolve({ caseFolder, runtimeNotice, version: app.getVersion() }),
  };
}

/** Empty when the person chose nothing. */
async function chooseOpen(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string[]> {
  const answer = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return answer.canceled ? [] : answer.filePaths;
}

/** Null when the person chose nothing. */
async function chooseSave(window: BrowserWindow | null, options: SaveDialogOptions): Promise<string | null> {
  const answer = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

function withExtensionOrNull(path: string | null, extension: string): string | null {
  return path === null ? null : withExtension(path, extension);
}

async function showInFolder(path: string): Promise<Record<string, never>> {
  if (!isAbsolute(path) || !existsSync(path)) throw new PlumblineError('not_found', `${path} is no longer there.`);
  shell.showItemInFolder(path);
  return {};
}
