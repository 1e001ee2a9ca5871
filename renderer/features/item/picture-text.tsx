/** What a machine read in the pictures of the item, for a person to correct and sign off. The picture itself stays hidden. */
import { use, useState, type ReactNode } from 'react';
import { lowConfidence, type PictureReading, type PictureText, type PictureTextEntry } from '../../../shared/contract/pictures.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { Marked, SearchedWords } from '../../ui/marked.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { Card } from './card.tsx';
import { editText, readText, signOffText, stopWork, toggleBoxes, usePictures } from './picture-store.ts';
import { foundIn, linesOfWords } from './read-words.ts';
import { visibleCharacters } from './visible-characters.ts';
import './picture-text.css';

/** True while there is a correction or sign-off that has not been taken back. */
export function canTakeBack(history: readonly PictureTextEntry[]): boolean {
  const undone = history.filter((entry) => entry.deed === 'undone').length;
  return history.length - undone > undone;
}

function MachineText({ reading }: { readonly reading: PictureReading }): ReactNode {
  const searched = use(SearchedWords);
  if (reading.words.length === 0) return <p className="quiet">The machine found no text in it.</p>;
  return (
    <div className="picture-transcript" dir="auto">
      {linesOfWords(reading.words).map((line) => {
        const found = foundIn(line, searched);
        return (
          <p key={line[0]?.line}>
            {line.map((word, index) => {
              const text = found[index] === true ? <mark>{visibleCharacters(word.text)}</mark> : visibleCharacters(word.text);
              const unsure = word.confidence < lowConfidence;
              return <span key={`${word.x} ${word.y} ${word.text}`}>{unsure ? <span className="unsure" title={`The machine was not sure of this word (${word.confidence} of 100)`}>{text}</span> : text}{' '}</span>;
            })}
          </p>
        );
      })}
    </div>
  );
}

const deedWords: Readonly<Record<PictureTextEntry['deed'], string>> = { edited: 'Corrected', 'signed-off': 'Signed off', undone: 'Taken back' };

function History({ history, zone }: { readonly history: readonly PictureTextEntry[]; readonly zone: string }): ReactNode {
  if (history.length === 0) return null;
  return (
    <details className="history">
      <summary>{history.length === 1 ? '1 entry so far' : `${history.length} entries so far`}</summary>
      <ol>
        {history.map((entry) => (
          <li key={`${entry.madeAt} ${entry.deed}`}>
            <span>{deedWords[entry.deed]}</span><span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span>
            <p className="quiet wrap">{entry.text === null ? 'As the machine read it' : visibleCharacters(entry.text)}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Origin({ text, zone }: { readonly text: PictureText; readonly zone: string }): ReactNode {
  const { reading } = text;
  const unsure = reading?.words.filter((word) => word.confidence < lowConfidence).length ?? 0;
  return (
    <>
      <p>
        {text.origin === 'none' ? <span className="quiet">Not read yet.</span> : null}
        {text.origin === 'machine' ? <><span className="reading-badge machine">Read by machine</span> <span className="quiet">Not its own words until a person has checked them.{unsure === 0 ? '' : ` ${unsure} of ${reading?.words.length ?? 0} words are unsure.`}</span></> : null}
        {text.origin === 'person' ? <><span className="reading-badge">{text.reading === null ? 'Written by hand' : 'Corrected by hand'}</span> <span className="quiet">{text.history.find((entry) => entry.deed === 'edited')?.author}</span></> : null}
      </p>
      {text.signedOffAt === null ? null : <p className="signed-off">Signed off by {text.signedOffBy}, {formatInstant(Date.parse(text.signedOffAt), zone)}</p>}
    </>
  );
}

export function OneText({ text, zone, busy, named }: { readonly text: PictureText; readonly zone: string; readonly busy: boolean; readonly named: boolean }): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const { reading } = text;
  const save = async (corrected: string): Promise<void> => {
    if (await editText(text, corrected)) setDraft(null);
  };
  return (
    <section className="picture-text" aria-label={`Text in ${text.name}`}>
      {named ? <p><strong>{text.name}</strong></p> : null}
      <Origin text={text} zone={zone} />
      {draft !== null ? null : text.origin === 'person' ? <div className="picture-transcript wrap" dir="auto"><Marked text={visibleCharacters(text.text)} words={use(SearchedWords)} /></div> : reading === null ? null : <MachineText reading={reading} />}
      {draft === null ? null : <Field label="Text in the picture" value={draft} onChange={setDraft} multiline={8} autoFocus />}
      {reading?.remarks.map((remark) => <p key={remark} className="flag">{remark}</p>)}
      <div className="attachment-actions">
        {draft === null ? (
          <>
            <Button isDisabled={busy} onPress={() => { void readText([text.itemId], reading !== null); }}>{reading === null ? 'Read text' : 'Read again'}</Button>
            <Button onPress={() => setDraft(text.text)}>{text.origin === 'none' ? 'Write…' : 'Correct…'}</Button>
            {text.origin === 'none' || text.signedOffAt !== null ? null : <Button tone="main" onPress={() => { void signOffText(text); }}>Sign off</Button>}
            {canTakeBack(text.history) ? <Button tone="quiet" onPress={() => { void editText(text, null); }}>Take back</Button> : null}
          </>
        ) : (
          <>
            <Button tone="main" isDisabled={draft === text.text} onPress={() => { void save(draft); }}>Save</Button>
            <Button onPress={() => setDraft(null)}>Cancel</Button>
          </>
        )}
      </div>
      {text.origin === 'person' && reading !== null ? <details className="history"><summary>As the machine read it</summary><MachineText reading={reading} /></details> : null}
      <History history={text.history} zone={zone} />
    </section>
  );
}

export function PictureTextCard({ itemId, zone }: { readonly itemId: ItemId; readonly zone: string }): ReactNode {
  const { texts, boxes, work, progress } = usePictures();
  const own = texts.filter((text) => text.itemId === itemId);
  if (own.length === 0) return null;
  const anyWords = own.some((text) => (text.reading?.words.length ?? 0) > 0);
  return (
    <Card title={own.every(({ page }) => page !== null) ? 'Text in the page' : 'Text in the picture'} action={anyWords ? <button type="button" className="card-action" aria-pressed={boxes} title="The boxes are drawn over it once it is shown" onClick={toggleBoxes}>{boxes ? 'Hide word boxes' : 'Show word boxes'}</button> : undefined}>
      {own.map((text) => <OneText key={`${text.itemId} ${text.attachment}`} text={text} zone={zone} busy={work !== null} named={own.length > 1} />)}
      {work === 'reading'
        ? <ProgressLine progress={progress} waiting="Starting to read" onCancel={stopWork} />
        : <div><Button tone="quiet" isDisabled={work !== null} onPress={() => { void readText([], false); }}>Read all pictures and scans not read yet</Button></div>}
    </Card>
  );
}
