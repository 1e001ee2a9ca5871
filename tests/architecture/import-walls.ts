/** The rule book of the house: which room may import what. */

const importPattern = /(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Module specifiers a source text imports or re-exports. */
export function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '');
}

const rooms = ['shared', 'renderer', 'electron/preload', 'electron/main', 'electron/engine', 'electron/command-line'] as const;
type Room = (typeof rooms)[number];

/** The room a project path lies in. */
export function roomOf(path: string): Room | null {
  return rooms.find((room) => path.startsWith(`${room}/`)) ?? null;
}

const networkModules = new Set(['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'inspector']);
const windowLibraries = /^(?:react|react-dom|react-aria-components|zustand|lucide-react|uplot|@tanstack\/|@fontsource)/;
const engineLibraries = /^(?:better-sqlite3|sharp|yauzl|yazl|csv-parse|hucre|chardet|exifreader|heic-decode|libheif-js|@cantoo\/|libphonenumber-js|saxes|htmlparser2|bplist-parser|ical\.js|music-metadata|tesseract\.js)/;
const own = (target: string): boolean => /^(?:shared|renderer|electron|resources|scripts|tests)\//.test(target);
const isNode = (target: string): boolean => target.startsWith('node:') || networkModules.has(target);
const featureOf = (path: string): string | null => /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;

function refusedByShared(target: string): string | null {
  if (own(target) && !target.startsWith('shared/')) return 'shared imports nothing of ours but shared';
  if (isNode(target) || target === 'electron' || windowLibraries.test(target) || engineLibraries.test(target)) return 'shared is pure: no Node, Electron, window or engine library';
  return null;
}

function refusedByRenderer(from: string, target: string): string | null {
  if (own(target) && !target.startsWith('shared/') && !target.startsWith('renderer/')) return 'the renderer imports shared and itself only';
  if (isNode(target) || target === 'electron' || engineLibraries.test(target)) return 'the renderer is sandboxed: no Node, Electron or engine library';
  const [here, there] = [featureOf(from), featureOf(target)];
  if (here !== null && there !== null && here !== there) return 'a feature never imports the inside of another';
  if (from.startsWith('renderer/ui/') && (there !== null || target.startsWith('renderer/app/'))) return 'ui knows no feature';
  if (here !== null && target.startsWith('renderer/app/')) return 'features do not import the app; the app composes them';
  return null;
}

function refusedByEngine(target: string): string | null {
  if (own(target) && !target.startsWith('shared/') && !target.startsWith('electron/engine/') && !target.startsWith('resources/')) return 'the engine imports shared and itself only';
  if (target === 'electron' || windowLibraries.test(target)) return 'the engine never imports Electron or a window library';
  if (networkModules.has(target.replace(/^node:/, ''))) return 'the engine has no network modules';
  return null;
}

function refusedByMain(target: string): string | null {
  if (own(target) && !target.startsWith('shared/') && !target.startsWith('electron/main/')) return 'main imports shared and itself only; it knows the engine by its built file';
  if (engineLibraries.test(target) || windowLibraries.test(target)) return 'main parses nothing, stores nothing and draws nothing';
  return null;
}

function refusedByPreload(target: string): string | null {
  if (own(target) && !target.startsWith('shared/') && !target.startsWith('electron/preload/')) return 'the preload imports shared only';
  if (!own(target) && target !== 'electron') return 'the preload imports shared and electron only';
  return null;
}

function refusedByCommandLine(target: string): string | null {
  if (own(target) && !/^(?:shared|electron\/engine|electron\/command-line|scripts)\//.test(target)) return 'the command line imports shared, the engine and the runtime scripts';
  return target === 'electron' || windowLibraries.test(target) ? 'the command line has no window' : null;
}

/** Why `from` (a project path) may not import `target` (a project path or a package); null when it may. */
export function forbidden(from: string, target: string): string | null {
  switch (roomOf(from)) {
    case 'shared': return refusedByShared(target);
    case 'renderer': return refusedByRenderer(from, target);
    case 'electron/preload': return refusedByPreload(target);
    case 'electron/main': return refusedByMain(target);
    case 'electron/engine': return refusedByEngine(target);
    case 'electron/command-line': return refusedByCommandLine(target);
    case null: return null;
  }
}
