/** How the review copy looks: light and dark as the system is, and on paper. */
export const pageStyles = `
:root { color-scheme: light dark; --paper: #fff; --ink: #17181a; --soft: #51555b; --line: #cfd3d8; --band: #f1f3f5; --accent: #0b57a4; --mark: #ffe08a; --flag: #7a5600; }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e8eaed; --soft: #b3b8bf; --line: #3b4046; --band: #22262b; --accent: #8ab8ec; --mark: #6b5200; --flag: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.45 'Segoe UI', 'Noto Sans', Arial, 'Segoe UI Emoji', 'Apple Color Emoji', 'Noto Color Emoji', sans-serif; font-variant-numeric: tabular-nums; }
.marking { text-align: center; font-weight: 700; letter-spacing: 0.06em; padding: 6px; }
main, header, footer { padding: 0 20px; max-width: 1700px; margin: 0 auto; }
h1 { font-size: 20px; margin: 8px 0 2px; }
h2 { font-size: 15px; margin: 20px 0 6px; }
p { margin: 2px 0; color: var(--soft); overflow-wrap: anywhere; }
p.totals { color: var(--ink); font-weight: 600; margin: 8px 0; }
form { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; padding: 10px 0; position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--line); z-index: 2; }
.field { display: grid; gap: 2px; }
label { font-size: 12px; color: var(--soft); }
input, select, button { font: inherit; font-size: 14px; color: var(--ink); background: var(--paper); border: 1px solid #80868b; border-radius: 4px; padding: 4px 8px; }
#find { width: 22em; max-width: 80vw; }
button:disabled { color: var(--soft); border-style: dashed; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
tr:focus { outline: 2px solid var(--accent); outline-offset: -2px; }
.status { min-height: 1.5em; margin: 8px 0; color: var(--ink); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th { text-align: left; vertical-align: bottom; padding: 4px 8px 4px 0; border-bottom: 2px solid var(--ink); }
td { vertical-align: top; padding: 5px 8px 5px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tbody tr:nth-child(even) { background: var(--band); }
.text bdi { white-space: pre-wrap; display: block; text-align: left; }
.small { font-size: 12.5px; color: var(--soft); white-space: pre-wrap; }
.label { font-weight: 600; }
.number { color: var(--soft); }
.control { font-size: 11px; color: var(--flag); border: 1px solid var(--flag); border-radius: 3px; padding: 0 2px; margin: 0 1px; }
.hash { font-family: Consolas, 'DejaVu Sans Mono', monospace; font-size: 12.5px; }
mark { background: var(--mark); color: inherit; }
kbd { border: 1px solid var(--line); border-radius: 3px; padding: 0 4px; font-family: inherit; font-size: 12px; }
footer { padding-bottom: 30px; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #333; --line: #bbb; --band: #fff; --mark: #fff; --flag: #7a5600; }
  @page { size: A4 landscape; margin: 14mm 10mm; }
  body { font-size: 9pt; }
  form, .keys { display: none; }
  main, header, footer { padding: 0; max-width: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .small { font-size: 8pt; }
}
`;
