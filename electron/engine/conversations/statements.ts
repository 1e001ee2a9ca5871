/** What people said of channels and of third-party conversations: appended, taken back by a further entry, read as it stands. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { channelSubjectSchema, statedChannelSchema, subjectInWords, threadStandingSchema, type ChannelSubject, type StatedChannel, type ThreadStanding } from '../../../shared/domain/channel.ts';
import { matchedForm } from '../people/identifier-forms.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';
import { getExhibit } from '../store/exhibits.ts';

export interface Author { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }
export type Question = 'channel' | 'standing';
type Answer = StatedChannel | ThreadStanding | null;

export interface Said<A extends string> {
  readonly subject: ChannelSubject; readonly answer: A | null; readonly reason: string; readonly author: string; readonly madeAt: string;
  readonly history: { readonly summary: string; readonly reason: string; readonly author: string; readonly madeAt: string }[];
}

const answerWords: Readonly<Record<StatedChannel | ThreadStanding, string>> = { official: 'official', personal: 'personal', 'third-party': 'a third-party conversation', 'of-interest': 'not a third-party conversation' };

/** The same subject always gives the same text, whatever order its properties came in. */
function stored(subject: ChannelSubject): string {
  return JSON.stringify(channelSubjectSchema.parse(subject));
}

export function referenceOf(db: CaseDatabase, exhibitId: number): string {
  return db.prepare<[number], { reference: string }>('SELECT reference FROM exhibit WHERE exhibit_id = ?').get(exhibitId)?.reference ?? `number ${exhibitId}`;
}

/** The subject with the exhibit's reference, and an identifier as the case writes it. */
export function wordsOf(db: CaseDatabase, subject: ChannelSubject): string {
  const shown = db.prepare<[string, string], { display: string }>('SELECT display FROM identifier WHERE kind = ? AND normal = ?');
  return subjectInWords(subject, { exhibit: (id) => referenceOf(db, id), identifier: (kind, normal) => shown.get(kind, normal)?.display ?? normal });
}

interface Entry { readonly question: Question; readonly subject: string; readonly answer: Answer; readonly reason: string; readonly summary: string; readonly undoes: number | null }

function append({ db, author }: Author, entry: Entry): void {
  db.prepare('INSERT INTO conversation_statement (question, subject, answer, reason, summary, author, made_at, undoes) VALUES (@question, @subject, @answer, @reason, @summary, @author, @madeAt, @undoes)')
    .run({ ...entry, author, madeAt: new Date().toISOString() });
}

function standing(db: CaseDatabase, question: Question, subject: string): Answer {
  return db.prepare<[string, string], { answer: Answer }>('SELECT answer FROM conversation_statement WHERE question = ? AND subject = ? ORDER BY statement_id DESC LIMIT 1').get(question, subject)?.answer ?? null;
}

/** The subject in the form evidence is matched by. Throws `not_found` for an exhibit or a conversation that is not in the case. */
function requireSubject(db: CaseDatabase, subject: ChannelSubject): ChannelSubject {
  if (subject.type === 'identifier') return { ...subject, normal: matchedForm(db, subject.kind, subject.normal) };
  const { reference } = getExhibit(db, subject.exhibitId);
  if (subject.type !== 'thread') return subject;
  const known = db.prepare<[number, string], { found: 1 }>('SELECT 1 AS found FROM item_context WHERE exhibit_id = ? AND thread = ? LIMIT 1').get(subject.exhibitId, subject.thread);
  if (known === undefined) throw new PlumblineError('not_found', `Exhibit ${reference} has no conversation “${subject.thread}”.`);
  return subject;
}

