/** How the panel's pages look: a serif, hairlines, small firm headings. Sizes are in points; nothing is under 8.6 but marks. */
const serif = `'Noto Serif', 'Noto Sans', 'Noto Naskh Arabic', 'Noto Sans Arabic', 'Noto Serif Hebrew', 'Noto Serif Devanagari', 'Noto Sans CJK JP', 'Noto Color Emoji', 'Segoe UI Emoji', 'Apple Color Emoji', Georgia, 'Times New Roman', serif`;
const sans = `'Noto Sans', 'Segoe UI', 'Noto Sans Arabic', 'Noto Color Emoji', 'Segoe UI Emoji', Arial, sans-serif`;

export const documentStyles = `
* { box-sizing: border-box; }
html { font: 9pt/12pt ${serif}; color: #111; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; }
body { margin: 0; }
h1 { font: 700 15pt/19pt ${serif}; margin: 0 0 2pt; }
h2 { font: 700 10.5pt/14pt ${serif}; margin: 14pt 0 4pt; break-after: avoid; }
.about { font: 9pt/13pt ${sans}; color: #333; margin: 0; }
.totals { font: 9pt/13pt ${sans}; margin: 4pt 0 8pt; padding-bottom: 4pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
th { font: 700 8.6pt/10.5pt ${sans}; text-align: left; vertical-align: bottom; padding: 0 5pt 3pt 0; border-bottom: 0.8pt solid #111; }
td { vertical-align: top; padding: 3.5pt 5pt 3.5pt 0; border-bottom: 0.4pt solid #bbb; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.rows > tbody { break-inside: avoid; }
p, td { orphans: 2; widows: 2; }
.over td { border-bottom: 0; padding-bottom: 1pt; }
.under td { padding-top: 0; }
.target td { background: #eee; }
.gap { height: 8pt; }
.together { break-inside: avoid; }
.totals.foot { margin-top: 8pt; font-weight: 600; break-inside: avoid; }
td:last-child, th:last-child { padding-right: 0; }
.number { color: #333; }
.count { text-align: right; }
.text { white-space: pre-wrap; orphans: 2; widows: 2; }
.text > bdi { unicode-bidi: isolate; display: block; text-align: left; }
.small { font-size: 8.6pt; line-height: 10.8pt; color: #333; }
.assumed { font-style: italic; }
.state { font-weight: 700; }
.label { font: 600 8.6pt/10.8pt ${sans}; color: #333; }
.control { font: 600 6.5pt/9pt ${sans}; color: #7a5600; border: 0.4pt solid #7a5600; border-radius: 2pt; padding: 0 1.5pt; margin: 0 1pt; }
.emoji-name { font: 7pt/9pt ${sans}; color: #333; }
.lane td { font: 700 9pt/12pt ${sans}; padding-top: 9pt; border-bottom: 0.8pt solid #111; }
.hash { font: 8.6pt/11pt 'Noto Sans Mono', 'DejaVu Sans Mono', Consolas, monospace; }
dl { margin: 0; columns: 2; column-gap: 18pt; }
dl div { break-inside: avoid; padding: 1pt 0; }
dt { display: inline; font-weight: 700; }
dd { display: inline; margin: 0; }
p.note { margin: 0 0 3pt; }
a { color: inherit; text-decoration: none; }
`;

/** Of pages that lie, or stand. */
export const stripStyles = (landscape: boolean): string => `
@page { margin: 0; }
* { box-sizing: border-box; }
html { font: 8.6pt/11pt ${sans}; color: #333; font-variant-numeric: tabular-nums; }
body { margin: 0; }
.strip { position: relative; width: ${landscape ? 297 : 210}mm; height: ${landscape ? 208 : 295}mm; overflow: hidden; break-after: page; }
.strip:last-child { break-after: auto; }
.marking { position: absolute; top: 6mm; left: 0; right: 0; text-align: center; font-weight: 700; letter-spacing: 0.06em; }
.case { position: absolute; top: 10.5mm; left: 12mm; right: 12mm; text-align: center; color: #555; }
.made { position: absolute; bottom: 4.5mm; left: 12mm; }
.page { position: absolute; bottom: 4.5mm; right: 12mm; font-weight: 700; color: #111; }
`;

/** Sets all of a document smaller, by a share of its size. */
export const zoomed = (share: number): string => (share === 1 ? '' : `html { zoom: ${share}; }`);

/** Chromium lays a document out for the screen before it does for paper: with nothing on the screen a table takes a fifth less time (measured). */
export const paperOnly = '@media screen { body { display: none; } }';

/** A whole document round a body, to be printed. */
export function htmlDocument(title: string, styles: string, body: string): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title><style>${paperOnly}${styles}</style></head><body>${body}</body></html>`;
}
