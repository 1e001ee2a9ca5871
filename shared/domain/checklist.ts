/**
 * The eleven questions asked of an access or a contact before anybody says what it was for (domain reference, section 6).
 * An answer is a person's, never worked out by the program, and says whether it was observed in a source or inferred.
 */
import { z } from 'zod';

export const checklistQuestions = ['on-duty', 'officer-in-case', 'recorded-reason', 'follow-up', 'beyond-need', 'contact-after', 'repeated', 'own-record', 'after-closure', 'rules-in-force', 'officers-account'] as const;
export const checklistQuestionSchema = z.enum(checklistQuestions);
export type ChecklistQuestion = z.infer<typeof checklistQuestionSchema>;
export const checklistWords: Readonly<Record<ChecklistQuestion, string>> = {
  'on-duty': 'Was the officer on duty?',
  'officer-in-case': 'Was the officer in the case, or linked to the incident then?',
  'recorded-reason': 'Was a reason recorded at the time, and does an incident match it?',
  'follow-up': 'Was there follow-up: a stop, a notebook entry, a report?',
  'beyond-need': 'Was more opened than the task needed (telephone, address)?',
  'contact-after': 'Did contact follow soon after?',
  repeated: 'Is it repeated, or of similar subjects?',
  'own-record': 'Is it the officer’s own, a relative’s or a colleague’s record?',
  'after-closure': 'Was it after the case was closed?',
  'rules-in-force': 'Were training, policy and the log-on warning in force that day?',
  'officers-account': 'Has the officer given an account of it?',
};

export const checklistAnswers = ['not-answered', 'yes', 'no', 'not-known', 'not-applicable'] as const;
export const checklistAnswerSchema = z.enum(checklistAnswers);
export type ChecklistAnswer = z.infer<typeof checklistAnswerSchema>;
export const answerWords: Readonly<Record<ChecklistAnswer, string>> = { 'not-answered': 'Not answered', yes: 'Yes', no: 'No', 'not-known': 'Not known', 'not-applicable': 'Does not apply' };

/** `observed`: a source says so. `inferred`: it is concluded from something else, which the note names. */
export const answerBases = ['observed', 'inferred'] as const;
export const answerBasisSchema = z.enum(answerBases);
export type AnswerBasis = z.infer<typeof answerBasisSchema>;
export const basisWords: Readonly<Record<AnswerBasis, string>> = { observed: 'Observed', inferred: 'Inferred' };

export const checklistEntrySchema = z.object({
  question: checklistQuestionSchema, answer: checklistAnswerSchema,
  /** Null for what is not answered, not known or does not apply. */
  basis: answerBasisSchema.nullable(),
  note: z.string(),
  author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type ChecklistEntry = z.infer<typeof checklistEntrySchema>;

/** Whether an answer has to say what it rests on. */
export function needsBasis(answer: ChecklistAnswer): boolean {
  return answer === 'yes' || answer === 'no';
}
