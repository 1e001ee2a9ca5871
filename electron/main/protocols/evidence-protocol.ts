/**
 * Serves bytes of evidence at evidence://<grantId>/. The engine decides what a grant opens and
 * whether it still stands; nothing is kept here.
 */
import type { Protocol } from 'electron';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { grantIdSchema } from '../../../shared/domain/ids.ts';
import type { GrantId } from '../../../shared/domain/ids.ts';
import type { EngineHost } from '../engine-host/supervisor.ts';
import { evidenceContentPolicy } from '../security/content-security-policy.ts';
import { readRange } from './byte-range.ts';
import { evidenceMediaType } from './media-types.ts';

/** Bytes asked of the engine at a time. */
const chunkBytes = 1_048_576;

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Content-Security-Policy': evidenceContentPolicy,
};

export function serveEvidence(protocol: Protocol, engine: EngineHost): void {
  protocol.handle('evidence', async (request) => {
    const grant = grantIdSchema.safeParse(new URL(request.url).hostname);
    if (!grant.success || request.method !== 'GET') return refusal(404);
    try {
      return await answer(grant.data, request.headers.get('range'), engine);
    } catch (error) {
      return refusal(error instanceof PlumblineError ? statusFor(error) : 500);
    }
  });
}

async function answer(grantId: GrantId, rangeHeader: string | null, engine: EngineHost): Promise<Response> {
  // One byte tells size and type without reading the file.
  const { mediaType, sizeBytes } = await readChunk(engine, grantId, 0, 1);
  const range = readRange(rangeHeader, sizeBytes);
  if (range.kind === 'unsatisfiable') return refusal(416, { 'Content-Range': `bytes */${sizeBytes}` });
  const start = range.kind === 'part' ? range.start : 0;
  const end = range.kind === 'part' ? range.end : sizeBytes - 1;
  return new Response(streamOf(engine, grantId, start, end), {
    status: range.kind === 'part' ? 206 : 200,
    headers: {
      ...commonHeaders, 'Content-Type': evidenceMediaType(mediaType), 'Accept-Ranges': 'bytes', 'Content-Length': String(end - start + 1),
      ...(range.kind === 'part' ? { 'Content-Range': `bytes ${start}-${end}/${sizeBytes}` } : {}),
    },
  });
}

/** Pulls chunk after chunk as the page takes them, so a large video is never held whole. `end` is inclusive. */
function streamOf(engine: EngineHost, grantId: GrantId, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (position > end) {
        controller.close();
        return;
      }
      const chunk = await readChunk(engine, grantId, position, Math.min(chunkBytes, end - position + 1));
      const bytes = Buffer.from(chunk.base64, 'base64');
      if (bytes.length === 0) throw new PlumblineError('exhibit_altered', 'The evidence ended before its recorded size.');
      position += bytes.length;
      controller.enqueue(new Uint8Array(bytes));
    },
  });
}

async function readChunk(engine: EngineHost, grantId: GrantId, start: number, length: number): Promise<CommandOutput<'evidence.read'>> {
  const reply = await engine.call('evidence.read', { grantId, start, length });
  if (!reply.ok) throw new PlumblineError(reply.error.code, reply.error.message);
  return contract.commands['evidence.read'].output.parse(reply.value);
}

function statusFor(error: PlumblineError): number {
  switch (error.code) {
    case 'not_found': case 'no_case_open': case 'invalid_input': return 404;
    case 'engine_gone': return 503;
    default: return 500;
  }
}

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...commonHeaders, ...headers } });
}
