/** Media types of our own files, and which types of evidence the window may be shown as what they say they are. */
import { extname } from 'node:path';

const ownTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.map': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.woff2': 'font/woff2', '.woff': 'font/woff', '.wasm': 'application/wasm',
};

/** Null for a file we do not serve. */
export function ownMediaType(file: string): string | null {
  return ownTypes[extname(file).toLowerCase()] ?? null;
}

const shownTypes: ReadonlySet<string> = new Set([
  'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp', 'image/avif',
  'audio/mpeg', 'audio/ogg', 'audio/opus', 'audio/wav', 'audio/mp4', 'audio/aac', 'audio/webm', 'audio/flac', 'audio/3gpp',
  'video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/3gpp', 'video/x-matroska', 'application/pdf', 'text/plain',
]);

/** Evidence is hostile: types that can carry script (HTML, SVG, XML) and unknown ones become plain bytes. */
export function evidenceMediaType(claimed: string): string {
  const type = claimed.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!shownTypes.has(type)) return 'application/octet-stream';
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type;
}
