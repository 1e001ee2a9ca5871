/** What both inspecting and reading a chat begin with: a survey, and what it decides. */
import type { ImportAnswers } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource } from '../importer.ts';
import { chatNameFrom } from './chat-name.ts';
import type { ChatSource } from './chat-source.ts';
import type { DateOrderDecision } from './date-order.ts';
import { chosenEncoding } from './questions.ts';
import { surveyChat, type Survey } from './survey.ts';

const emptySurvey: Survey = { format: null, others: [], lines: 0, damage: null };

export interface Prepared {
  readonly survey: Survey;
  readonly dateOrder: DateOrderDecision | null;
  readonly encoding: ReturnType<typeof chosenEncoding> | null;
  readonly chatName: string | null;
}

/** The same for another survey of the same chat. */
export function preparedBy(survey: Survey, { encoding, chatName }: Pick<Prepared, 'encoding' | 'chatName'>, answers: ImportAnswers): Prepared {
  return { survey, encoding, chatName, dateOrder: survey.format?.dates.decide(answers.dateOrder) ?? null };
}

/** Reads the chat once, or about its first `limit` bytes. `onBytes` is told how many bytes have been read. */
export async function prepare(source: EvidenceSource, chat: ChatSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void, limit?: number): Promise<Prepared> {
  const chatName = chatNameFrom([chat.text?.file ?? '', source.originalName]);
  if (chat.text === null) return { survey: emptySurvey, dateOrder: null, encoding: null, chatName };
  const encoding = chosenEncoding(chat.text.head, answers);
  const survey = await surveyChat(chat.text, encoding.encoding, chatName, signal, onBytes, limit);
  return preparedBy(survey, { encoding, chatName }, answers);
}
