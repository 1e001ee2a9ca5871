/** Turns the path of a URL into a file inside one folder, or nothing. */
import { resolve, sep } from 'node:path';

/** @returns absolute path strictly inside `root`; null when the path is malformed or leads out of it. */
export function containedFile(root: string, urlPath: string): string | null {
  const decoded = decodePath(urlPath);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return null;
  const folder = resolve(root);
  const file = resolve(folder, `.${decoded}`);
  return file.startsWith(folder + sep) ? file : null;
}

function decodePath(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath);
    return decoded.startsWith('/') ? decoded : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
