/** The path of a dropped file: the one place in the preload where Electron's age makes a difference. */
import { webUtils } from 'electron';

/** '' when it is not a file from disk. */
export function pathForFile(file: unknown): string {
  if (!(file instanceof File)) return '';
  // `webUtils` came with Electron 29; before it a File carried its own path.
  const available: typeof webUtils | undefined = webUtils;
  if (available !== undefined) return available.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}
