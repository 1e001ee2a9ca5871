import { describe, expect, it } from 'vitest';
import { readTypedInstant } from '../../shared/domain/typed-instant.ts';

const london = 'Europe/London';
const at = (iso: string) => ({ ok: true, ms: Date.parse(iso) });

describe('a date and time a person types', () => {
  it('is read day first, in the zone stated', () => {
    expect(readTypedInstant('28/09/2021', '15:24:10', london, 'from')).toEqual(at('2021-09-28T14:24:10Z'));
    expect(readTypedInstant(' 1/9/2021 ', '7:05', 'UTC', 'from')).toEqual(at('2021-09-01T07:05:00Z'));
  });

  it('without a time means the whole day, from its first instant until the first of the next', () => {
    expect(readTypedInstant('31/12/2021', '', london, 'from')).toEqual(at('2021-12-31T00:00:00Z'));
    expect(readTypedInstant('31/12/2021', '', london, 'until')).toEqual(at('2022-01-01T00:00:00Z'));
  });

  it('in the hour that happens twice takes in both, whichever end it is', () => {
    expect(readTypedInstant('31/10/2021', '01:30', london, 'from')).toEqual(at('2021-10-31T00:30:00Z'));
    expect(readTypedInstant('31/10/2021', '01:30', london, 'until')).toEqual(at('2021-10-31T01:30:00Z'));
  });

  it.each([['28/03/2021', '01:30', 'never happened'], ['31/06/2021', '', 'not in the calendar'], ['2021-06-30', '', 'dd/mm/yyyy'], ['30/06/2021', '3pm', 'hh:mm'], ['', '10:00', 'dd/mm/yyyy']])(
    '%s %s is refused: %s', (date, clock, fault) => {
      expect(readTypedInstant(date, clock, london, 'from')).toMatchObject({ ok: false, fault: expect.stringContaining(fault) as string });
    },
  );
});
