/** Makes pictures of every view in both themes, and of pages that leave the building, into docs/screens/: `npm run screens`. The sample case is made for it; nothing of it is kept. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './electron-runtime/cache-folder.ts';
import { makePagePictures } from './page-pictures.ts';

const folder = join(projectFolder, 'docs', 'screens');
const { status } = spawnSync(process.execPath, [join(projectFolder, 'node_modules', 'playwright', 'cli.js'), 'test', 'every-view'], {
  cwd: projectFolder, stdio: 'inherit', env: { ...process.env, PLUMBLINE_SCREENS: folder },
});
if (status === 0) process.stdout.write(`The pictures are in docs/screens/, with ${await makePagePictures(folder)} pages of documents.\n`);
process.exitCode = status ?? 1;
