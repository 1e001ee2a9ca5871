/** The tables of the view as pictures: bars with their numbers, and the hours of the week. */
import { weekdayNames, weekdaysInOrder } from '../../../shared/domain/local-clock.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import type { Area, Draw, Palette } from './picture.ts';

export interface Bar { readonly label: string; readonly values: readonly number[] }
const barRow = 24;

/** A row for each bar, and under its label one line a value. `names` says what the values are. */
export function barsPicture(bars: readonly Bar[], names: readonly ('contacts' | 'accesses')[]): { readonly height: number; readonly draw: Draw } {
  const height = Math.max(1, bars.length) * names.length * barRow;
  const most = Math.max(1, ...bars.flatMap(({ values }) => values));
  return {
    height,
    draw: (context, area, palette) => {
      const labelWidth = Math.round(area.width * 0.42);
      const room = area.width - labelWidth - 160;
      context.textBaseline = 'middle';
      context.font = `400 12px ${palette.font}`;
      bars.forEach(({ label, values }, index) => {
        values.forEach((value, line) => {
          const y = area.y + (index * names.length + line) * barRow + barRow / 2;
          context.textAlign = 'left';
          context.fillStyle = palette.text;
          if (line === 0) context.fillText(label, area.x, y, labelWidth - 12);
          context.fillStyle = names[line] === 'accesses' ? palette.accesses : palette.contacts;
          context.fillRect(area.x + labelWidth, y - 6, value === 0 ? 0 : Math.max(2, (value / most) * room), 12);
          context.fillStyle = palette.text;
          context.fillText(`${formatCount(value)}${names.length > 1 ? names[line] === 'accesses' ? ' accesses' : ' contacts' : ''}`, area.x + labelWidth + (value / most) * room + 8, y);
        });
      });
    },
  };
}

export interface HeatCell { readonly count: number; /** Share of the hour on duty, 0 to 1; null where no roster speaks. */ readonly duty: number | null }

/** How dark a cell is, 0 to 1: by the root, so that few still show beside many. */
export function heat(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : 0.14 + 0.5 * Math.sqrt(count / most);
}

function drawCell(context: CanvasRenderingContext2D, { x, y, width, height }: Area, { count, duty }: HeatCell, colour: string, most: number, palette: Palette): void {
  context.globalAlpha = heat(count, most);
  context.fillStyle = colour;
  context.fillRect(x, y, width - 1, height - 1);
  context.globalAlpha = 1;
  if (duty !== null && duty > 0) {
    context.fillStyle = palette.duty;
    context.fillRect(x, y + height - 4, (width - 1) * duty, 3);
  }
  context.fillStyle = count === 0 ? palette.line : palette.text;
  context.textAlign = 'center';
  context.fillText(count === 0 ? '·' : formatCount(count), x + width / 2, y + height / 2 - 1);
}

/** Seven rows of 24 hours; what the shading means stands under the title. */
export function clockPicture(cellAt: (weekday: number, hour: number) => HeatCell, counted: 'contacts' | 'accesses'): { readonly height: number; readonly draw: Draw } {
  const row = 30;
  return {
    height: row * 8,
    draw: (context, area, palette) => {
      const label = 90;
      const width = (area.width - label) / 24;
      const most = Math.max(...weekdaysInOrder.flatMap((weekday) => Array.from({ length: 24 }, (_, hour) => cellAt(weekday, hour).count)));
      context.textBaseline = 'middle';
      context.font = `400 12px ${palette.font}`;
      for (let hour = 0; hour < 24; hour += 1) {
        context.fillStyle = palette.quiet;
        context.textAlign = 'center';
        context.fillText(String(hour).padStart(2, '0'), area.x + label + (hour + 0.5) * width, area.y + row / 2);
      }
      weekdaysInOrder.forEach((weekday, index) => {
        const y = area.y + (index + 1) * row;
        context.fillStyle = palette.text;
        context.textAlign = 'left';
        context.fillText(weekdayNames[weekday], area.x, y + row / 2);
        for (let hour = 0; hour < 24; hour += 1) drawCell(context, { x: area.x + label + hour * width, y, width, height: row }, cellAt(weekday, hour), counted === 'contacts' ? palette.contacts : palette.accesses, most, palette);
      });
    },
  };
}
