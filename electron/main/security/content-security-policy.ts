/** Content security policies: everything is refused, then the little our pages need is named. */

/**
 * The window. Scripts and worker threads only from files of ours; nothing is fetched, and no text becomes a script. The nonce admits the two style elements that
 * react-aria makes at run time, which it marks with it; it is new for every load.
 */
export function windowContentPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' evidence:",
    'media-src evidence:',
    "font-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Report pages: style attributes, embedded pictures and fonts, and the typefaces the program brings; no script, nothing fetched from elsewhere. */
export const typesettingContentPolicy = [
  "default-src 'none'", "style-src 'self' 'unsafe-inline'", 'img-src data:', 'font-src data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

/** Evidence is only ever shown inside our own page; opened by itself it is inert. */
export const evidenceContentPolicy = "default-src 'none'; sandbox";
