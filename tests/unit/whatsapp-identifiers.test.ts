/** Identifiers read from source values, and from running text. */
import { describe, expect, it } from 'vitest';
import { mentionedIn, nameIdentifier, normalVrm, phoneIdentifier, vrmIdentifier } from '../../electron/engine/importers/people/identifiers.ts';

describe('telephone numbers', () => {
  it.each([
    ['07700 900123', '+447700900123', 'possible'], ['+447700900123', '+447700900123', 'certain'], ['00447700900123', '+447700900123', 'certain'],
    ['\u202a+44\u00a07700\u00a0900123\u202c', '+447700900123', 'certain'], ['87070', '87070', 'certain'],
  ])('%s is matched as %s, %s', (written, normal, certainty) => {
    expect(phoneIdentifier(written, 'from')).toEqual({ kind: 'phone', role: 'from', written, normal, certainty });
  });

  it.each(['Alex Marsh', '12', '2021-12-30 10:30', ''])('“%s” is not one', (written) => expect(phoneIdentifier(written, 'from')).toBeNull());
});

describe('number plates', () => {
  it('are matched without spaces, in capitals', () => {
    expect(normalVrm('ab12 cde')).toBe('AB12CDE');
    expect(vrmIdentifier('ab12 cde', 'subject')).toMatchObject({ normal: 'AB12CDE', certainty: 'certain', written: 'ab12 cde' });
  });

  it('are only possible when O and 0 or I and 1 were confused', () => {
    expect(vrmIdentifier('ABI2 CDE', 'subject')).toMatchObject({ normal: 'AB12CDE', certainty: 'possible', written: 'ABI2 CDE' });
    expect(vrmIdentifier('hello there', 'subject')).toBeNull();
  });
});

it('matches names without invisible characters, folded spaces or the ~ prefix', () => {
  expect(nameIdentifier('~\u00a0Kit  Reed\u200e', 'from')).toMatchObject({ written: '~\u00a0Kit  Reed\u200e', normal: 'kit reed' });
});

describe('what a text mentions', () => {
  it('finds numbers, addresses and plates once each, as possible', () => {
    const found = mentionedIn('Ring 07700 900456 or +44 7700 900456, plate AB12CDE or ab12 cde, A123 BCD, mail Kit.Reed@example.org.');
    expect(found.map(({ kind, normal }) => [kind, normal])).toEqual([['email', 'kit.reed@example.org'], ['phone', '+447700900456'], ['vrm', 'AB12CDE'], ['vrm', 'A123BCD']]);
    expect(new Set(found.map(({ role, certainty }) => `${role} ${certainty}`))).toEqual(new Set(['mentioned possible']));
  });

  it.each(['see you on the M25 the day after', 'paid £100 000 000', 'at 12/03/2021 10:30', 'xAB12CDEx', 'no digits here'])('finds nothing in “%s”', (text) => {
    expect(mentionedIn(text)).toEqual([]);
  });
});
