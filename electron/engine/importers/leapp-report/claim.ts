/** Finds LEAPP reports in an exhibit by the files every run of the tool writes. */
import type { EvidenceTree, TreeFile } from '../../exhibits/evidence-tree.ts';

/** What a report writes below its folder, and nothing else: source files copied beside it are other importers' business. */
const ownName = /^(?:_[^/]+|Script Logs|index\.html)(?:\/|$)/;
/** The files by which a report is known, from the end of their path. */
const marks = [/(?:^|\/)_lava_data\.lava$/, /(?:^|\/)_lava_artifacts\.db$/, /(?:^|\/)_Timeline\/tl\.db$/, /(?:^|\/)_TSV Exports\/[^/]+\.tsv$/];

export interface LeappReport {
  /** Folder of the report inside the exhibit; '' is the top. */
  readonly root: string;
  /** The files the report itself is made of. */
  readonly files: TreeFile[];
}

function rootOf(path: string): string | null {
  const mark = marks.find((pattern) => pattern.test(path));
  return mark === undefined ? null : path.replace(mark, '');
}

/** Every LEAPP report of an exhibit, in the order of their folders; none for an exhibit that is one file. */
export function claimLeappReports(tree: EvidenceTree): LeappReport[] {
  const roots = new Set<string>();
  for (const { path, systemMetadata } of tree.files) {
    const root = systemMetadata ? null : rootOf(path);
    if (root !== null) roots.add(root);
  }
  return [...roots].sort().map((root) => {
    const before = root === '' ? '' : `${root}/`;
    return { root, files: tree.files.filter(({ path }) => path.startsWith(before) && ownName.test(path.slice(before.length))) };
  });
}

/** The reports at or below a folder of the exhibit. */
export function reportsBelow(tree: EvidenceTree, name: string): LeappReport[] {
  return claimLeappReports(tree).filter(({ root }) => name === '' || root === name || root.startsWith(`${name}/`));
}

/** The file of a report under a name below its folder; null when it is not there or cannot be read. */
export function fileOf({ root, files }: LeappReport, inner: string): TreeFile | null {
  const path = root === '' ? inner : `${root}/${inner}`;
  return files.find((file) => file.path === path && file.refusal === null) ?? null;
}
