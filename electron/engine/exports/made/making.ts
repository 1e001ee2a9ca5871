/** What every kind of document is made from. */
import type { Hiding } from '../../ciphers/hiding.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import type { ExhibitStore } from '../../exhibits/exhibit-store.ts';
import type { CallContext } from '../../rpc/handler.ts';
import type { BundlePages } from '../documents/bundle-pages.ts';
import type { CaseMatter } from '../documents/case-matter.ts';
import type { Target } from '../pdf/set-aside.ts';

export interface Making {
  readonly db: CaseDatabase;
  readonly store: ExhibitStore;
  readonly author: string;
  /** Names in it are hidden already. */
  readonly matter: CaseMatter;
  readonly hiding: Hiding;
  readonly call: CallContext;
  /** Set when it is made for a bundle. */
  readonly bundle?: BundlePages;
  /** Share of its size it is set in; 1 when not said. */
  readonly zoom?: number;
  /** What its pages are bound into; kept in memory when not said. */
  readonly target?: Target;
}
