import { describe, expect, it } from 'vitest';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { chargeResultWordsSchema } from '../../shared/domain/charge-result.ts';
import { isoDay, writtenDay } from '../../shared/domain/typed-day.ts';

describe('a day as people type it', () => {
  it('is day, month and year, with strokes, points or hyphens between', () => {
    expect(['28/09/2021', ' 1.2.2024 ', '29-02-2024'].map(isoDay)).toEqual(['2021-09-28', '2024-02-01', '2024-02-29']);
    expect(writtenDay('2021-09-28')).toBe('28/09/2021');
  });

  it('is none when the calendar has no such day, or when it is written another way round', () => {
    expect(['31/02/2021', '29/02/2023', '09/28/2021', '2021-09-28', '28/09/21', ''].map(isoDay)).toEqual([null, null, null, null, null, null]);
  });

  it('is kept of a bundle and of a result only when it exists', () => {
    expect(bundleDefinitionSchema.safeParse({ title: 'Hearing bundle', hearingOn: '2025-02-31', sections: [] }).success).toBe(false);
    expect(chargeResultWordsSchema.safeParse({ outcome: 'proven', decidedBy: 'Panel', decidedOn: '2025-02-31' }).success).toBe(false);
    expect(bundleDefinitionSchema.safeParse({ title: 'Hearing bundle', hearingOn: '2025-02-28', sections: [] }).success).toBe(true);
  });
});
