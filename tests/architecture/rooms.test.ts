import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbidden, importsOf, roomOf } from './import-walls.ts';

const root = resolve(import.meta.dirname, '../..');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(?:ts|tsx)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

const files = ['electron', 'renderer', 'shared'].flatMap((folder) => sourceFiles(join(root, folder)));
const inProject = (path: string): string => relative(root, path).split(sep).join('/');

describe('the walls between rooms', () => {
  it('stand: no file imports what its room may not', () => {
    const breaches = files.flatMap((path) => {
      const from = inProject(path);
      return importsOf(readFileSync(path, 'utf8')).flatMap((specifier) => {
        const target = specifier.startsWith('.') ? inProject(resolve(dirname(path), specifier)) : specifier;
        const reason = forbidden(from, target);
        return reason === null ? [] : [`${from} imports ${specifier}: ${reason}`];
      });
    });
    expect(breaches).toEqual([]);
  });

  it('would fall loudly: each kind of forbidden import is refused', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['shared/domain/item.ts', 'node:fs'], ['shared/domain/item.ts', 'electron'], ['shared/domain/item.ts', 'renderer/app/app.tsx'], ['shared/domain/item.ts', 'react'],
      ['renderer/app/app.tsx', 'electron/engine/engine.ts'], ['renderer/app/app.tsx', 'node:fs'], ['renderer/app/app.tsx', 'electron'],
      ['renderer/features/timeline/grid.tsx', 'renderer/features/item/pane.tsx'], ['renderer/ui/button.tsx', 'renderer/features/item/pane.tsx'],
      ['electron/preload/index.ts', 'node:fs'], ['electron/preload/index.ts', 'electron/engine/engine.ts'],
      ['electron/main/index.ts', 'electron/engine/engine.ts'], ['electron/main/index.ts', 'better-sqlite3'],
      ['electron/engine/engine.ts', 'electron'], ['electron/engine/engine.ts', 'node:http'], ['electron/engine/engine.ts', 'https'],
      ['electron/engine/engine.ts', 'electron/main/index.ts'], ['electron/engine/engine.ts', 'renderer/app/app.tsx'],
    ];
    for (const [from, target] of refused) expect(forbidden(from, target), `${from} → ${target}`).not.toBeNull();
  });

  it('lets through what a room needs', () => {
    expect(forbidden('electron/engine/engine.ts', 'shared/contract/contract.ts')).toBeNull();
    expect(forbidden('renderer/features/item/pane.tsx', 'renderer/ui/button.tsx')).toBeNull();
    expect(forbidden('renderer/features/item/pane.tsx', 'renderer/features/item/heading.tsx')).toBeNull();
    expect(forbidden('electron/main/index.ts', 'electron')).toBeNull();
  });

  it('only the one IPC wrapper imports ipcMain', () => {
    const users = files.filter((path) => /\bipcMain\b/.test(readFileSync(path, 'utf8'))).map(inProject).filter((path) => !path.startsWith('electron/main/ipc/'));
    expect(users).toEqual([]);
  });

  it('only the exhibit store knows where originals and derived files are kept', () => {
    const knows = files.filter((path) => /paths\.(?:exhibits|derived)\b/.test(readFileSync(path, 'utf8'))).map(inProject);
    expect(knows.filter((path) => path !== 'electron/engine/case/case-folder.ts')).toEqual(['electron/engine/exhibits/exhibit-store.ts']);
  });

  it('every file lies in a room that exists', () => {
    expect(files.map(inProject).filter((path) => roomOf(path) === null)).toEqual([]);
  });

  it('no file is longer than 400 lines', () => {
    const long = files.map((path) => [inProject(path), readFileSync(path, 'utf8').split('\n').length] as const).filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });
});

describe('the top level of the project', () => {
  it('holds the rooms and configuration of the plan, nothing else', () => {
    const allowed = new Set([
      'electron', 'renderer', 'shared', 'resources', 'tests', 'docs', 'scripts', '.ci', '.git', '.gitignore', '.gitattributes', '.npmrc', '.oxlintrc.json', 'README.md',
      'package.json', 'package-lock.json', 'tsconfig.json', 'electron-builder.yml', 'vite.config.ts', 'vitest.config.ts', 'playwright.config.ts', 'knip.json',
      // made by running it, and ignored by git
      'node_modules', 'dist', 'demo-output', 'test-results', 'release',
    ]);
    expect(readdirSync(root).filter((name) => !allowed.has(name))).toEqual([]);
  });
});
