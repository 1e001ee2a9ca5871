import { describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { pictureWordSchema } from '../../shared/contract/pictures.ts';

const { commands } = contract;
const itemId = 'a'.repeat(32);

describe('the commands about pictures', () => {
  it('read all that has not been read when nothing is named, and nothing again', () => {
    expect(commands['pictures.readText'].input.parse({})).toEqual({ itemIds: [], again: false });
    expect(commands['pictures.similar'].input.parse({})).toEqual({ itemId: null });
    expect(commands['exhibits.duplicates'].input.parse({})).toEqual({ kind: null, offset: 0, limit: 200 });
  });

  it('do their long work in the worker, where it can be cancelled, and the rest at once', () => {
    const runs = (name: keyof typeof commands): string => commands[name].runs;
    expect(['pictures.readText', 'pictures.similar', 'exhibits.hashFiles'].map((name) => runs(name as keyof typeof commands))).toEqual(['worker', 'worker', 'worker']);
    expect(['pictures.text', 'pictures.editText', 'pictures.signOffText', 'pictures.alsoIn', 'exhibits.duplicates'].map((name) => runs(name as keyof typeof commands))).toEqual(Array.from({ length: 5 }, () => 'inline'));
  });

  it('refuse ids that are none, negative attachments and texts without end', () => {
    const refused: readonly boolean[] = [
      commands['pictures.readText'].input.safeParse({ itemIds: ['../x'] }).success,
      commands['pictures.text'].input.safeParse({ itemId: 'A'.repeat(32) }).success,
      commands['pictures.editText'].input.safeParse({ itemId, attachment: -1, text: '' }).success,
      commands['pictures.editText'].input.safeParse({ itemId, attachment: 0, text: 'x'.repeat(200_001) }).success,
      commands['pictures.signOffText'].input.safeParse({ itemId, attachment: 0 }).success,
      commands['exhibits.duplicates'].input.safeParse({ limit: 0 }).success,
    ];
    expect(refused).toEqual(refused.map(() => false));
    expect(commands['pictures.editText'].input.safeParse({ itemId, attachment: 0, text: null }).success).toBe(true);
  });

  it('give words whose boxes are numbers', () => {
    expect(pictureWordSchema.safeParse({ text: 'Meet', confidence: 96, line: 0, x: Number.NaN, y: 0, width: 0, height: 0 }).success).toBe(false);
  });
});
