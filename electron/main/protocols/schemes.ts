/** Our two schemes. Must run before the app is ready. */
import { protocol } from 'electron';

export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'evidence', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}
