/** Writes chats as the exports of three kinds of handset do. */
import { dayMonthYear, hoursMinutes, hoursMinutesSeconds, monthDayYear, twelveHour, type WallTime } from './wall-clock.ts';

export interface ChatLine {
  readonly at: WallTime;
  /** Null for a line the application wrote. */
  readonly from: string | null;
  readonly text: string;
  /** True for a line written when the clocks showed this hour for the second time. */
  readonly secondTime?: boolean;
}

const hourMs = 3_600_000;
const leftToRight = '\u200e';

/** In the order things happened, which is the order an export has. Lines of one minute keep their order. */
export function inOrder(lines: readonly ChatLine[]): readonly ChatLine[] {
  const place = (line: ChatLine): number => line.at + (line.secondTime === true ? hourMs : 0);
  return lines.toSorted((a, b) => place(a) - place(b));
}

const join = (lines: readonly ChatLine[], start: (line: ChatLine) => string): string =>
  `${inOrder(lines).map((line) => `${start(line)}${line.from === null ? '' : `${line.from}: `}${line.text}`).join('\n')}\n`;

/** Android, British: `28/09/2021, 15:31 - `. */
export function androidChat(lines: readonly ChatLine[]): string {
  return join(lines, (line) => `${dayMonthYear(line.at)}, ${hoursMinutes(line.at)} - `);
}

/** Android, American: `9/28/21, 3:31 PM - `. */
export function americanChat(lines: readonly ChatLine[]): string {
  return join(lines, (line) => `${monthDayYear(line.at)}, ${twelveHour(line.at)} - `);
}

/** iOS, British: `[28/09/2021, 15:31:05] `, a hidden mark before lines with an attachment, and the chat's name before notices. */
export function iosChat(lines: readonly ChatLine[], chatName: string): string {
  const marked = lines.map((line): ChatLine => {
    if (line.from === null) return { ...line, from: chatName, text: `${leftToRight}${line.text}` };
    return line.text.startsWith('<attached: ') || line.text.endsWith(' omitted') || line.text === 'This message was deleted.' ? { ...line, text: `${leftToRight}${line.text}` } : line;
  });
  return join(marked, (line) => `${line.text.startsWith(`${leftToRight}<`) ? leftToRight : ''}[${dayMonthYear(line.at)}, ${hoursMinutesSeconds(line.at)}] `);
}
