/**
 * The importer for WhatsApp's “Export chat”: a text, or a zip with the text and its media.
 * docs/formats/whatsapp-export.md says how each field is mapped and what the limits are.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer } from '../importer.ts';
import { openChat, type ChatSource } from './chat-source.ts';
import { prepare } from './prepare.ts';
import { findings, openQuestions, statedOwner, statedZone } from './questions.ts';
import { readChat, readChatRows } from './read.ts';

const label = 'WhatsApp chat export';

function recognisedBy(source: EvidenceSource, chat: ChatSource): string {
  const where = chat.archive === null ? '' : ` in “${chat.text?.file ?? ''}”, inside the archive`;
  if (chat.text === null) return `an archive whose chat text “${chat.unreadable?.member.name ?? ''}” cannot be read`;
  if (chat.text.first === null) return `named as a WhatsApp chat text (“${chat.text.file === '' ? source.originalName : chat.text.file}”) and empty`;
  const { start, line } = chat.text.first;
  return `line ${line}${where} begins as a WhatsApp record does: “${start.written}”`;
}

async function withChat<T>(source: EvidenceSource, signal: AbortSignal, use: (chat: ChatSource) => Promise<T>): Promise<T> {
  const chat = await openChat(source, signal);
  if (chat === null) throw new PlumblineError('unrecognised_format', `${source.originalName} is not a WhatsApp chat export.`);
  try {
    return await use(chat);
  } finally {
    await chat.close();
  }
}

async function inspectChat(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  return withChat(source, signal, async (chat) => {
    const { survey, dateOrder, encoding } = await prepare(source, chat, answers, signal, () => undefined);
    if (answers.zone !== undefined) statedZone(answers);
    if (survey.format !== null) statedOwner(answers, [...survey.format.authors.keys()]);
    const found = chat.text === null ? [`The chat text cannot be read: ${chat.unreadable?.reason ?? ''}`] : findings(survey, dateOrder, encoding?.evidence ?? '');
    if (chat.archive !== null) found.push(`${chat.archive.members.filter(({ directory }) => !directory).length} files in the archive`);
    return {
      format: 'whatsapp-export', formatLabel: label, recognisedBy: recognisedBy(source, chat),
      questions: openQuestions(survey, dateOrder, encoding?.decision ?? null, answers), findings: found, table: null,
    };
  });
}

export const whatsappExportImporter: Importer = {
  id: 'whatsapp-export',
  label,
  version: '1',
  async recognise(source, signal) {
    const chat = await openChat(source, signal);
    if (chat === null) return null;
    await chat.close();
    return recognisedBy(source, chat);
  },
  inspect: inspectChat,
  read: readChat,
  readMany: readChatRows,
};
