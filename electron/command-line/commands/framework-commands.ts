/** allegations, standards, tags: the words a case is assessed in. */
import { chargeOutcomes, chargeResultIdSchema, outcomeLabels } from '../../../shared/domain/charge-result.ts';
import { standardCodes } from '../../../shared/domain/standard.ts';
import { chargeIdsOf } from '../answers.ts';
import { Misunderstood, oneOf, required } from '../options.ts';
import type { Command } from './command.ts';

export const allegations: Command = async ({ engine, invocation, printer }) => {
  const [add, under, change, remove] = [invocation.one('add'), invocation.one('under'), invocation.one('change'), invocation.one('remove')];
  const idOf = async (label: string) => (await chargeIdsOf(engine, [label]))[0] ?? null;
  const number = invocation.one('number');
  if (add !== undefined) await engine.call('charges.save', { partOf: under === undefined ? null : await idOf(under), text: add, number });
  if (change !== undefined) {
    const before = (await engine.call('charges.list', {})).find(({ label }) => label.toLowerCase() === change.toLowerCase());
    await engine.call('charges.save', { chargeId: await idOf(change), text: invocation.one('text') ?? before?.text ?? '', number });
  }
  if (remove !== undefined) {
    const chargeId = await idOf(remove);
    if (chargeId !== null) await engine.call('charges.remove', { chargeId, reason: required(invocation, 'reason'), evenIfUsed: invocation.has('even-if-used') });
  }
  const [result, withdrawn] = [invocation.one('result'), invocation.one('withdraw-result')];
  if (result !== undefined) {
    const chargeId = await idOf(result);
    if (chargeId !== null) {
      await engine.call('charges.result', {
        chargeId, outcome: oneOf('outcome', required(invocation, 'outcome'), chargeOutcomes), decidedBy: required(invocation, 'by'), decidedOn: invocation.one('on') ?? null, words: invocation.one('words') ?? '',
      });
    }
  }
  if (withdrawn !== undefined) await engine.call('charges.withdrawResult', { resultId: chargeResultIdSchema.parse(Number(withdrawn)), reason: required(invocation, 'reason') });
  const list = await engine.call('charges.list', {});
  printer.result(list, list.length === 0 ? ['No allegations yet.'] : list.flatMap(({ label, partOf, text, items, results }) => [
    `${partOf === null ? '' : '  '}${label}  ${text}  (${items} items)`,
    ...results.map(({ id, outcome, decidedBy, decidedOn, words }) => `      result ${id}: ${[outcomeLabels[outcome].full, decidedBy, decidedOn ?? 'day not known', words].filter((part) => part !== '').join(', ')}`),
  ]));
  return 0;
};

export const standards: Command = async ({ engine, invocation, printer }) => {
  const code = invocation.one('code');
  if (code !== undefined) {
    const known = oneOf('code', code.toUpperCase(), standardCodes);
    const before = (await engine.call('standards.list', {})).find((standard) => standard.code === known);
    await engine.call('standards.save', { code: known, title: invocation.one('title') ?? before?.title ?? '', wording: invocation.one('wording') ?? before?.wording ?? '', source: required(invocation, 'source') });
  } else if (['title', 'wording', 'source'].some((name) => invocation.one(name) !== undefined)) throw new Misunderstood('--title, --wording and --source go with --code.');
  const list = await engine.call('standards.list', {});
  printer.result(list, list.flatMap(({ code: own, title, wording, source, stated }) => [`${own}  ${title}`, ...(wording === '' ? [] : [`     ${wording}`]), `     ${source}${stated === null ? '' : ` (stated by ${stated.author}, ${stated.madeAt})`}`]));
  return 0;
};

export const tags: Command = async ({ engine, invocation, printer }) => {
  const [save, code, remove, move] = [invocation.one('save'), invocation.one('code'), invocation.one('remove'), invocation.one('move')];
  if (save !== undefined) await engine.call('tags.save', { code: code ?? null, name: save, definition: required(invocation, 'definition') });
  else if (code !== undefined) throw new Misunderstood('--code goes with --save NAME.');
  if (remove !== undefined) await engine.call('tags.remove', { code: remove, reason: required(invocation, 'reason'), evenIfUsed: invocation.has('even-if-used') });
  if (move !== undefined) {
    const place = Number(required(invocation, 'to'));
    if (!Number.isInteger(place) || place < 1) throw new Misunderstood('--to is a place in the list, from 1 on.');
    await engine.call('tags.move', { code: move, place });
  }
  const list = await engine.call('tags.list', {});
  printer.result(list, list.map((tag) => `${tag.code}  ${tag.name}: ${tag.definition}${tag.items === 0 ? '' : `  (${tag.items} items)`}${tag.retired ? '  taken out of the set' : ''}`));
  return 0;
};
