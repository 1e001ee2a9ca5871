import { describe, expect, it, vi } from 'vitest';

// The rules are plain functions; only their modules reach for Electron, which is not there outside the app.
vi.mock('electron', () => ({ app: {}, net: {}, protocol: {}, session: {} }));
const { isAllowedRequest, typesettingRules, windowRules } = await import('../../electron/main/security/session-policy.ts');
const { withStyleNonce } = await import('../../electron/main/protocols/app-protocol.ts');

describe('what a page may request', () => {
  it('is our own pages and granted evidence, and nothing else', () => {
    const rules = windowRules(false);
    for (const url of ['app://plumbline/index.html', 'evidence://0123/']) expect(isAllowedRequest(url, rules), url).toBe(true);
    for (const url of ['https://example.org/', 'http://127.0.0.1:9229/', 'ws://localhost/', 'file:///etc/passwd', 'data:text/html,x', 'ftp://x/', 'devtools://devtools/x', 'appx://plumbline/', 'blob:app://plumbline/1', 'chrome://gpu']) {
      expect(isAllowedRequest(url, rules), url).toBe(false);
    }
  });

  it('of a report is what it carries inside itself', () => {
    expect(isAllowedRequest('data:image/png;base64,AA==', typesettingRules)).toBe(true);
    expect(isAllowedRequest('evidence://0123/', typesettingRules)).toBe(false);
    expect(isAllowedRequest('https://example.org/', typesettingRules)).toBe(false);
  });
});

describe('the page’s style nonce', () => {
  it('is put into its head', () => {
    expect(withStyleNonce('<html><head lang="x"></head></html>', 'abc')).toBe('<html><head lang="x"><meta property="csp-nonce" nonce="abc"></head></html>');
  });
});
