/** A chart as a picture for a document: drawn anew with its title and what it counts, always in the light colours, and put on the clipboard. */

export interface Area { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface Palette {
  readonly font: string; readonly text: string; readonly quiet: string; readonly line: string; readonly firm: string; readonly panel: string;
  readonly contacts: string; readonly accesses: string; readonly other: string; readonly duty: string; readonly anchor: string;
}
export type Draw = (context: CanvasRenderingContext2D, area: Area, palette: Palette) => void;

export interface Picture {
  readonly title: string;
  /** What is counted and what is left out, under the title. */
  readonly lines: readonly string[];
  readonly height: number;
  readonly draw: Draw;
}

/** Colours in force where an element stands. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily, text: colour('--text'), quiet: colour('--quiet'), line: colour('--line'), firm: colour('--line-firm'), panel: colour('--panel'),
    contacts: colour('--contact-bar'), accesses: colour('--access'), other: colour('--other-bar'), duty: colour('--policing'), anchor: colour('--anchor'),
  };
}

/** Sizes the canvas to what it is shown at, in the screen's own pixels, and clears it. Null when it cannot be drawn on. */
export function surfaceOf(canvas: HTMLCanvasElement, width: number, height: number, scale: number): CanvasRenderingContext2D | null {
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  context?.scale(scale, scale);
  return context;
}

const pictureWidth = 1040;
const margin = 24;
const lineHeight = 18;
const pixelsPerPoint = 2;

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function drawPicture({ title, lines, height, draw }: Picture, palette: Palette): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const measure = canvas.getContext('2d');
  if (measure === null) return canvas;
  const plain = `400 12px ${palette.font}`;
  measure.font = plain;
  const words = lines.flatMap((line) => wrapped(measure, line, pictureWidth - 2 * margin));
  const top = margin + 24 + words.length * lineHeight + 10;
  const context = surfaceOf(canvas, pictureWidth, top + height + margin, pixelsPerPoint);
  if (context === null) return canvas;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, pictureWidth, top + height + margin);
  context.textBaseline = 'top';
  context.fillStyle = palette.text;
  context.font = `650 15px ${palette.font}`;
  context.fillText(title, margin, margin);
  context.font = plain;
  context.fillStyle = palette.quiet;
  words.forEach((line, index) => context.fillText(line, margin, margin + 24 + index * lineHeight));
  draw(context, { x: margin, y: top, width: pictureWidth - 2 * margin, height }, palette);
  return canvas;
}

/** Throws when the clipboard refuses. */
export async function copyPicture(picture: Picture): Promise<void> {
  const light = document.createElement('div');
  light.className = 'in-light';
  document.body.append(light);
  const palette = paletteOf(light);
  light.remove();
  const canvas = drawPicture(picture, palette);
  const blob = await new Promise<Blob>((resolve, reject) => { canvas.toBlob((made) => (made === null ? reject(new Error('the picture could not be made')) : resolve(made)), 'image/png'); });
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
}
