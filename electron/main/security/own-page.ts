/** Which pages are ours. */
import { windowOrigin } from '../../../shared/contract/bridge.ts';

/** True only for pages of the window's own origin; the slash keeps `app://plumbline.example` out. */
export function isOwnPage(url: string): boolean {
  return url.startsWith(`${windowOrigin}/`);
}
