/** Serves the window's own files at app://plumbline/, and nothing outside their folder. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import { isOwnPage } from '../security/own-page.ts';
import { windowContentPolicy } from '../security/content-security-policy.ts';
import { containedFile } from './contained-file.ts';
import { ownMediaType } from './media-types.ts';

export function servePages(protocol: Protocol, pagesFolder: string): void {
  protocol.handle('app', (request) => answer(request, pagesFolder));
}

async function answer(request: Request, pagesFolder: string): Promise<Response> {
  if (!isOwnPage(request.url) || request.method !== 'GET') return new Response(null, { status: 404 });
  const path = new URL(request.url).pathname;
  const file = containedFile(pagesFolder, path === '/' ? '/index.html' : path);
  const mediaType = file === null ? null : ownMediaType(file);
  const bytes = file === null || mediaType === null ? null : await readIfThere(file);
  if (bytes === null || mediaType === null) return new Response(null, { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  const body = mediaType.startsWith('text/html') ? withStyleNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'Content-Type': mediaType, 'Content-Security-Policy': windowContentPolicy(nonce),
      'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer',
    },
  });
}

/** Tells the page its style nonce, where react-aria looks for it. Scripts cannot read it back out of the attribute. */
export function withStyleNonce(html: string, nonce: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`);
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}
