/** The timeline or another document as PDF, or its rows for other programs: says exactly what will be in the file before it is made. */
import { useRef, useState, type ReactNode } from 'react';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { rowFormatFacts, rowFormats, type RowFormat } from '../../../shared/contract/exporting.ts';
import { documentFormatFacts, documentFormats, formatsOf, type DocumentFormat } from '../../../shared/domain/document-kind.ts';
import type { ItemDetail, TimelineView } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { hider } from '../../../shared/domain/protected-text.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure, useSession } from '../../session/session-store.ts';
import { useShownName, useShownNames } from '../../session/shown-names.ts';
import { stillNamedIn, type StillNamed } from '../../session/still-named.ts';
import { OneOf } from '../../ui/choices.tsx';
import { CipherFindings } from '../../ui/cipher-findings.tsx';
import { Button, Select } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatBytes, formatCount, ProgressLine } from '../../ui/progress-line.tsx';
import { askedFor, choices, noOptions, picturesOf, pictureWanted, titleOf, type Wanted } from './document-choice.ts';
import { DocumentOptionFields } from './document-options.tsx';
import { NamesChoice, type Names } from './names-choice.tsx';

type Format = DocumentFormat | RowFormat;
type Done = CommandOutput<'exports.timeline'> | CommandOutput<'exports.rows'> | CommandOutput<'exports.document'>;
type Stage = { readonly at: 'asking'; readonly refused: StillNamed | null } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly done: Done };

const nothingYet: Stage = { at: 'asking', refused: null };

const isDocumentFormat = (format: Format): format is DocumentFormat => documentFormats.some((each) => each === format);
const factsOf = (format: Format) => (isDocumentFormat(format) ? documentFormatFacts[format] : rowFormatFacts[format]);
const leavesNothingOut = (format: Format): boolean => isDocumentFormat(format) || rowFormatFacts[format].kinds === undefined;
const nameOf = (format: Format): string => factsOf(format).label;
/** The timeline is a PDF or rows; other documents are pages or words. */
const formatsFor = (wanted: Wanted): readonly { readonly value: Format; readonly label: string; readonly note: string }[] => {
  const values: readonly Format[] = wanted === 'timeline' ? ['pdf', ...rowFormats] : formatsOf(wanted);
  return values.map((value) => ({ value, label: nameOf(value), note: factsOf(value).about }));
};

function choosePath(format: Format, reference: string, title: string): Promise<string | null> {
  const suggestedName = `${reference.replace(/[^\p{L}\p{N} _.-]/gu, '-')} ${title.toLowerCase()}`;
  return isDocumentFormat(format) ? engine.call('shell.chooseDocumentDestination', { suggestedName, format }) : engine.call('shell.chooseRowsDestination', { suggestedName, format });
}

/** What the timeline's file will hold, counted. */
function TimelineCounts({ view, format }: { readonly view: TimelineView; readonly format: Format }): ReactNode {
  const kinds = isDocumentFormat(format) ? undefined : rowFormatFacts[format].kinds;
  if (kinds !== undefined) return <p>The file will hold the <strong>{kinds.map((kind) => itemKindLabels[kind].many.toLowerCase()).join(' and ')}</strong> of what the timeline shows now. Everything else is left out and counted; privileged rows are withheld, and counted too.</p>;
  return <p>The {format === 'pdf' ? 'PDF' : 'file'} will hold exactly what the timeline shows now: <strong>{formatCount(view.shown - view.privileged)} rows</strong>, with {formatCount(view.outside)} outside this view left out and counted.{view.privileged === 0 ? '' : ` ${formatCount(view.privileged)} privileged ${view.privileged === 1 ? 'row is' : 'rows are'} withheld, and counted too.`}</p>;
}

interface ExportDialogProps { readonly view: TimelineView; readonly filter: TimelineFilter; readonly zone: string; readonly first: Wanted; readonly chosen: ItemDetail | null; readonly onClose: () => void }

