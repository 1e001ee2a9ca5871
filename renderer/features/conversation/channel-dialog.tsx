/** Forms in which a person says what is official and what is personal, and whether a conversation is between third parties. */
import { useState, type ReactNode } from 'react';
import type { ChannelStatement } from '../../../shared/contract/conversations.ts';
import type { Conversation } from '../../../shared/contract/timeline.ts';
import { subjectKey, threadStandings, threadStandingLabels, type StatedChannel, type ThreadStanding } from '../../../shared/domain/channel.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Button, Field } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { takeBack } from './conversation-store.ts';

type Answer = StatedChannel | 'not-said';
const answers: readonly { readonly value: Answer; readonly label: string }[] = [{ value: 'official', label: 'Official' }, { value: 'personal', label: 'Personal' }, { value: 'not-said', label: 'Not said' }];

function History({ history, zone }: { readonly history: ChannelStatement['history']; readonly zone: string }): ReactNode {
  if (history.length === 0) return null;
  return (
    <details className="channel-history">
      <summary>What has been said: {history.length}</summary>
      <ol>{history.map(({ summary, reason, author, madeAt }) => <li key={`${madeAt} ${summary}`}><span className="wrap">{summary}{reason === '' ? '' : `: ${reason}`}</span> <span className="quiet">{author}, {formatInstant(Date.parse(madeAt), zone)}</span></li>)}</ol>
    </details>
  );
}

function subjectLabel({ inWords, subject }: ChannelStatement, about: Conversation): string {
  const words = `${inWords.charAt(0).toUpperCase()}${inWords.slice(1)}`;
  return subject.type === 'exhibit' && about.exhibitDescription !== '' ? `${words}, ${about.exhibitDescription}` : words;
}

export function ChannelDialog({ about, zone, onClose }: { readonly about: Conversation; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const named = useShownName();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [reason, setReason] = useState('');
  const changed = about.channels.flatMap((statement) => {
    const answer = chosen.get(subjectKey(statement.subject));
    return answer === undefined || answer === (statement.channel ?? 'not-said') ? [] : [{ subject: statement.subject, channel: answer === 'not-said' ? null : answer }];
  });
  const save = async (): Promise<unknown> => {
    let done: unknown = null;
    for (const { subject, channel } of changed) {
      done = await attempt(engine.call('channels.state', { subject, channel, reason }));
      if (done === null) return null;
    }
    return done;
  };
  return (
    <FormDialog title="Official or personal contact" act="Say so" ready={changed.length > 0 && reason.trim() !== ''} onSave={save} onClose={onClose} width={640}>
      <p className="quiet">The narrowest holds: an item tagged “Official update”, then its conversation, then the numbers and names it goes by, then its exhibit. What nobody has said stays not said.</p>
      {about.channels.map((statement, index) => {
        const key = subjectKey(statement.subject);
        return (
          <div key={key} className="channel-subject">
            <OneOf row label={named(subjectLabel(statement, about))} value={chosen.get(key) ?? statement.channel ?? 'not-said'} options={answers} autoFocus={index === 0} onChange={(answer) => setChosen(new Map([...chosen, [key, answer]]))} />
            {statement.author === '' ? null : <p className="quiet">{statement.author}, {formatInstant(Date.parse(statement.madeAt), zone)}{statement.reason === '' ? '' : `: ${statement.reason}`}</p>}
            <History history={statement.history} zone={zone} />
          </div>
        );
      })}
      <Field label="On what this rests" multiline={2} value={reason} onChange={setReason} required hint="A document, a statement, a list of issued devices. Recorded in the continuity log." />
      <div><Button tone="quiet" onPress={() => { void takeBack().then(onClose); }}>Take back my latest statement</Button></div>
    </FormDialog>
  );
}

type Standing = ThreadStanding | 'nothing';
const standings: readonly { readonly value: Standing; readonly label: string; readonly note?: string }[] = [
  ...threadStandings.map((value) => ({ value, label: threadStandingLabels[value], note: value === 'third-party' ? 'closed here until opened with a reason' : 'stays open, whatever People says' })),
  { value: 'nothing', label: 'Nothing said', note: 'closed only when everyone who takes part is stated to be a third party' },
];

export function ThirdPartyDialog({ about, zone, onClose }: { readonly about: Conversation; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const named = useShownName();
  const { thirdParty, exhibitId, thread } = about;
  const stated: Standing = thirdParty === null || thirdParty.because === 'people' ? 'nothing' : thirdParty.thirdParty ? 'third-party' : 'of-interest';
  const [standing, setStanding] = useState<Standing>(stated);
  const [reason, setReason] = useState('');
  const save = (): Promise<unknown> => attempt(engine.call('threads.state', { exhibitId, thread, standing: standing === 'nothing' ? null : standing, reason }));
  return (
    <FormDialog title="Third parties" act="Say so" ready={standing !== stated && reason.trim() !== ''} onSave={save} onClose={onClose}>
      <p className="wrap">The conversation “{named(thread)}” in {about.exhibitReference}. {named(thirdParty?.inWords ?? '')}</p>
      <OneOf label="Who takes part" value={standing} options={standings} autoFocus onChange={setStanding} />
      <Field label="Reason" multiline={2} value={reason} onChange={setReason} required hint="Recorded in the continuity log." />
      <p className="quiet">Its rows stay in the timeline, in search and in every count.</p>
      <History history={thirdParty?.history ?? []} zone={zone} />
      <div><Button tone="quiet" onPress={() => { void takeBack().then(onClose); }}>Take back my latest statement</Button></div>
    </FormDialog>
  );
}
