import { describe, expect, it } from 'vitest';
import { afterActivity, beginReading, putOff, reminderDue } from '../../shared/domain/break-reminder.ts';

const minutes = (count: number): number => count * 60_000;
/** Somebody who does something every minute. */
function readFor(count: number, from = beginReading(0)): ReturnType<typeof beginReading> {
  let reading = from;
  for (let minute = 1; minute <= count; minute += 1) reading = afterActivity(reading, from.lastMs + minutes(minute));
  return reading;
}

describe('the reminder of a break', () => {
  it('comes after fifty minutes of reading, and says how many', () => {
    expect(reminderDue(readFor(49), minutes(49))).toBeNull();
    expect(reminderDue(readFor(53), minutes(53))).toBe(53);
  });
  it('does not come to an empty chair', () => expect(reminderDue(readFor(45), minutes(56))).toBeNull());
  it('begins anew after ten minutes away', () => {
    const back = afterActivity(readFor(45), minutes(55));
    expect(reminderDue(back, minutes(56))).toBeNull();
    expect(reminderDue(readFor(51, back), minutes(106))).toBe(51);
  });
  it('does not begin anew after nine', () => expect(reminderDue(afterActivity(readFor(45), minutes(54)), minutes(54))).toBe(54));
  it('comes back ten minutes after it was put off', () => {
    const later = putOff(readFor(50), minutes(50));
    expect(reminderDue(readFor(9, later), minutes(59))).toBeNull();
    expect(reminderDue(readFor(10, later), minutes(60))).toBe(60);
  });
});
