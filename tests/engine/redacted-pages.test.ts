/** A bundle in cipher of a file with a redaction of a page it does not have: refused with where it is, and never passed over. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { BundleDefinition, BundleId } from '../../shared/domain/bundle.ts';
import type { RedactedFile } from '../../shared/domain/redaction.ts';
import { caseForAll, writeEvidence, type Bench } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
const password = 'larkspur';
let bench: Bench;
let bundleId: BundleId;
let file: RedactedFile;

beforeAll(async () => {
  typesetter = await startTypesetter();
  bench = await caseForAll(host);
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of ['One', 'Two', 'Three']) document.addPage([595, 842]).drawText(text, { x: 60, y: 720, size: 12, font });
  // Protected, so that its pages cannot be counted when it is redacted.
  document.encrypt({ userPassword: password, ownerPassword: password, permissions: {} });
  const { id: exhibitId } = await bench.engine.call('exhibits.add', { sourcePath: writeEvidence(bench.folder, 'locked.pdf', await document.save()), details: { reference: 'PDF/1', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  file = { type: 'exhibit', exhibitId };
  const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
  await bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'Sexual Offences (Amendment) Act 1992' });
  const definition: BundleDefinition = { title: 'Hearing', letter: 'A', hearingOn: '2022-06-30', profile: 'judiciary-2021', overrides: [], sections: [{ title: 'Statements', documents: [{ id: 'letter', title: 'Letter about Imogen Vale', dated: null, turn: 0, source: file }] }] };
  ({ bundleId } = await bench.engine.call('bundles.save', { definition }));
  await bench.engine.call('bundles.build', { bundleId, destination: join(bench.folder, 'named.pdf'), passwords: { letter: password } });
}, 300_000);
afterAll(() => typesetter.stop());

const inCipher = (name: string) => bench.engine.call('bundles.buildInCipher', { bundleId, destination: join(bench.folder, name), passwords: { letter: password } });

describe('a redaction of page 7 of a file with three pages', () => {
  it('keeps any file from being made in cipher, and says which document it is in, and how many pages that has', async () => {
    const [made] = await bench.engine.call('redactions.add', { file, page: 7, region: { x: 0.1, y: 0.1, width: 0.2, height: 0.1 }, reason: 'Protected: Ms A' });
    await expect(inCipher('public.pdf')).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringMatching(/“Letter about \[Ms A\]”.*page 7.*3 pages/) });
    expect(existsSync(join(bench.folder, 'public.pdf'))).toBe(false);
    await bench.engine.call('redactions.withdraw', { file, redactionId: made?.id ?? 0, reason: 'Page 3 was meant' });
    await bench.engine.call('redactions.add', { file, page: 3, region: { x: 0.1, y: 0.1, width: 0.2, height: 0.1 }, reason: 'Protected: Ms A' });
    expect((await inCipher('public.pdf')).documents[0]?.notes).toContain('Page 3 is redacted and made anew as a picture, with what a machine reads in what is left behind it.');
  }, 120_000);
});
