/** The preflight report: what was checked of a bundle and what was found, beside its file and never in it. */
import { basename, dirname, extname, join } from 'node:path';
import type { BundleFile } from '../../../shared/contract/bundles.ts';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import type { Preflight } from '../../../shared/contract/preflight.ts';
import { remarkRules, remarkWords } from '../../../shared/domain/document-remarks.ts';
import { printedPages } from '../../../shared/domain/page-labels.ts';
import { overrideWords } from '../../../shared/domain/bundle-settings.ts';
import { setPages } from '../exports/pdf/set-pages.ts';
import { bundlePaper } from '../exports/pdf/paper.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import type { CallContext } from '../rpc/handler.ts';
import { readDetails } from '../store/case-details.ts';
import { version } from '../version.ts';
import type { Checked } from './checks/check-bundle.ts';
import { checkers } from './checks/checkers.ts';
import { ruleOf } from './checks/overrides-said.ts';
import { placesTold } from './checks/pages-told.ts';
import type { Rules } from './rules-followed.ts';
import { finePages, textlessPages } from './checks/page-rules.ts';
import type { GatherWork } from './gather-document.ts';
import type { BuildPlan } from './plan-build.ts';
import { preflightHtml, preflightStyles } from './preflight-html.ts';

const mostListed = 1_000;
const largestShown = 10;
const repeatedShown = 20;

interface PreflightPaths { readonly jsonPath: string; readonly pdfPath: string }

/** `Bundle A.pdf` gets `Bundle A.preflight.json` and `Bundle A.preflight.pdf`. */
export function preflightPaths(destination: string): PreflightPaths {
  const name = join(dirname(destination), basename(destination, extname(destination)));
  return { jsonPath: `${name}.preflight.json`, pdfPath: `${name}.preflight.pdf` };
}

interface ToReport { readonly plan: Pick<BuildPlan, 'definition' | 'rules' | 'kind' | 'supplement'>; readonly selfTest: string; readonly file: Omit<BundleFile, 'path'>; readonly fileName: string; readonly suggestedName: string; readonly checked: Checked; readonly number: number }

/** What is said of documents of the file. */
function remarksIn({ remarks }: Rules, { documents, labels }: Pick<BundleFile, 'documents' | 'labels'>): Preflight['remarks'] {
  return remarks.flatMap((on) => {
    const places = placesTold(documents, on);
    const { kind, reason, author, madeAt } = on.remark;
    return places === null ? [] : [{ rule: remarkRules[kind], title: places.document.title, page: places.firstPage, printed: printedPages(labels, places.firstPage, places.lastPage), inWords: remarkWords(on.remark), author, madeAt, reason }];
  });
}

/** Documents of the file that a person withheld. */
function withheldIn({ sections }: BundleDefinition, { documents }: Pick<BundleFile, 'documents'>): Preflight['withheld'] {
  const said = new Map(sections.flatMap((section) => section.documents.map(({ id, withheld }) => [id, withheld])));
  return documents.flatMap(({ id, title, firstPage }) => {
    const withheld = said.get(id);
    return withheld === undefined ? [] : [{ title, page: firstPage, ...withheld }];
  });
}

export function preflightOf({ db, author }: GatherWork, { plan: { definition, rules, kind, supplement }, file, fileName, suggestedName, checked: { checks, found }, number, selfTest }: ToReport): Preflight {
  const details = readDetails(db);
  const { title, letter, hearingOn } = definition;
  const { follows, overrides } = rules;
  return {
    madeAt: new Date().toISOString(), author, writer: `Plumbline ${version}`, checkers: [...checkers],
    case: { title: details.title, reference: details.reference, marking: details.protectiveMarking },
    bundle: { title, letter, hearingOn, version: number, kind: kind === 'supplement' ? `supplement ${supplement}` : kind },
    profile: { id: follows.profile, name: follows.name, followed: follows.followed, settings: follows.settings },
    overrides: overrides.map((override) => ({
      rule: ruleOf(override.setting, follows.profile), setting: override.setting, section: override.setting === 'order' ? override.section : null, value: override.value, profileValue: follows.settings[override.setting],
      inWords: overrideWords(override), author: override.author, madeAt: override.madeAt, reason: override.reason,
    })),
    remarks: remarksIn(rules, file),
    labels: [...file.labels],
    withheld: withheldIn(definition, file),
    file: { name: fileName, sizeBytes: file.sizeBytes, sha256: file.sha256, suggestedName },
    totals: { pages: file.pages, entries: file.documents.length, bookmarks: found.bookmarks.length, links: found.links.length },
    rules: checks.map((check) => ({ ...check, pages: [...check.pages] })),
    selfTest,
    withoutText: textlessPages({ ...file, rules }, found).slice(0, mostListed),
    fineImages: finePages({ ...file, rules }, found).slice(0, mostListed),
    largestPages: found.pictures.pages.map(({ bytes }, index) => ({ page: index + 1, bytes })).toSorted((one, other) => other.bytes - one.bytes).slice(0, largestShown),
    repeatedImages: found.pictures.repeated.slice(0, repeatedShown).map(({ pages, ...rest }) => ({ ...rest, pages: pages.slice(0, mostListed) })),
    leftOut: file.documents.filter(({ as }) => as === 'placeholder').map(({ title: named, firstPage, notes }) => ({ title: named, page: firstPage, why: notes.join(' ') })),
    besideTheBundle: file.documents.flatMap(({ as, title: named, firstPage, sha256 }) => (as === 'beside' ? [{ title: named, page: firstPage, sha256: sha256 ?? '' }] : [])),
  };
}

/** The report as pages. Throws `cancelled`, `typesetting_failed`. */
export async function preflightPages(report: Preflight, call: CallContext): Promise<Uint8Array> {
  return setPages(call, htmlDocument('Preflight report', preflightStyles, preflightHtml(report)), bundlePaper);
}

/** The report as a file for programs. */
export const preflightJson = (report: Preflight): Uint8Array => Buffer.from(`${JSON.stringify(report, null, 2)}\n`);
