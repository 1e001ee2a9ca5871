/** Makes pictures of every view in both themes into docs/screens/: `npm run screens`. The sample case is made for it; nothing of it is kept. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './electron-runtime/cache-folder.ts';

const folder = join(projectFolder, 'docs', 'screens');
const { status } = spawnSync(process.execPath, [join(projectFolder, 'node_modules', 'playwright', 'cli.js'), 'test', 'every-view'], {
  cwd: projectFolder, stdio: 'inherit', env: { ...process.env, PLUMBLINE_SCREENS: folder },
});
if (status === 0) process.stdout.write('The pictures are in docs/screens/.\n');
process.exitCode = status ?? 1;
