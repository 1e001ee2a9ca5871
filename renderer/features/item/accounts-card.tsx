/** What people say of the item: every version in the same form, in the order in which they were said. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { accountHolderInWords, accountSourceInWords, type Account } from '../../../shared/domain/account.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';

function Version({ account, onChange }: { readonly account: Account; readonly onChange: (account: Account) => void }): ReactNode {
  const who = accountHolderInWords(account);
  return (
    <li className="version">
      <div className="card-heading"><h3>{who} says</h3><button type="button" className="card-action" aria-label={`Change what ${who} says`} onClick={() => onChange(account)}>Change…</button></div>
      <p className="wrap">{account.text}</p>
      <p className="quiet small">{accountSourceInWords(account)}</p>
    </li>
  );
}

export function AccountsCard({ detail, zone, onAccount }: { readonly detail: ItemDetail; readonly zone: string; readonly onAccount: (account: Account | null) => void }): ReactNode {
  const { accounts, accountHistory } = detail;
  const heard = accounts.some(({ whose }) => whose === 'officer');
  return (
    <Card title={accounts.length > 1 ? `${accounts.length} versions` : 'Officer’s account'} action={<button type="button" className="card-action" onClick={() => onAccount(null)}>Record… <KeyCap>S</KeyCap></button>}>
      {heard ? null : <p className="quiet">What the officer says of this is not recorded.</p>}
      {accounts.length === 0 ? null : <ul className="versions">{accounts.map((account) => <Version key={account.id} account={account} onChange={onAccount} />)}</ul>}
      {accountHistory.length <= accounts.length ? null : (
        <details className="history">
          <summary>{accountHistory.length} entries so far</summary>
          <ol>{accountHistory.map((entry, index) => <li key={`${entry.id} ${index}`}>{accountHolderInWords(entry)}: {entry.text === '' ? 'taken back' : entry.text}<span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span></li>)}</ol>
        </details>
      )}
    </Card>
  );
}
