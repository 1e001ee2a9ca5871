/** Every key there is. */
import type { ReactNode } from 'react';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import './key-sheet.css';

const sheet: readonly (readonly [string, readonly (readonly [readonly string[], string])[]])[] = [
  ['Move', [
    [['J', '↓'], 'Next item'], [['K', '↑'], 'Previous item'], [['Page Down', 'Page Up'], 'A screen at a time'], [['Home', 'End'], 'First or last item'],
    [['Shift', '+ J, K, ↓, ↑'], 'Choose several'], [['W'], 'Everything around this, all sources'], [['C'], 'Its conversation'], [['.'], 'Next that nobody has read'], [['E'], 'Open or close a stack of alike pictures'], [['Shift', 'E'], 'Stack alike pictures, or no longer'], [['[', ']'], 'Narrower or wider around it'], [['/'], 'Search'], [['Esc'], 'Close, go back, or clear the search'],
  ]],
  ['Assess', [
    [['N'], 'No policing purpose apparent'], [['P'], 'Policing purpose'], [['U'], 'Unclear'], [['O'], 'Officer’s account needed'],
    [['Enter'], 'Reasons, innocent explanation, links'], [['T'], 'Tags'], [['S'], 'What the officer or others say'], [['D'], 'Disclosure'], [['Q'], 'The eleven questions'], [['Y'], 'Agree, as second reviewer'], [['B'], 'Everything in this view at once'], [['Z'], 'Undo'], [['V'], 'Show or hide the picture, page or player'], [['Shift', 'V'], 'The picture in the big viewer'],
  ]],
  ['Accesses and contacts', [
    [['Shift', 'J'], 'Next access'], [['A'], 'Accept the pair'], [['R'], 'Reject it, with a reason'], [['X'], 'Take the decision back'], [['G'], 'Show the row on the timeline'],
  ]],
  ['Conversation', [
    [['L'], 'Official and personal contact side by side'], [['X'], 'Say what is official or personal'], [['G'], 'Show the row on the timeline'],
  ]],
  ['Second review', [
    [['J', 'K'], 'Next, previous item'], [['Y'], 'Agree with the first'], [['N', 'P', 'U', 'O'], 'Your own assessment'], [['G'], 'Show the row on the timeline'],
  ]],
  ['Bundles', [
    [['Alt', '↑', '↓'], 'Move the chosen document or section'], [['Enter'], 'Change it'], [['Delete'], 'Take it out'], [['R'], 'Redact its pages'], [['Ctrl', 'Z'], 'Undo the last change of the bundle'],
  ]],
  ['Picture viewer', [
    [['V'], 'Show or hide it, small and grey'], [['F'], 'In full while the key is held'], [['+', '−', '0', '1'], 'Larger, smaller, fit, 100 %'], [['R'], 'Turn, in this view only'],
    [['M'], 'Mark a region; arrows move it, Shift sizes it'], [['E'], 'Write down what it shows'], [['B'], 'Word boxes'],
  ]],
  ['Redacting', [
    [['V'], 'Show or hide the pages or the picture'], [['Page Down', 'Page Up'], 'Next, previous page'], [['R'], 'Draw a region; arrows move it, Shift sizes it, Alt finely'], [['Enter'], 'Redact it'],
    [['Esc'], 'Drop it'], [['P'], 'Show as redacted'], [['L'], 'Look for protected names'], [['+', '−', '0'], 'Larger, smaller, fit'],
  ]],
  ['Search', [
    [['"our secret"'], 'Words that stand together'], [['car OR van'], 'Either; words alone must all be there'], [['car -silver'], 'One without another; NOT does the same'],
    [['meet NEAR/5 car'], 'Within so many words'], [['s*ret', 'v?n'], 'Any letters, or one, left open'], [['from:vale', 'to:', 'kind:', 'exhibit:'], 'By what a row says'], [['tag:', 'is:npp', 'thread:', 'file:', 'has:film'], 'By tag, assessment, conversation, file'],
  ]],
  ['Anywhere', [
    [['Ctrl', 'K'], 'Go to or do anything, by name or date'], [['Alt', '←'], 'Back to where you were'], [['Alt', '→'], 'Forward again'], [['Ctrl', 'B'], 'Show or hide sources and filters'],
    [['Ctrl', '+'], 'Larger text'], [['Ctrl', '−'], 'Smaller text'], [['Ctrl', '0'], 'Ordinary text'],
  ]],
  ['Case', [
    [['Ctrl', 'Shift', 'A'], 'Add exhibits'], [['Ctrl', 'E'], 'Timeline as PDF'], [['Ctrl', 'O'], 'Open a case'], [['Ctrl', 'N'], 'New case'], [['?'], 'This sheet'],
  ]],
];

export function KeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Modal title="Keys" width={1040} onClose={onClose} actions={<Button tone="main" autoFocus onPress={onClose}>Close</Button>}>
      <div className="key-sheet">
        {sheet.map(([title, keys]) => (
          <section key={title} aria-label={title}>
            <h2 className="caps">{title}</h2>
            <dl>{keys.map(([caps, what]) => <div key={what}><dt>{caps.map((cap) => <KeyCap key={cap}>{cap}</KeyCap>)}</dt><dd>{what}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
