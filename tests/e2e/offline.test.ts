import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './harness/app.ts';
import { addFiles, answerZone, createCase, exportTimeline, importNow, writeChat } from './harness/case-steps.ts';
import { foreignAddresses, inetLines } from './harness/socket-trace.ts';
import { callFrom } from './harness/window-calls.ts';

test.use({ expectedComplaints: [/Content Security Policy|violates the document's|ERR_BLOCKED|Failed to load resource/] });

test('a whole run, from making a case to its PDF, makes no connection: every process is traced, and only the test driver’s own loopback ports are served', async ({ launch, machine, scratch }) => {
  test.skip(process.platform !== 'linux', 'strace exists only on Linux');
  const trace = join(scratch, 'sockets.txt');
  const tracer = join(scratch, 'traced-electron');
  await writeFile(tracer, `#!/bin/sh\nexec strace -f -qq -o '${trace}' -e trace=socket,connect,bind,sendto,sendmmsg '${machine.runtime.executable}' "$@"\n`);
  await chmod(tracer, 0o755);
  const app = await launch({ executable: tracer });
  await callFrom(app.window, 'engine.status', {});
  await createCase(app.electron, app.window, join(scratch, 'Larkspur.plumbline'));
  await addFiles(app.electron, app.window, [writeChat(scratch)], ['ABC/1']);
  await answerZone(app.window.getByRole('dialog', { name: 'Read ABC/1' }), app.window);
  await importNow(app.window, 'ABC/1');
  await exportTimeline(app.electron, app.window, join(scratch, 'timeline.pdf'));
  await app.window.evaluate(tryEveryWayOut);
  await app.close();
  const lines = (await readFile(trace, 'utf8')).split('\n');
  // The trace is alive: it saw the display's socket and the port the driver was given.
  expect(lines.some((line) => line.includes('AF_UNIX') && line.includes('connect('))).toBe(true);
  expect(inetLines(lines).some((line) => line.includes('bind(') && line.includes('127.0.0.1'))).toBe(true);
  expect(foreignAddresses(lines)).toEqual([]);
});

/** Runs in the page: what a hostile page would try. */
async function tryEveryWayOut(): Promise<void> {
  const quietly = (attempt: () => Promise<unknown>): Promise<unknown> => attempt().catch((error: unknown) => String(error));
  await quietly(() => fetch('https://example.com/'));
  await quietly(() => fetch('http://192.0.2.1/'));
  await quietly(() => new Promise((settle) => {
    const image = new Image();
    image.onerror = settle;
    image.onload = settle;
    image.src = 'https://example.com/pixel.png';
  }));
  await quietly(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:stun.example.com:3478' }] });
    peer.createDataChannel('out');
    const gathered = new Promise((settle) => { peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === 'complete') settle(null); }; });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
    peer.close();
  });
  navigator.sendBeacon('https://example.com/beacon', 'out');
  const hint = document.createElement('link');
  hint.rel = 'preconnect';
  hint.href = 'https://example.com';
  document.head.append(hint);
}
