/** redact: what is taken out of pages and pictures in a bundle in cipher. */
import type { Engine } from '../../engine/engine.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { redactionIdSchema, type RedactedFile, type Redaction } from '../../../shared/domain/redaction.ts';
import type { Region } from '../../../shared/domain/region.ts';
import { exhibitIdOf } from '../answers.ts';
import { Misunderstood, required, type Invocation } from '../options.ts';
import type { Command } from './command.ts';

async function fileOf(engine: Engine, invocation: Invocation): Promise<RedactedFile> {
  const reference = invocation.one('exhibit');
  if ((reference === undefined) === (invocation.one('item') === undefined)) throw new Misunderstood('“redact” needs either --exhibit REF or --item ID.');
  if (reference !== undefined) return { type: 'exhibit', exhibitId: await exhibitIdOf(engine, reference) };
  const number = Number(invocation.one('attachment') ?? '1');
  if (!Number.isInteger(number) || number < 1) throw new Misunderstood('--attachment is a number counted from 1.');
  return { type: 'attachment', itemId: itemIdSchema.parse(required(invocation, 'item')), attachment: number - 1 };
}

/** `0.1,0.2,0.3,0.05`: from the left, from the top, width, height, in fractions of the page. */
function regionOf(typed: string): Region {
  const parts = typed.split(',').map(Number);
  const [x, y, width, height] = parts;
  if (parts.length !== 4 || x === undefined || y === undefined || width === undefined || height === undefined || parts.some((part) => !(part >= 0 && part <= 1))) {
    throw new Misunderstood('--region is four fractions from 0 to 1: from the left, from the top, width, height, such as 0.1,0.2,0.3,0.05.');
  }
  return { x, y, width, height };
}

const fraction = (value: number): string => value.toFixed(3);
const whereOf = (region: Region | null): string => (region === null ? 'made anew, nothing covered' : `region ${[region.x, region.y, region.width, region.height].map(fraction).join(',')}`);
const lines = (redactions: readonly Redaction[]): string[] => (redactions.length === 0 ? ['Nothing of this file is redacted.'] : redactions.map(({ id, page, region, reason, author }) => `${id}  page ${page}  ${whereOf(region)}  ${reason} (${author})`));

export const redact: Command = async ({ engine, invocation, printer, watch }) => {
  const chosen = ['add', 'withdraw', 'suggest', 'take'].filter((name) => invocation.has(name) || invocation.one(name) !== undefined);
  if (chosen.length > 1) throw new Misunderstood('“redact” takes one of --add, --withdraw, --suggest and --take.');
  const file = await fileOf(engine, invocation);
  if (invocation.has('suggest') || invocation.has('take')) {
    const password = invocation.one('password');
    const found = await engine.call('redactions.suggest', { file, ordinaryWords: [...invocation.all('ordinary')], ...(password === undefined ? {} : { password }) }, watch);
    if (invocation.has('suggest')) {
      const unread = found.unread.length === 0 ? [] : [`Pages that could not be read, and that nobody can say this of: ${found.unread.join(', ')}`];
      printer.result(found, [...found.suggestions.map(({ page, region, cipher }) => `page ${page}  ${whereOf(region)}  ${cipher}`), ...(found.suggestions.length === 0 ? ['Nothing protected was found where it can be read.'] : []), ...unread]);
      return 0;
    }
    const reason = required(invocation, 'reason');
    for (const { page, region } of found.suggestions) await engine.call('redactions.add', { file, page, region, reason });
  } else if (invocation.has('add')) {
    const region = invocation.one('region');
    const page = Number(invocation.one('page') ?? '1');
    if (!Number.isInteger(page) || page < 1) throw new Misunderstood('--page is a number counted from 1.');
    await engine.call('redactions.add', { file, page, region: region === undefined ? null : regionOf(region), reason: required(invocation, 'reason') });
  } else if (invocation.one('withdraw') !== undefined) {
    await engine.call('redactions.withdraw', { file, redactionId: redactionIdSchema.parse(Number(invocation.one('withdraw'))), reason: required(invocation, 'reason') });
  }
  const standing = await engine.call('redactions.list', { file });
  printer.result(standing, lines(standing));
  return 0;
};
