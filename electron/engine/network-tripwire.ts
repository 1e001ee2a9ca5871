/**
 * Offline is a promise that is kept by construction: the engine imports no network module (a lint
 * rule and a test see to that), and should a library try, it is stopped here before a socket opens.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';

/** `'net.connect'`-style names of every way out that is closed. */
const waysOut: Readonly<Record<string, readonly string[]>> = {
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect', 'createServer'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
};

/** Replaces every way out by one that throws, and removes the global ones. */
export function refuseNetwork(): void {
  const load = createRequire(process.execPath);
  for (const [name, functions] of Object.entries(waysOut)) {
    const module = load(`node:${name}`) as Record<string, unknown>;
    for (const way of functions) {
      module[way] = () => {
        throw new Error(`Plumbline is offline: something tried ${name}.${way}`);
      };
    }
  }
  syncBuiltinESMExports();
  for (const name of ['fetch', 'WebSocket', 'EventSource'] as const) Reflect.deleteProperty(globalThis, name);
}
