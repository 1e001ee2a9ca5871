/** The settings of the chosen section or document, and what can be done with it by the mouse. */
import type { ReactNode } from 'react';
import { profileRules, type BundleDocument, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { leftOutLabels } from '../../../shared/domain/document-columns.ts';
import type { DocumentAsk } from '../../../shared/domain/document-ask.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { isoDay, writtenDay } from '../../../shared/domain/typed-day.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap, Select } from '../../ui/controls.tsx';
import { changeOf, putInOrder, rename, step, takeOut } from './bundle-actions.ts';
import { documentsOf, type Place } from './bundle-edits.ts';
import { dayFault } from './bundle-dialog.tsx';
import { useBundles } from './bundles-store.ts';
import { isSetByUs, titleOfAsk } from './document-choice.ts';
import { focusOutline } from './outline.tsx';
import { Remarks } from './remarks.tsx';
import { Withholding } from './withholding.tsx';
import { fileKey, useSources } from './sources-store.ts';
import { kindOfFile, lackOf, redactedFileOf } from './source-words.ts';
import { TypedField } from './typed-field.tsx';
import { servedIn, useVersionsOf } from './versions-store.ts';

export const titleFieldId = 'bundle-place-title';
const turns = [{ value: '0', label: 'As they are' }, { value: '90', label: '90° to the right' }, { value: '180', label: 'Upside down' }, { value: '270', label: '90° to the left' }] as const;
const titleFault = (longest: number) => (typed: string): string | null => (typed.trim() === '' ? 'It needs a title.' : typed.trim().length > longest ? `No longer than ${longest} characters.` : null);

type DescribeFilter = (filter: TimelineFilter, zone: string) => string;

function Moves({ bundle, place, name }: { readonly bundle: ListedBundle; readonly place: Place; readonly name: string }): ReactNode {
  const remove = (): void => {
    takeOut(bundle, place);
    // What now stands in its place must not go the same way by a second press.
    focusOutline();
  };
  return (
    <div className="bundle-moves">
      <Button aria-label={`Move ${name} up`} onPress={() => step(bundle, place, -1)}>Up</Button>
      <Button aria-label={`Move ${name} down`} onPress={() => step(bundle, place, 1)}>Down</Button>
      <Button tone="quiet" aria-label={`Take out ${name}`} onPress={remove}>Take out</Button>
    </div>
  );
}

function DocumentFacts({ ask, describe }: { readonly ask: DocumentAsk; readonly describe: DescribeFilter }): ReactNode {
  const shown = useShownName();
  const { exhibits } = useSources();
  const selection = 'filter' in ask ? shown(describe(ask.filter, ask.zone))
    : ask.kind === 'conversation' ? `An item, ${ask.before} rows before it and ${ask.after} after`
    : ask.kind === 'transcript' ? 'Everything written down from one picture'
    : ask.exhibitIds.length === 0 ? 'Every exhibit' : shown(ask.exhibitIds.map((id) => exhibits?.get(id)?.reference ?? `exhibit ${id}`).join(', '));
  return <><div><dt>Document</dt><dd className="wrap">{titleOfAsk(ask)}</dd></div><div><dt>Selection</dt><dd className="wrap">{selection}</dd></div><div><dt>Times in</dt><dd>{ask.zone}</dd></div>{'order' in ask && ask.order === 'latest' ? <div><dt>Order</dt><dd>Latest first</dd></div> : null}{'leaveOut' in ask && ask.leaveOut.length > 0 ? <div><dt>Left out</dt><dd className="wrap">{leftOutLabels(ask.kind, ask.leaveOut).join(', ')}</dd></div> : null}{ask.nameEmoji ? <div><dt>Emoji</dt><dd>Named</dd></div> : null}</>;
}

function SourceFacts({ document: { source }, describe }: { readonly document: BundleDocument; readonly describe: DescribeFilter }): ReactNode {
  const shown = useShownName();
  const { exhibits, files } = useSources();
  if (source.type === 'exhibit') {
    const exhibit = exhibits?.get(source.exhibitId);
    if (exhibit === undefined) return null;
    return <><div><dt>Exhibit</dt><dd className="wrap">{shown(`${exhibit.reference} ${exhibit.description}`.trim())}</dd></div><div><dt>File</dt><dd className="wrap">{shown(exhibit.originalName)}, {kindOfFile(exhibit)}</dd></div></>;
  }
  if (source.type === 'attachment') {
    const known = files.get(fileKey(source.itemId, source.attachment));
    return known?.file == null ? null : <div><dt>File</dt><dd className="wrap">{shown(known.file.name === '' ? 'without a name' : known.file.name)}, {kindOfFile(known.file)}, of an item of {known.reference}</dd></div>;
  }
  if (source.type === 'timeline') return <><div><dt>Selection</dt><dd className="wrap">{shown(describe(source.filter, source.zone))}</dd></div><div><dt>Times in</dt><dd>{source.zone}</dd></div></>;
  return <DocumentFacts ask={source.ask} describe={describe} />;
}

