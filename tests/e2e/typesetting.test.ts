import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import { expect, test } from './harness/app.ts';

const run = promisify(execFile);
const marginsMm = { top: 20, right: 15, bottom: 20, left: 15 };

test('the typesetter prints text of every script with head and foot, runs no script and fetches nothing', async ({ scratch }) => {
  const typesetter = await startTypesetter();
  const html = `<!doctype html><meta charset="utf-8"><p id="text">Kettle on 😀 العربية हिन्दी</p>
    <script>document.getElementById('text').textContent = 'a script ran';</script>
    <p>${'row '.repeat(4000)}</p><img src="http://127.0.0.1:9/picture.png" alt="">`;
  const footerHtml = '<span style="font-size:9px">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>';
  const [first, second] = await Promise.all([
    typesetter.call('host.typeset', { html, landscape: true, headerHtml: '<span style="font-size:9px">Running head</span>', footerHtml, marginsMm }),
    typesetter.call('host.typeset', { html: '<p>second document', landscape: false, headerHtml: '', footerHtml: '', marginsMm }),
  ]);
  await typesetter.stop();
  const one = await described(join(scratch, 'one.pdf'), first.pdfBase64);
  expect(one.text).toContain('Kettle on 😀');
  expect(one.text).not.toContain('a script ran');
  expect(one.text).toMatch(/Running head[\s\S]*Page 2 of \d/);
  expect(one.info).toMatch(/Page size:\s+841\.\d+ x 59[45]/);
  const two = await described(join(scratch, 'two.pdf'), second.pdfBase64);
  expect(two.text.trim()).toBe('second document');
  expect(two.info).toMatch(/Page size:\s+59[45]\S* x 841/);
});

test('pages described wrongly are refused, and the typesetter goes on', async () => {
  const typesetter = await startTypesetter();
  const good = { html: '<p>after', landscape: false, headerHtml: '', footerHtml: '', marginsMm };
  await expect(typesetter.call('host.typeset', { ...good, marginsMm: { ...marginsMm, top: 5000 } })).rejects.toMatchObject({ code: 'typesetting_failed' });
  expect((await typesetter.call('host.typeset', good)).pdfBase64.length).toBeGreaterThan(1000);
  await typesetter.stop();
});

async function described(file: string, pdfBase64: string): Promise<{ text: string; info: string }> {
  await writeFile(file, Buffer.from(pdfBase64, 'base64'));
  await run('qpdf', ['--check', file]);
  // White space is how the tool lays columns out, and says nothing of the text.
  return { text: (await run('pdftotext', [file, '-'])).stdout.replaceAll(/\s+/g, ' '), info: (await run('pdfinfo', [file])).stdout };
}
