/** Whether a key belongs to what is being typed in or chosen from. */
const typingRoles = new Set(['combobox', 'textbox', 'listbox', 'option']);

export function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && (['INPUT', 'TEXTAREA'].includes(target.tagName) || typingRoles.has(target.getAttribute('role') ?? ''));
}
