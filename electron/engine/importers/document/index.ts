/**
 * The importer for documents: PDF, Word, web pages, RTF, saved e-mails and plain text. It is the last
 * one asked, so that nothing another importer reads as rows is taken for a page of writing. Dates that
 * stand in a document are part of what it says, never the time of an item.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { encodingQuestion, tableEncoding } from '../text/table-encoding.ts';
import { detectDocument, type DocumentFound, type DocumentKind } from './detect.ts';
import { readDocx } from './docx/read-docx.ts';
import { readEmail } from './email/read-email.ts';
import { inspectPdf, readPdf } from './pdf/read-pdf.ts';
import { readMarkedUp } from './text/read-marked-up.ts';
import { readText } from './text/read-text.ts';

const label = 'Document';

async function detected(source: EvidenceSource, signal: AbortSignal): Promise<DocumentFound> {
  const found = await detectDocument(source, signal);
  if (found === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a document.`);
  return found;
}

const undatedNote = 'Dates inside a document are not when it was made or sent; the items are undated.';
const findingsOf: Readonly<Record<Exclude<DocumentKind, 'pdf'>, readonly string[]>> = {
  docx: ['A Word document. Its text, headers, notes, comments and tracked deletions are read; its pictures are not.', undatedNote],
  rtf: ['A rich text document. Its text is read without its formatting.', undatedNote],
  html: ['A web page. Its text is read; nothing in it is run or fetched.', undatedNote],
  email: ['A saved e-mail. It is dated by its Date line if its header is complete; enclosed files are named, not taken out.'],
  text: ['No other importer knows this text, so it is read as writing: no line of it is taken for a message or an event. If it is an export of a program, ask for it as a table.', undatedNote],
};

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const { kind, recognisedBy } = await detected(source, signal);
  const base = { format: 'document', formatLabel: label, recognisedBy, table: null } as const;
  if (kind === 'pdf') return { ...base, questions: [], ...await inspectPdf(source, signal) };
  const question = kind === 'text' || kind === 'html' ? encodingQuestion(tableEncoding(source.head, answers.encoding)) : null;
  return { ...base, questions: question === null ? [] : [question], findings: [...findingsOf[kind]] };
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  if (context.signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
  const { kind } = await detected(source, context.signal);
  switch (kind) {
    case 'pdf': return yield* readPdf(source, context);
    case 'docx': return yield* readDocx(source, context);
    case 'email': return yield* readEmail(source, context);
    case 'html': case 'rtf': return yield* readMarkedUp(source, kind, context);
    case 'text': return yield* readText(source, context);
  }
}

export const documentImporter: Importer = {
  id: 'document',
  label,
  version: '3',
  recognise: async (source, signal) => (await detectDocument(source, signal))?.recognisedBy ?? null,
  inspect,
  read,
};
