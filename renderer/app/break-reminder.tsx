/** After long reading without a break: one quiet line that can be followed, put off, or switched off. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { afterActivity, beginReading, putOff, putOffMinutes, reminderDue, type Reading } from '../../shared/domain/break-reminder.ts';
import { updateSettings, useSession } from '../session/session-store.ts';
import { Button } from '../ui/controls.tsx';

const lookEveryMs = 15_000;

export function BreakReminder(): ReactNode {
  const wanted = useSession((state) => state.settings?.breakReminder ?? true);
  const reading = useRef<Reading | null>(null);
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const held = (): Reading => reading.current ??= beginReading(Date.now());
    const onActivity = (): void => { reading.current = afterActivity(held(), Date.now()); };
    const timer = setInterval(() => setMinutes(reminderDue(held(), Date.now())), lookEveryMs);
    held();
    window.addEventListener('keydown', onActivity, true);
    window.addEventListener('pointerdown', onActivity, true);
    window.addEventListener('wheel', onActivity, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', onActivity, true);
      window.removeEventListener('pointerdown', onActivity, true);
      window.removeEventListener('wheel', onActivity, true);
    };
  }, [wanted]);
  if (minutes === null || !wanted) return null;
  const settle = (next: (nowMs: number) => Reading): void => {
    reading.current = next(Date.now());
    setMinutes(null);
  };
  return (
    <div className="banner break" role="status">
      <span>You have been reading for {minutes} minutes. Police Care UK advises ten minutes out in each hour.</span>
      <span className="banner-actions">
        <Button onPress={() => settle(beginReading)}>I am taking a break</Button>
        <Button onPress={() => settle((nowMs) => putOff(reading.current ?? beginReading(nowMs), nowMs))}>In {putOffMinutes} minutes</Button>
        <Button tone="quiet" onPress={() => { void updateSettings({ breakReminder: false }); }}>Do not remind me</Button>
      </span>
    </div>
  );
}
