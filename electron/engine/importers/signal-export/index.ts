/** The importer for Signal exports: plain text, or JSONL. docs/formats/signal-export.md says how each field is mapped and what the limits are. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer, ReadContext } from '../importer.ts';
import { statedZone } from '../time/stated-zone.ts';
import { beginsAsFrames } from './frames.ts';
import { readFrames, surveyFrames } from './frames-read.ts';
import { beginsAsText, readText, surveyText, textQuestions } from './text-read.ts';

const label = 'Signal export';

function recognised(source: EvidenceSource): { readonly by: string; readonly form: 'text' | 'frames' } {
  const frames = beginsAsFrames(source);
  if (frames !== null) return { by: frames, form: 'frames' };
  const text = beginsAsText(source);
  if (text !== null) return { by: text, form: 'text' };
  throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not a Signal export.`);
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const { by, form } = recognised(source);
  const base = { format: 'signal-export' as const, formatLabel: label, recognisedBy: by, table: null };
  if (form === 'frames') {
    const directory = await surveyFrames(source, signal, () => undefined);
    return {
      ...base, questions: [], findings: [
        `${directory.chatItems.toLocaleString('en-GB')} chat entries among ${directory.frames.toLocaleString('en-GB')} frames`, 'Times are counted in UTC and directions are stated by the export itself',
        'Read from Signal’s published description, not yet from a checked original: please check a few rows against the file',
      ],
    };
  }
  const survey = await surveyText(source, answers, signal, () => undefined);
  statedZone(answers);
  survey.senders.owner(answers);
  return {
    ...base, questions: textQuestions(survey, answers),
    findings: [`${survey.records.toLocaleString('en-GB')} records by ${survey.senders.size.toLocaleString('en-GB')} senders`, 'Dates are year/month/day', 'Times are given to the minute, without seconds', `Text encoding: ${survey.encoding} (${survey.evidence})`],
  };
}

export const signalExportImporter: Importer = {
  id: 'signal-export', label, version: '1',
  recognise: (source) => Promise.resolve(beginsAsFrames(source) ?? beginsAsText(source)),
  inspect,
  read: (source: EvidenceSource, context: ReadContext) => (recognised(source).form === 'frames' ? readFrames(source, context) : readText(source, context)),
};
