import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbiddenInHouse, partOf, sharedFolders } from './importer-walls.ts';
import { importsOf } from './import-walls.ts';

const root = resolve(import.meta.dirname, '../..');
const house = join(root, 'electron/engine/importers');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return name.endsWith('.ts') ? [path] : [];
  });
}

const inProject = (path: string): string => relative(root, path).split(sep).join('/');
const imports = sourceFiles(house).flatMap((path) => importsOf(readFileSync(path, 'utf8'))
  .filter((specifier) => specifier.startsWith('.')).map((specifier) => ({ from: inProject(path), target: inProject(resolve(dirname(path), specifier)) })));

describe('the importers’ house', () => {
  it('has no importer that leans on another', () => {
    expect(imports.flatMap(({ from, target }) => {
      const reason = forbiddenInHouse(from, target);
      return reason === null ? [] : [`${from} imports ${target}: ${reason}`];
    })).toEqual([]);
  });

  it('would fall loudly: each kind of forbidden import is refused', () => {
    const at = (path: string): string => `electron/engine/importers/${path}`;
    const refused: readonly (readonly [string, string])[] = [
      ['cellebrite-table/map.ts', at('cellebrite-report/people.ts')], ['table/detect.ts', at('app-database/profile.ts')], ['text/file-lines.ts', at('tabular/index.ts')],
      ['package/index.ts', at('app-database/index.ts')], ['picture/index.ts', at('registry.ts')], ['json/read-pieces.ts', at('run-import.ts')],
      ['tabular/index.ts', 'electron/engine/store/items.ts'], ['time/zone.ts', 'electron/engine/case/case-folder.ts'],
    ];
    for (const [from, target] of refused) expect(forbiddenInHouse(at(from), target), `${from} → ${target}`).not.toBeNull();
    expect(forbiddenInHouse(at('tabular/index.ts'), at('table/detect.ts'))).toBeNull();
    expect(forbiddenInHouse(at('registry.ts'), at('picture/index.ts'))).toBeNull();
    expect(forbiddenInHouse(at('package/index.ts'), 'electron/engine/exhibits/evidence-tree.ts')).toBeNull();
  });

  it('has an index for every importer and none for what they share', () => {
    const folders = readdirSync(house).filter((name) => statSync(join(house, name)).isDirectory());
    const withIndex = folders.filter((name) => readdirSync(join(house, name)).some((file) => file === 'index.ts' || file.endsWith('-importer.ts')));
    expect(folders.filter((name) => !withIndex.includes(name)).sort()).toEqual([...sharedFolders]);
  });

  it('shares nothing in a circle', () => {
    const leansOn = new Map<string, Set<string>>(sharedFolders.map((name) => [name, new Set()]));
    for (const { from, target } of imports) {
      const [here, there] = [partOf(from), partOf(target)];
      if (here !== null && there !== null && here !== there && leansOn.has(there)) leansOn.get(here)?.add(there);
    }
    const circles: string[] = [];
    const follow = (name: string, above: readonly string[]): void => {
      if (above.includes(name)) circles.push([...above, name].join(' → '));
      else for (const next of leansOn.get(name) ?? []) follow(next, [...above, name]);
    };
    for (const name of sharedFolders) follow(name, []);
    expect(circles).toEqual([]);
  });

  it('names only files that exist', () => {
    expect(imports.map(({ target }) => target).filter((target) => !existsSync(join(root, target)) && !existsSync(join(root, target.replace(/\.ts$/, '.d.ts'))))).toEqual([]);
  });
});
