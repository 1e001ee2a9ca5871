/**
 * The typeface and the smallest type of the pages a bundle sets itself, when its settings ask for one: put over the styles of
 * every page that is set while it is made, so that cover, index, schedules and placeholders all have it.
 */
import type { BundleSettings } from '../../../shared/domain/bundle-settings.ts';
import { paperOnly } from '../exports/timeline/styles.ts';
import { a4Pt } from '../exports/pdf/paper.ts';
import type { CallContext, HostCall } from '../rpc/handler.ts';
import { stampStripPt } from './a4-frame.ts';

/** Behind the faces: other scripts and signs, which those do not have. */
const others = `'Noto Sans', 'Noto Naskh Arabic', 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Sans Devanagari', 'Noto Sans CJK JP', 'Noto Color Emoji', 'Segoe UI Emoji', 'Apple Color Emoji'`;
/** The face that is asked for, then the one of the same widths that the program brings. */
const stacks = { arial: `Arial, Arimo, ${others}, sans-serif`, times: `'Times New Roman', Tinos, ${others}, serif` } as const;
/** Where a typesetter has those (`faces/`); it reads one only where letters of it are needed. */
const sheets = { arial: 'faces/arimo.css', times: 'faces/tinos.css' } as const;

/** A lying page is made the most smaller, to leave the strip of the number free. */
const framedShare = (a4Pt.short - stampStripPt) / a4Pt.short;

function styles({ face, letters }: Pick<BundleSettings, 'face' | 'letters'>): string {
  const family = face === 'plain' ? '' : `body, body * { font-family: ${stacks[face]} !important; }`;
  if (letters === null) return family;
  const points = Math.ceil((letters / framedShare) * 10) / 10;
  // Columns are as wide as smaller type needs them; left to themselves they make room for their longest word.
  // Headings stay larger than the rest; the number in the foot has a setting of its own; words behind a picture are as large as they are in it.
  return `${family} body, body *:not(h1, h2, h3, .stamp *, .sheet span) { font-size: ${points}pt !important; line-height: 1.25 !important; } h1 { font-size: ${points + 6}pt !important; line-height: 1.25 !important; } h2 { font-size: ${points + 2}pt !important; line-height: 1.25 !important; } h3 { font-size: ${points}pt !important; } table { table-layout: auto !important; } .strip .case { top: 11.5mm; }`;
}

/** A call whose pages are set in the face and the type the settings ask for. */
export function inFace(call: CallContext, settings: Pick<BundleSettings, 'face' | 'letters'>): CallContext {
  if (settings.face === 'plain' && settings.letters === null) return call;
  const { face } = settings;
  const link = face === 'plain' ? '' : `<link rel="stylesheet" href="${sheets[face]}">`;
  const own = styles(settings);
  // A face that is first needed on paper comes too late for it: these pages are laid out for the screen too.
  const ready = (html: string): string => (face === 'plain' ? html : html.replace(paperOnly, ''));
  // `html` stands in what pages are set from and in nothing else a host is asked.
  const host: HostCall = (request, input) => call.host(request, 'html' in input ? { ...input, html: ready(input.html).replace('</style></head>', () => `${own}</style>${link}</head>`) } : input);
  return { ...call, host };
}
