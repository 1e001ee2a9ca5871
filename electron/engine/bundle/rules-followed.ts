/** What a bundle is made by: its profile as it is followed, what was set otherwise, and the settings that come of both. */
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { profileRules, type BundleDefinition, type Followed } from '../../../shared/domain/bundle.ts';
import { effectiveSettings, type BundleSettings, type Override } from '../../../shared/domain/bundle-settings.ts';
import type { Remark } from '../../../shared/domain/document-remarks.ts';

/** What a person says of a document, by the id of the document. */
export interface RemarkOn { readonly documentId: string; readonly remark: Remark }

export interface Rules {
  readonly follows: Followed; readonly overrides: readonly Override[]; readonly settings: BundleSettings;
  /** Ids of documents a person withholds. */
  readonly withheld: readonly string[];
  /** In the order of the documents. */
  readonly remarks: readonly RemarkOn[];
}

/** `kept`: the version it goes on from or is made of again. Its copy of the profile counts, and not what a later program says of it. */
export function rulesOf({ profile, overrides, sections }: BundleDefinition, kept: BundleVersion | null): Rules {
  const copy = kept?.file.follows ?? null;
  const follows = copy !== null && copy.profile === profile ? copy : { profile, ...profileRules[profile] };
  const documents = sections.flatMap((section) => section.documents);
  return {
    follows, overrides, settings: effectiveSettings(follows.settings, overrides), withheld: documents.filter(({ withheld }) => withheld !== undefined).map(({ id }) => id),
    remarks: documents.flatMap(({ id, remarks = [] }) => remarks.map((remark): RemarkOn => ({ documentId: id, remark }))),
  };
}
