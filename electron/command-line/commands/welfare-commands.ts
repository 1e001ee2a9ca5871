/** file-notes, file-describe, file-stop, file-release, reveals. */
import type { FileNotes, Reveals } from '../../../shared/contract/welfare.ts';
import { itemIdSchema, type ItemId } from '../../../shared/domain/ids.ts';
import { Misunderstood, required, type Invocation } from '../options.ts';
import type { Command } from './command.ts';

/** Attachments count from 1 on the command line. */
function fileOf(invocation: Invocation): { itemId: ItemId; attachment: number } {
  const number = Number(invocation.one('attachment') ?? '1');
  if (!Number.isInteger(number) || number < 1) throw new Misunderstood('--attachment is a number counted from 1.');
  return { itemId: itemIdSchema.parse(required(invocation, 'item')), attachment: number - 1 };
}

function words(notes: readonly FileNotes[]): string[] {
  if (notes.length === 0) return ['This item has no files in the case.'];
  return notes.flatMap(({ attachment, description, stop }) => [
    `Attachment ${attachment + 1}: ${description === null ? 'not described' : `“${description.text}” (${description.author}, ${description.madeAt})`}`,
    ...(stop === null ? [] : [`  STOPPED, may show a person under 18 (${stop.author}, ${stop.madeAt})${stop.text === '' ? '' : `: ${stop.text}`}`]),
  ]);
}

export const fileNotes: Command = async ({ engine, invocation, printer }) => {
  const notes = await engine.call('files.notes', { itemId: itemIdSchema.parse(required(invocation, 'item')) });
  printer.result(notes, words(notes));
  return 0;
};

export const fileDescribe: Command = async ({ engine, invocation, printer }) => {
  const notes = await engine.call('files.describe', { ...fileOf(invocation), text: invocation.one('text') ?? '' });
  printer.result(notes, words(notes));
  return 0;
};

export const fileStop: Command = async ({ engine, invocation, printer }) => {
  const notes = await engine.call('files.stop', { ...fileOf(invocation), reason: invocation.one('reason') ?? '' });
  printer.result(notes, words(notes));
  return 0;
};

export const fileRelease: Command = async ({ engine, invocation, printer }) => {
  const notes = await engine.call('files.release', { ...fileOf(invocation), reason: required(invocation, 'reason') });
  printer.result(notes, words(notes));
  return 0;
};

export const reveals: Command = async ({ engine, printer }) => {
  const all: Reveals['reveals'][number][] = [];
  let before: number | null = null;
  for (;;) {
    const page: Reveals = await engine.call('welfare.reveals', { before, limit: 1_000 });
    all.push(...page.reveals);
    const last = page.reveals.at(-1);
    if (last === undefined || all.length >= page.total) break;
    before = last.sequence;
  }
  printer.result(all, all.length === 0 ? ['No file has been shown.'] : all.map(({ at, author, size, exhibit, attachment, itemId, seconds }) => (
    `${at}  ${author}  ${size === 'full' ? 'in full' : 'small'}  ${exhibit} attachment ${attachment + 1}  ${seconds === null ? 'end not recorded' : `${seconds} s`}  ${itemId}`)));
  return 0;
};
