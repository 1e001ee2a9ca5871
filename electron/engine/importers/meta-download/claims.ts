/** Finds Meta downloads among the files of an exhibit: which JSON files are theirs, and where each download begins. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { headOf, type EvidenceTree, type TreeFile } from '../../exhibits/evidence-tree.ts';
import { recogniseFile, type RecognisedFile } from './file-kind.ts';

const headBytes = 65_536;
const probeLimit = 400;
const threadName = /(?:^|\/)messages\/[^/]+\/[^/]+\/message_\d+\.json$/i;
/** Folders at the top of a download, of Facebook's and Instagram's, old and new. */
const topFolders = new Set([
  'messages', 'your_activity_across_facebook', 'your_facebook_activity', 'your_instagram_activity', 'personal_information', 'connections', 'logged_information',
  'security_and_login_information', 'preferences', 'ads_information', 'apps_and_websites_off_of_instagram', 'apps_and_websites_off_of_facebook', 'followers_and_following',
  'friends_and_followers', 'search', 'search_history', 'about_you', 'profile_information', 'other_activity', 'likes_and_reactions', 'likes', 'comments', 'comments_and_reactions',
  'contacts', 'login_and_account_creation', 'login_and_profile_creation', 'recent_searches', 'ads_and_topics', 'past_instagram_insights', 'device_information', 'facebook_gaming', 'groups', 'activity_messages',
]);

export interface ClaimedFile {
  readonly file: TreeFile;
  /** Null for a conversation by its name whose bytes cannot be read; `file.refusal` or `fault` says why. */
  readonly recognised: RecognisedFile | null;
  readonly fault: string | null;
}

/** One download: the folder it begins in ('' = the exhibit's top) and its files, in the exhibit's order. */
export interface MetaClaim { readonly root: string; readonly files: readonly ClaimedFile[] }

/** The folder a download begins in, told by the first of its known folders above a file; else the file's own folder. */
function rootOf(path: string): string {
  const parts = path.split('/');
  const top = parts.slice(0, -1).findIndex((part) => topFolders.has(part.toLowerCase()));
  return (top >= 0 ? parts.slice(0, top) : parts.slice(0, -1)).join('/');
}

const isJson = (file: TreeFile): boolean => !file.systemMetadata && /\.json$/i.test(file.path);

async function claimFile(tree: EvidenceTree, file: TreeFile, signal: AbortSignal): Promise<ClaimedFile | null> {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Looking for downloads was stopped.');
  const unreadable = (fault: string): ClaimedFile | null => (threadName.test(file.path) ? { file, recognised: null, fault } : null);
  if (file.refusal !== null) return unreadable(file.refusal.reason);
  try {
    const recognised = recogniseFile(await headOf(tree, file, headBytes, signal));
    return recognised === null ? null : { file, recognised, fault: null };
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
    return unreadable(error.message);
  }
}

/**
 * The Meta downloads in a tree, recognised by content. `under` limits the search to a folder.
 * A claim without one readable file is none. Throws `cancelled`.
 */
export async function claimMetaDownload(tree: EvidenceTree, signal: AbortSignal, under = ''): Promise<readonly MetaClaim[]> {
  const claims = new Map<string, ClaimedFile[]>();
  for (const file of tree.files) {
    if (!isJson(file) || (under !== '' && !file.path.startsWith(`${under}/`))) continue;
    const claimed = await claimFile(tree, file, signal);
    if (claimed === null) continue;
    const root = rootOf(file.path);
    const files = claims.get(root);
    if (files === undefined) claims.set(root, [claimed]);
    else files.push(claimed);
  }
  return [...claims].map(([root, files]) => ({ root, files })).filter(({ files }) => files.some(({ recognised }) => recognised !== null));
}

/**
 * What makes a whole zip or folder a Meta download, looking at as few files as it takes: a file of
 * theirs, and nothing beside the download's own folder (else it is an exhibit of several sources). Null when it is not one.
 */
export async function wholeDownload(tree: EvidenceTree, signal: AbortSignal, under = ''): Promise<string | null> {
  const inside = tree.files.filter((file) => !file.systemMetadata && (under === '' || file.path.startsWith(`${under}/`)));
  const candidates = inside.filter(isJson);
  const threads = candidates.filter(({ path }) => threadName.test(path));
  if (threads.length === 0 && candidates.length > probeLimit) return null;
  for (const file of [...threads, ...candidates].slice(0, probeLimit)) {
    const claimed = await claimFile(tree, file, signal);
    if (claimed === null || claimed.recognised === null) continue;
    const root = rootOf(file.path);
    const alone = root === '' || root === under || inside.every(({ path }) => path.startsWith(`${root}/`));
    return alone ? `“${file.path}”: ${claimed.recognised.by}` : null;
  }
  return null;
}

