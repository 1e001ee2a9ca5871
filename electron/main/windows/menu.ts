/** The application menu. Entries about the case are sent to the window, which knows what they mean now. */
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../../shared/contract/contract.ts';

export type MenuEntry = EventPayload<'shell.menu'>['entry'];

export function buildMenu(choose: (entry: MenuEntry) => void, developerTools: boolean): Menu {
  const item = (label: string, entry: MenuEntry, accelerator?: string): MenuItemConstructorOptions => ({
    id: entry, label, click: () => choose(entry), ...(accelerator === undefined ? {} : { accelerator }),
  });
  return Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: '&File', submenu: [
      item('New case…', 'new-case', 'CmdOrCtrl+N'), item('Open case…', 'open-case', 'CmdOrCtrl+O'), item('Close case', 'close-case', 'CmdOrCtrl+Shift+W'),
      { type: 'separator' }, item('Add exhibits…', 'add-exhibits', 'CmdOrCtrl+Shift+A'), item('Export timeline…', 'export-timeline', 'CmdOrCtrl+E'),
      { type: 'separator' }, { role: 'quit' },
    ] },
    editMenu(item),
    viewMenu(item, developerTools),
    { label: '&Help', submenu: [item('Keys', 'keys', 'F1'), item('Accesses and contacts', 'pairs'), item('Patterns', 'patterns'), item('Second review', 'second'), item('Allegations and tags', 'charges'), item('People', 'people'), item('Same files', 'files'), item('Bundles', 'bundles'), item('Coverage', 'coverage'), item('Continuity log', 'continuity')] },
  ]);
}

/** Ctrl+Z stays with the text being typed; taking back a review action has its own key in the window. */
function editMenu(item: (label: string, entry: MenuEntry, accelerator?: string) => MenuItemConstructorOptions): MenuItemConstructorOptions {
  return { label: '&Edit', submenu: [
    item('Undo last review action', 'undo'), { type: 'separator' },
    { role: 'undo', label: 'Undo typing' }, { role: 'redo', label: 'Redo typing' }, { type: 'separator' },
    { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }, { type: 'separator' },
    item('Find', 'find', 'CmdOrCtrl+F'),
  ] };
}

/** The window changes its own size and shows its own list of commands: their keys are named here, and listened to there. */
function viewMenu(item: (label: string, entry: MenuEntry, accelerator?: string) => MenuItemConstructorOptions, developerTools: boolean): MenuItemConstructorOptions {
  const named = (label: string, entry: MenuEntry, accelerator: string): MenuItemConstructorOptions => ({ ...item(label, entry, accelerator), registerAccelerator: false });
  return { label: '&View', submenu: [
    named('Go to or do…', 'palette', 'CmdOrCtrl+K'), named('Back', 'back', 'Alt+Left'), named('Forward', 'forward', 'Alt+Right'), named('Sources and filters', 'sidebar', 'CmdOrCtrl+B'), { type: 'separator' },
    named('Larger text', 'text-larger', 'CmdOrCtrl+Plus'), named('Smaller text', 'text-smaller', 'CmdOrCtrl+-'), named('Ordinary text', 'text-ordinary', 'CmdOrCtrl+0'),
    { type: 'separator' }, { role: 'togglefullscreen' },
    ...(developerTools ? [{ type: 'separator' as const }, { role: 'toggleDevTools' as const }] : []),
  ] };
}
