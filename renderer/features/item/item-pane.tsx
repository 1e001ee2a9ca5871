/** Everything about the selected item: what it says, what it was for, and exactly where it comes from. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { useFramework } from '../../session/framework-store.ts';
import { useShownName, type ShownName } from '../../session/shown-names.ts';
import { Marked, SearchedWords } from '../../ui/marked.tsx';
import { Card } from './card.tsx';
import type { ItemPaneProps } from './item-pane-props.ts';
import { AccountsCard } from './accounts-card.tsx';
import { AssessmentCard } from './assessment-card.tsx';
import { AlsoInCard } from './also-in.tsx';
import { AttachmentView } from './attachment-view.tsx';
import { ChecklistCard } from './checklist-card.tsx';
import { DisclosureCard } from './disclosure-card.tsx';
import { hasFiles, useFollowPictures } from './picture-store.ts';
import { PictureTextCard } from './picture-text.tsx';
import { Provenance } from './provenance.tsx';
import { Transcriptions } from './transcriptions.tsx';
import { WrittenActions } from './written-actions.tsx';
import { useItem } from './item-store.ts';
import { visibleCharacters } from './visible-characters.ts';
import './item-pane.css';

function heading(detail: ItemDetail, shown: ShownName): string {
  const parties = [shown(detail.from), detail.to.map((name) => shown(name)).join(', ')].filter((part) => part !== '').join(' → ');
  return parties === '' ? itemKindLabels[detail.kind].one : `${itemKindLabels[detail.kind].one}: ${parties}`;
}

function When({ detail, zone }: { readonly detail: ItemDetail; readonly zone: string }): ReactNode {
  const { time } = detail;
  if (time.earliestMs === null) return <p className="quiet">No time stated{time.written === '' ? '' : `; written “${time.written}”`}</p>;
  const precision = time.precision === 'second' || time.precision === 'millisecond' ? '' : ` · to the ${time.precision}`;
  return (
    <>
      <p className="quiet">{formatInstant(time.earliestMs, zone)}{precision}</p>
      {time.flags.includes('repeated-hour') && time.latestMs !== null ? <p className="flag">Or an hour later: the clocks went back and this hour happened twice. The source does not say which is meant.</p> : null}
      {time.flags.includes('contradicts-itself') ? <p className="flag">The time contradicts itself as written (“{time.written}”). The 24-hour value was kept.</p> : null}
      {time.flags.includes('implausible') ? <p className="flag">This time is implausible; it is kept as stored.</p> : null}
      {time.flags.includes('capture-time') ? <p className="flag">When the picture was taken, not when anything in it happened.</p> : null}
    </>
  );
}

/** What is known of the item's pictures. A picture that has not been asked for stays hidden. */
function AboutPictures({ detail, zone, onGoTo }: Pick<ItemPaneProps, 'zone' | 'onGoTo'> & { readonly detail: ItemDetail }): ReactNode {
  useFollowPictures(detail);
  if (!hasFiles(detail)) return null;
  return (
    <>
      <PictureTextCard itemId={detail.id} zone={zone} />
      <AlsoInCard itemId={detail.id} onGoTo={onGoTo} />
    </>
  );
}

export function ItemPane(props: ItemPaneProps): ReactNode {
  const { zone, marks } = props;
  const tags = useFramework((state) => state.tags);
  const detail = useItem((state) => state.detail);
  const shown = useShownName();
  if (detail === null) {
    return <aside className="item-pane" aria-label="Item"><p className="quiet item-none">Choose a row to see where it comes from, word for word, and to record what it was for.</p></aside>;
  }
  return (
    <SearchedWords value={marks}>
    <aside className="item-pane" aria-label="Item">
      <header>
        <h1>{heading(detail, shown)}</h1>
        <When detail={detail} zone={zone} />
      </header>
      {detail.disclosure?.handling === 'privileged' ? <p className="flag">Privileged: what this says is shown to nobody and left out of every export. Disclosure sets the handling back, and records who did.</p> : null}
      {detail.text === '' ? null : <p className="item-text wrap" dir="auto"><Marked text={visibleCharacters(detail.text)} words={marks} /></p>}
      {detail.attachments.map((attachment, index) => <AttachmentView key={`${detail.id} ${index}`} detail={detail} index={index} attachment={attachment} onBundle={props.onBundle} />)}
      <AboutPictures detail={detail} zone={zone} onGoTo={props.onGoTo} />
      <AssessmentCard {...props} detail={detail} />
      <AccountsCard detail={detail} zone={zone} onAccount={props.onAccount} />
      <Card title="Tags" action={<button type="button" className="card-action" onClick={props.onTags}>Tags… <kbd className="key-cap">T</kbd></button>}>
        {detail.tags.length === 0 ? <p className="quiet">None</p> : (
          <ul className="tag-chips">
            {detail.tags.map((code) => {
              const tag = tags.find((known) => known.code === code);
              return <li key={code}><span title={tag?.definition}>{tag?.name ?? code}</span><button type="button" aria-label={`Take off tag ${tag?.name ?? code}`} onClick={() => props.onRemoveTag(code)}>×</button></li>;
            })}
          </ul>
        )}
      </Card>
      <ChecklistCard detail={detail} zone={zone} onChecklist={props.onChecklist} />
      <DisclosureCard detail={detail} zone={zone} onDisclosure={props.onDisclosure} />
      <Provenance detail={detail} />
      <WrittenActions detail={detail} zone={zone} />
      <Transcriptions detail={detail} onGoTo={props.onGoTo} />
    </aside>
    </SearchedWords>
  );
}
