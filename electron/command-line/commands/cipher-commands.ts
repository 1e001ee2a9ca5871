/** ciphers, cipher-key. */
import type { CipherKey, GivenCipher } from '../../../shared/contract/ciphers.ts';
import { cipherGroundLabels, cipherGrounds } from '../../../shared/domain/cipher.ts';
import { personRoleLabels } from '../../../shared/domain/person.ts';
import { Misunderstood, oneOf, required } from '../options.ts';
import type { Command } from './command.ts';
import { personOf } from './people-commands.ts';

const givenWords = ({ cipher, personId, ground, basis, author, madeAt }: GivenCipher): string => `${cipher}  person ${personId}  ${cipherGroundLabels[ground]}: ${basis}  (${author}, ${madeAt})`;

export const ciphers: Command = async ({ engine, invocation, printer }) => {
  const cipher = invocation.one('give');
  const prefix = invocation.one('suggest');
  if ([cipher !== undefined, invocation.has('withdraw'), prefix !== undefined].filter(Boolean).length > 1) throw new Misunderstood('“ciphers” takes one of --give, --withdraw and --suggest.');
  if (prefix !== undefined) {
    const offer = await engine.call('ciphers.suggest', { prefix });
    printer.result(offer, [offer.cipher]);
    return 0;
  }
  const list = cipher !== undefined
    ? await engine.call('ciphers.give', { personId: personOf(invocation), cipher, ground: oneOf('ground', required(invocation, 'ground'), cipherGrounds), basis: required(invocation, 'basis') })
    : invocation.has('withdraw') ? await engine.call('ciphers.withdraw', { personId: personOf(invocation), reason: required(invocation, 'reason') }) : await engine.call('ciphers.list', {});
  printer.result(list, list.map(givenWords));
  return 0;
};

const entryWords = ({ cipher, personId, name, role, otherNames, otherCiphers, identifiers, ground, basis, history }: CipherKey['entries'][number]): string[] => [
  `${cipher}  is ${name} (person ${personId}, ${personRoleLabels[role].toLowerCase()})${otherNames.length === 0 ? '' : `, also ${otherNames.join(', ')}`}${otherCiphers.length === 0 ? '' : `; other ciphers ${otherCiphers.join(', ')}`}`,
  `  ${cipherGroundLabels[ground]}: ${basis}`,
  ...identifiers.map(({ kind, written, normal }) => `  ${kind} ${written}${written === normal ? '' : ` (${normal})`}`),
  ...history.map((entry) => `  ${entry.madeAt}  ${entry.author}  ${entry.cipher === '' ? 'taken back' : entry.cipher}${entry.byUndo ? ' (by undo)' : ''}`),
];

export const cipherKey: Command = async ({ engine, invocation, printer }) => {
  const key = await engine.call('ciphers.key', { purpose: required(invocation, 'purpose') });
  printer.result(key, [`RESTRICTED. The key to the ciphers, read by ${key.readBy} at ${key.readAt}: ${key.purpose}`, ...key.entries.flatMap(entryWords)]);
  return 0;
};
