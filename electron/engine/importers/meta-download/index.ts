/** The importer for downloads of one's own data from Facebook, Messenger and Instagram (JSON). docs/formats/meta-download.md says how each field is mapped and what the limits are. */
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer } from '../importer.ts';
import { claimMetaDownload } from './claims.ts';
import { openDownload, recogniseDownload } from './open-download.ts';
import { readDownload, surveyDownload } from './read.ts';

const label = 'Meta download (Facebook, Messenger, Instagram)';

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const download = await openDownload(source, signal);
  try {
    const survey = await surveyDownload(download, signal, () => undefined);
    survey.senders.owner(answers);
    const files = download.files.length;
    return {
      format: 'meta-download', formatLabel: label, recognisedBy: download.by, table: null,
      questions: survey.senders.question(answers, 'The conversations do not say whose account was downloaded. Name the sender who owns it to tell outgoing from incoming; leave it open if nobody has said.'),
      findings: [
        `${survey.messages.toLocaleString('en-GB')} entries in ${survey.conversations.toLocaleString('en-GB')} conversation${survey.conversations === 1 ? '' : 's'}, by ${survey.senders.size.toLocaleString('en-GB')} senders`,
        `${files.toLocaleString('en-GB')} file${files === 1 ? '' : 's'} of the download can be read`, 'Times are counted in UTC by the download itself',
      ],
    };
  } finally {
    await download.close();
  }
}

export const metaDownloadImporter: Importer = {
  id: 'meta-download', label, version: '1',
  claim: async (tree, signal) => (await claimMetaDownload(tree, signal)).map(({ root, files }) => ({ root, files: files.map(({ file }) => file) })),
  recognise: recogniseDownload, inspect, read: readDownload,
};