/** Says something of a subject, or takes back what was said. Nothing is recorded when it already stands so. */
export function state(by: Author, question: Question, about: ChannelSubject, answer: Answer, reason: string): void {
  const { db, record } = by;
  db.transaction(() => {
    const subject = requireSubject(db, about);
    const key = stored(subject);
    const before = standing(db, question, key);
    if (before === answer) return;
    const words = wordsOf(db, subject);
    const what = question === 'channel' ? 'Channel' : 'Third parties';
    const summary = answer === null ? `${what}: no longer said of ${words} that it is ${before === null ? '' : answerWords[before]}` : `${what}: ${words} is ${answerWords[answer]}`;
    append(by, { question, subject: key, answer, reason, summary, undoes: null });
    record({ action: question === 'channel' ? 'channel.stated' : 'thread.stated', summary: `${summary}: ${reason}`, details: { subject: { ...subject }, before, answer, reason } });
  }).immediate();
}

const untouched = 'undoes IS NULL AND statement_id NOT IN (SELECT undoes FROM conversation_statement WHERE undoes IS NOT NULL)';

/** Takes back the author's latest statement that still stands. Null when there is none. Throws `invalid_input` when somebody has since said otherwise. */
export function undoStatement(by: Author): { readonly undone: string } | null {
  const { db, author, record } = by;
  return db.transaction(() => {
    const latest = db.prepare<[string], { id: number; question: Question; subject: string; summary: string }>(
      `SELECT statement_id AS id, question, subject, summary FROM conversation_statement WHERE author = ? AND ${untouched} ORDER BY statement_id DESC LIMIT 1`,
    ).get(author);
    if (latest === undefined) return null;
    const later = db.prepare<[string, string, number], { summary: string; author: string }>(
      `SELECT summary, author FROM conversation_statement WHERE question = ? AND subject = ? AND statement_id > ? AND ${untouched} ORDER BY statement_id DESC LIMIT 1`,
    ).get(latest.question, latest.subject, latest.id);
    if (later !== undefined) throw new PlumblineError('invalid_input', `“${latest.summary}” cannot be taken back while “${later.summary}” (${later.author}) stands upon it. Take that back first.`);
    const before = db.prepare<[string, string, number], { answer: Answer }>('SELECT answer FROM conversation_statement WHERE question = ? AND subject = ? AND statement_id < ? ORDER BY statement_id DESC LIMIT 1')
      .get(latest.question, latest.subject, latest.id)?.answer ?? null;
    const summary = `Undone: ${latest.summary}`;
    append(by, { question: latest.question, subject: latest.subject, answer: before, reason: '', summary, undoes: latest.id });
    record({ action: 'channel.undone', summary, details: { undoes: latest.id } });
    return { undone: latest.summary };
  }).immediate();
}

const subjectOf = (json: string): ChannelSubject => channelSubjectSchema.parse(JSON.parse(json));
interface Row { subject: string; answer: string | null; summary: string; reason: string; author: string; madeAt: string }

function everSaid<A extends string>(db: CaseDatabase, question: Question, answerOf: (answer: string) => A): Said<A>[] {
  const bySubject = new Map<string, Row[]>();
  for (const row of db.prepare<[string], Row>('SELECT subject, answer, summary, reason, author, made_at AS madeAt FROM conversation_statement WHERE question = ? ORDER BY statement_id DESC').all(question)) {
    const rows = bySubject.get(row.subject);
    if (rows === undefined) bySubject.set(row.subject, [row]);
    else rows.push(row);
  }
  return [...bySubject].map(([subject, rows]) => {
    const [latest] = rows as [Row, ...Row[]]; // each list began with a row
    return {
      subject: subjectOf(subject), answer: latest.answer === null ? null : answerOf(latest.answer), reason: latest.reason, author: latest.author, madeAt: latest.madeAt,
      history: rows.map(({ summary, reason, author, madeAt }) => ({ summary, reason, author, madeAt })),
    };
  });
}

/** Every subject anything was ever said of, with what stands now and its history. */
export const saidOfChannels = (db: CaseDatabase): Said<StatedChannel>[] => everSaid(db, 'channel', (answer) => statedChannelSchema.parse(answer));
export const saidOfThreads = (db: CaseDatabase): Said<ThreadStanding>[] => everSaid(db, 'standing', (answer) => threadStandingSchema.parse(answer));
