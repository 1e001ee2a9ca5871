/** Makes pictures of every view in both themes, and of pages that leave the building, into docs/screens/: `npm run screens`. The sample case is made for it; nothing of it is kept. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './electron-runtime/cache-folder.ts';
import { makePagePictures } from './page-pictures.ts';

const folder = join(projectFolder, 'docs', 'screens');
/** Tests that take a picture of every view they come to; those that follow work in steps take theirs on the way. */
const pictured = ['every-view', 'bundle-settings', 'bundle-versions', 'redactions', 'scanned-page'];
const { status } = spawnSync(process.execPath, [join(projectFolder, 'node_modules', 'playwright', 'cli.js'), 'test', ...pictured], {
  cwd: projectFolder, stdio: 'inherit', env: { ...process.env, PLUMBLINE_SCREENS: folder, PLUMBLINE_SHOTS: folder },
});
if (status === 0) process.stdout.write(`The pictures are in docs/screens/, with ${await makePagePictures(folder)} pages of documents.\n`);
process.exitCode = status ?? 1;
