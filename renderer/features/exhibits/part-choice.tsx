/** The sources inside an exhibit, each to be read or left. */
import type { ReactNode } from 'react';
import type { ImportAnswers, Inspection } from '../../../shared/contract/importing.ts';
import { formatBytes } from '../../ui/progress-line.tsx';
import { Scroller } from '../../ui/scroller.tsx';

export function PartChoice({ parts, answers, onAnswer }: {
  readonly parts: Inspection['parts'];
  readonly answers: ImportAnswers;
  readonly onAnswer: (change: ImportAnswers) => void;
}): ReactNode {
  if (parts.length === 0) return <p className="quiet">No source this version knows was found in it.</p>;
  const chosen = new Set(answers.parts ?? parts.filter((part) => part.chosen).map((part) => part.name));
  const toggle = (name: string, on: boolean): void => {
    const next = parts.map((part) => part.name).filter((other) => (other === name ? on : chosen.has(other)));
    onAnswer({ parts: next });
  };
  return (
    <section className="question" aria-label="Sources in this exhibit">
      <h3>What is read from it: {chosen.size} of {parts.length} sources</h3>
      <Scroller className="scroll-y" label="Sources found"><table className="parts-table" aria-label="Sources found">
        <thead><tr><th scope="col">Read</th><th scope="col">Source</th><th scope="col">Recognised as</th><th scope="col" className="number">Size</th></tr></thead>
        <tbody>{parts.map((part) => (
          <tr key={part.name}>
            <td className="part-read"><label><input type="checkbox" aria-label={`Read ${part.name}`} checked={chosen.has(part.name)} onChange={(event) => toggle(part.name, event.target.checked)} /></label></td>
            <td className="part-name" title={part.name}><bdi>{part.name}</bdi></td>
            <td><span>{part.formatLabel}</span> <span className="quiet">{part.why === '' || chosen.has(part.name) ? part.recognisedBy : part.why}</span></td>
            <td className="number">{formatBytes(part.sizeBytes)}</td>
          </tr>
        ))}</tbody>
      </table></Scroller>
    </section>
  );
}
