/** Questions of many sources, asked once: two sources without a zone are one question about the zone. */
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { PlannedPart } from './plan.ts';

/** Sources of a group asked before the rest is taken to ask the same. */
const sourcesAsked = 25;

/** What a part's sources ask. A source that cannot be inspected asks nothing: it says why when it is read. */
export async function inspectionQuestions(part: PlannedPart, answers: ImportAnswers, signal: AbortSignal): Promise<readonly Question[]> {
  const questions: Question[] = [];
  let asked = 0;
  for await (const source of part.sources()) {
    asked += 1;
    if (asked > sourcesAsked) break;
    try {
      questions.push(...(await part.importer.inspect(source, answers, signal)).questions);
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
    }
  }
  return questions;
}

/** One question for each answer wanted, required when any source requires it, naming the sources that ask. */
export function mergeQuestions(asked: readonly { readonly part: string; readonly questions: readonly Question[] }[]): Question[] {
  const merged = new Map<Question['answer'], { question: Question; parts: Set<string> }>();
  for (const { part, questions } of asked) {
    for (const question of questions) {
      const known = merged.get(question.answer);
      if (known === undefined) { merged.set(question.answer, { question, parts: new Set([part]) }); continue; }
      known.parts.add(part);
      const options = [...known.question.options, ...question.options.filter((option) => !known.question.options.some((other) => other.value === option.value))];
      known.question = { ...known.question, options, required: known.question.required || question.required };
    }
  }
  return [...merged.values()].map(({ question, parts }) => {
    const names = [...parts];
    return { ...question, why: `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}: ${question.why}` };
  });
}
