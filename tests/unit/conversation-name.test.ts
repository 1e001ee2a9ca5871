import { describe, expect, it } from 'vitest';
import { conversationName } from '../../electron/engine/exports/documents/kinds/messages.ts';

const named = (thread: string, from: string, to: readonly string[], platform = 'WhatsApp'): string => conversationName({ platform, item: { thread, from, to: [...to] } } as Parameters<typeof conversationName>[0]); // of an item only what is looked at

describe('what a conversation is called, in the schedule of messages', () => {
  it('is left out where From and To say it', () => {
    expect(named('Joss Harrow, Imogen Vale', 'Imogen Vale', ['Joss Harrow'])).toBe('');
    expect(named('WhatsApp: Imogen Vale', 'Imogen Vale', ['Joss Harrow'])).toBe('');
    expect(named('07700 900123', '07700 900123', [])).toBe('');
    expect(named('', 'Imogen Vale', ['Joss Harrow'])).toBe('');
  });

  it('is said where it says more: a group, somebody else in it, a second conversation of the same name', () => {
    expect(named('Late shift', 'Imogen Vale', ['Joss Harrow'])).toBe('Late shift');
    expect(named('Joss Harrow, Imogen Vale, Zoë Fenn', 'Imogen Vale', ['Joss Harrow'])).toBe('Joss Harrow, Imogen Vale, Zoë Fenn');
    expect(named('WhatsApp: Imogen Vale (2)', 'Imogen Vale', ['Joss Harrow'])).toBe('WhatsApp: Imogen Vale (2)');
    expect(named('Vale', 'Imogen Vale', ['Joss Harrow'])).toBe('Vale');
  });
});