export function ExportDialog({ view, filter, zone, first, chosen, onClose }: ExportDialogProps): ReactNode {
  const [wanted, setWanted] = useState<Wanted>(first);
  const [options, setOptions] = useState(noOptions);
  const [chosenFormat, setFormat] = useState<Format>('pdf');
  const formats = formatsFor(wanted);
  const format: Format = formats.some(({ value }) => value === chosenFormat) ? chosenFormat : 'pdf';
  const pictures = chosen === null ? [] : picturesOf(chosen);
  const asking = wanted === 'timeline' ? null : askedFor(wanted, { filter, zone, item: chosen === null ? null : { id: chosen.id, thread: chosen.thread, pictures } }, options);
  const fault = asking !== null && 'fault' in asking ? asking.fault : null;
  const details = useSession((state) => state.summary?.details);
  const ciphers = useSession((state) => state.settings?.showCiphers === true);
  const shown = useShownName();
  const [names, setNames] = useState<Names>(ciphers ? 'cipher' : 'as-they-are');
  const [ordinaryWords, setOrdinaryWords] = useState<string[]>([]);
  const people = useShownNames((state) => state.people);
  const inCipher = names === 'cipher' && people !== null && people.length > 0;
  const [stage, setStage] = useState<Stage>(nothingYet);
  const controller = useRef<AbortController | null>(null);

  const make = async (): Promise<void> => {
    const destination = await attempt(choosePath(format, inCipher ? hider(people)(details?.reference ?? 'case') : details?.reference ?? 'case', `${titleOf(wanted)}${inCipher ? ' in cipher' : ''}`));
    if (destination === null) return;
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    try {
      // The system's own dialog has asked before an existing file was chosen.
      const watch = { signal: controller.current.signal, onProgress: (progress: Progress) => setStage({ at: 'working', progress }) };
      const hiding = inCipher ? { ciphers: true, ordinaryWords } : {};
      const ofView = { filter, zone, destination, overwrite: true, ...hiding };
      const done = asking !== null && 'asked' in asking ? await engine.call('exports.document', { ...asking.asked, ...hiding, destination, format: isDocumentFormat(format) ? format : 'pdf' }, watch)
        : isDocumentFormat(format) ? await engine.call('exports.timeline', ofView, watch) : await engine.call('exports.rows', { ...ofView, format }, watch);
      setStage({ at: 'done', done });
    } catch (error) {
      const refused = stillNamedIn(error);
      if (refused === null && !(error instanceof PlumblineError && error.code === 'cancelled')) sayFailure(error);
      setStage({ at: 'asking', refused });
    }
  };

  const actions = stage.at === 'asking' ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={fault !== null} onPress={() => { void make(); }}>Choose where to save…</Button></>
    : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title={`${titleOf(wanted)} as ${nameOf(format)}`} width={620} onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? (
        <dl className="facts">
          <div><dt>Saved</dt><dd className="wrap">{stage.done.path}</dd></div>
          <div><dt>Rows</dt><dd>{formatCount(stage.done.rows)} listed, {formatCount(stage.done.leftOut)} {wanted === 'timeline' && leavesNothingOut(format) ? 'outside this view' : 'left out and counted'}{stage.done.withheld === 0 ? '' : `, ${formatCount(stage.done.withheld)} privileged and withheld`}</dd></div>
          {'pages' in stage.done && stage.done.pages !== null
            ? <div><dt>Pages</dt><dd>{formatCount(stage.done.pages)}, {formatBytes(stage.done.sizeBytes)}</dd></div>
            : <div><dt>File</dt><dd>{'format' in stage.done ? `${nameOf(stage.done.format)}, ` : ''}{formatBytes(stage.done.sizeBytes)}{!('undated' in stage.done) || stage.done.undated === 0 ? '' : `; ${formatCount(stage.done.undated)} of the rows have no time`}</dd></div>}
          {'warnings' in stage.done && stage.done.warnings.length > 0 ? <div><dt>Read over</dt><dd>{stage.done.warnings.map((warning) => <div key={warning}>{warning}</div>)}</dd></div> : null}
          <div><dt>SHA-256</dt><dd className="mono wrap">{stage.done.sha256}</dd></div>
        </dl>
      ) : (
        <>
          {stage.at === 'asking' ? <Select label="Document" value={wanted} choices={choices} onChange={setWanted} /> : null}
          {wanted === 'timeline' ? <TimelineCounts view={view} format={format} /> : <p>{choices.find(({ value }) => value === wanted)?.note} What is not listed is counted under the table; privileged items are never listed.</p>}
          {wanted !== 'timeline' && stage.at === 'asking' ? <DocumentOptionFields kind={wanted} options={options} pictures={pictures.map(({ attachment, name }) => ({ attachment, name: shown(name) }))} onChange={setOptions} /> : null}
          {formats.length > 1 && stage.at === 'asking' ? <OneOf label="As" value={format} options={formats} onChange={setFormat} /> : null}
          {fault === null ? null : <p className="flag" role="status">{fault}</p>}
          {stage.at === 'asking' ? <NamesChoice names={names} onChange={setNames} /> : null}
          {ciphers && !inCipher ? <p className="flag">Ciphers are shown in the window. This {format === 'pdf' ? 'PDF' : 'file'} names people as the evidence does.</p> : null}
          {stage.at === 'asking' && stage.refused !== null ? <CipherFindings found={stage.refused} ordinary={ordinaryWords} onOrdinary={setOrdinaryWords} shown={shown} /> : null}
          <dl className="facts">
            <div><dt>Selection</dt><dd className="wrap">{wanted === 'transcript' ? shown(chosen === null ? '' : `${chosen.exhibitReference}, ${pictureWanted(pictures, options)?.name ?? ''}`) : wanted === 'conversation' ? shown(chosen === null ? '' : `“${chosen.thread}” in ${chosen.exhibitReference}`) : wanted === 'exhibits' && filter.exhibitIds.length === 0 ? 'Every exhibit' : shown(view.filterInWords)}</dd></div>
            <div><dt>Times in</dt><dd>{zone}{isDocumentFormat(format) ? '' : ', and in UTC'}</dd></div>
            <div><dt>Marking</dt><dd>{details?.protectiveMarking}</dd></div>
          </dl>
          {stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting={format === 'pdf' ? 'Setting pages' : 'Writing rows'} onCancel={() => controller.current?.abort()} /> : null}
        </>
      )}
    </Modal>
  );
}