interface SettingsProps { readonly bundle: ListedBundle; readonly describe: DescribeFilter; readonly onRedact: (file: RedactedFile) => void }

function DocumentSettings({ bundle, document: one, describe, onRedact }: SettingsProps & { readonly document: BundleDocument }): ReactNode {
  const shown = useShownName();
  const sources = useSources();
  const lack = lackOf(one, sources);
  const redactable = redactedFileOf(one, sources);
  const served = servedIn(useVersionsOf(bundle.id)).get(one.id);
  return (
    <section aria-label="Chosen document" className="bundle-settings">
      <h2>Document {documentsOf(bundle.definition).findIndex(({ id }) => id === one.id) + 1}</h2>
      <TypedField id={titleFieldId} label="Title" value={one.title} fault={titleFault(300)} hint="As the index has it." onKeep={(title) => changeOf(bundle, one.id, { title: title.trim() }, `The title is now “${title.trim()}”.`)} />
      <TypedField
        id="bundle-place-day" label="Date (may be left empty)" value={one.dated === null ? '' : writtenDay(one.dated)} placeholder="30/06/2025" fault={dayFault}
        onKeep={(day) => changeOf(bundle, one.id, { dated: day.trim() === '' ? null : isoDay(day) }, day.trim() === '' ? `“${one.title}” is undated.` : `“${one.title}” is dated ${day.trim()}.`)}
      />
      {isSetByUs(one) ? null : <Select label="Its pages are turned" value={`${one.turn}`} choices={turns} onChange={(turn) => changeOf(bundle, one.id, { turn: turn === '90' ? 90 : turn === '180' ? 180 : turn === '270' ? 270 : 0 }, 'Its pages are turned.')} />}
      <dl className="facts"><SourceFacts document={one} describe={describe} /></dl>
      {lack === null || one.withheld !== undefined ? null : <p className="flag">{lack}</p>}
      {redactable === null || one.withheld !== undefined ? null : <div><Button aria-label={`Redact ${shown(one.title)}`} onPress={() => onRedact(redactable)}>Redact… <span aria-hidden="true"><KeyCap>R</KeyCap></span></Button></div>}
      <Withholding bundle={bundle} document={one} served={served !== undefined} />
      <Remarks bundle={bundle} document={one} served={served !== undefined} />
      {served === undefined ? null : <p className="quiet">Served in version {served}: it stays where it is and as it is.</p>}
      <Moves bundle={bundle} place={{ kind: 'document', id: one.id }} name={shown(one.title)} />
    </section>
  );
}

function SectionSettings({ bundle, section }: { readonly bundle: ListedBundle; readonly section: number }): ReactNode {
  const shown = useShownName();
  const one = bundle.definition.sections[section];
  if (one === undefined) return null;
  const undated = one.documents.filter(({ dated }) => dated === null).length;
  return (
    <section aria-label="Chosen section" className="bundle-settings">
      <h2>Section {section + 1} of {bundle.definition.sections.length}</h2>
      <TypedField id={titleFieldId} label="Title" value={one.title} fault={titleFault(200)} onKeep={(title) => rename(bundle, section, title.trim())} />
      <p className="quiet">{one.documents.length === 1 ? '1 document' : `${one.documents.length} documents`}{undated === 0 ? '' : `, ${undated} undated`}</p>
      {one.documents.length < 2 ? null : <div><Button onPress={() => putInOrder(bundle, section)}>Put in order of date</Button><p className="quiet">Earliest first. An undated document stays behind the one it stands behind now.</p></div>}
      <Moves bundle={bundle} place={{ kind: 'section', section }} name={shown(one.title)} />
    </section>
  );
}

export function PlaceSettings({ bundle, describe, onRedact }: SettingsProps): ReactNode {
  const place = useBundles((state) => state.place);
  const { definition } = bundle;
  const document = place?.kind === 'document' ? documentsOf(definition).find(({ id }) => id === place.id) : undefined;
  if (document !== undefined) return <DocumentSettings key={document.id} bundle={bundle} document={document} describe={describe} onRedact={onRedact} />;
  if (place?.kind === 'section') return <SectionSettings key={`${bundle.id} ${place.section}`} bundle={bundle} section={place.section} />;
  return (
    <section aria-label="The bundle" className="bundle-settings">
      <h2>The bundle</h2>
      <p className="quiet">Choose a section or a document to change it. Pages follow {profileRules[definition.profile].followed}.</p>
    </section>
  );
}
