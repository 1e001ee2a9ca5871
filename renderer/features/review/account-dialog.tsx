/** What somebody says of an item: the words, who says them, and where that is written. */
import { useState, type ReactNode } from 'react';
import { accountHolderLabels, accountHolders, accountSourceLabels, accountSources, type Account, type AccountHolder, type AccountSource } from '../../../shared/domain/account.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { isoDay, writtenDay } from '../../../shared/domain/typed-day.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { recordAccount } from './review-actions.ts';
import './review-dialogs.css';

const holders = accountHolders.map((value) => ({ value, label: accountHolderLabels[value] }));
const sources = accountSources.map((value) => ({ value, label: accountSourceLabels[value] }));

export function AccountDialog({ itemIds, account, onClose }: { readonly itemIds: readonly ItemId[]; /** One to change; null records another. */ readonly account: Account | null; readonly onClose: () => void }): ReactNode {
  const [whose, setWhose] = useState<AccountHolder>(account?.whose ?? 'officer');
  const [name, setName] = useState(account?.name ?? '');
  const [text, setText] = useState(account?.text ?? '');
  const [source, setSource] = useState<AccountSource>(account?.source ?? 'interview');
  const [place, setPlace] = useState(account?.place ?? '');
  const [day, setDay] = useState(account?.saidOn == null ? '' : writtenDay(account.saidOn));
  const saidOn = day.trim() === '' ? null : isoDay(day);
  const dayFault = day.trim() === '' || saidOn !== null ? null : 'Write the day as dd/mm/yyyy.';
  const save = (words: string): Promise<unknown> => recordAccount({ itemIds: [...itemIds], accountId: account?.id ?? null, whose, name, text: words, source, place, saidOn });
  const about = itemIds.length === 1 ? '' : ` for ${itemIds.length} items`;
  return (
    <FormDialog title={account === null ? `What is said of this${about}` : 'Change what is said'} act="Save" width={620} ready={text.trim() !== '' && dayFault === null} onSave={() => save(text)} onClose={onClose}>
      <OneOf label="Who says it" value={whose} options={holders} onChange={setWhose} row />
      <Field label="What is said" multiline={5} value={text} onChange={setText} autoFocus hint="In their words or a fair summary, without a view of it. Versions are shown side by side." />
      <div className="side-by-side">
        <Select label="Source" value={source} choices={sources} onChange={setSource} />
        <Field label="Page, paragraph or time" value={place} onChange={setPlace} placeholder="page 14" />
        <Field label="Said on" value={day} onChange={setDay} placeholder="dd/mm/yyyy" error={dayFault} />
        <Field label="Name" value={name} onChange={setName} hint={whose === 'officer' ? 'May be left empty' : 'As they are to be called here'} />
      </div>
      {account === null ? null : <div><Button tone="danger" onPress={() => { void save('').then((done) => { if (done !== null) onClose(); }); }}>Take back</Button> <span className="quiet">It stays in the history.</span></div>}
    </FormDialog>
  );
}
