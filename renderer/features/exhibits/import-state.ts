/** The state of reading one exhibit: inspect, answer, preview, import. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { Progress } from '../../../shared/contract/case-file.ts';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { questionSchema, type ImportAnswers, type ImportCertificate, type Inspection } from '../../../shared/contract/importing.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { sayFailure } from '../../session/session-store.ts';

export type TablePreviewResult = CommandOutput<'imports.previewTable'>;

export type Stage =
  | { readonly at: 'inspecting' }
  /** Kept and hashed, but nothing reads it; or it cannot be read, and why. */
  | { readonly at: 'unreadable'; readonly message: string; readonly recognised: boolean }
  | { readonly at: 'asking'; readonly inspection: Inspection }
  | { readonly at: 'importing'; readonly inspection: Inspection }
  | { readonly at: 'done'; readonly certificate: ImportCertificate };

const previewDelayMs = 350;
const questionsSchema = z.array(questionSchema);

export interface ImportState {
  readonly stage: Stage;
  readonly answers: ImportAnswers;
  readonly progress: Progress | null;
  readonly preview: TablePreviewResult | null;
  readonly previewFault: string | null;
  readonly answer: (change: ImportAnswers) => void;
  readonly start: () => Promise<void>;
  readonly cancel: () => void;
}

/** Answers that change what the file is read as, so that it is inspected again. */
function inspectionKey({ encoding, mapping, parts }: ImportAnswers): string {
  return JSON.stringify([encoding ?? null, mapping?.sheet ?? null, mapping?.headerRow ?? null, mapping?.columns.filter(({ field }) => field === 'date-time' || field === 'date' || field === 'time') ?? null, parts ?? null]);
}

export function useImport(exhibit: Exhibit, onImported: (certificate: ImportCertificate) => void): ImportState {
  const [stage, setStage] = useState<Stage>({ at: 'inspecting' });
  const [answers, setAnswers] = useState<ImportAnswers>({});
  const [progress, setProgress] = useState<Progress | null>(null);
  const [preview, setPreview] = useState<TablePreviewResult | null>(null);
  const [previewFault, setPreviewFault] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);
  // Read by work begun later; written after each render, before any of it can run.
  const latest = useRef(answers);
  useLayoutEffect(() => { latest.current = answers; }, [answers]);
  const key = inspectionKey(answers);

  useEffect(() => {
    const mine = new AbortController();
    controller.current = mine;
    setProgress(null);
    engine.call('imports.inspect', { exhibitId: exhibit.id, answers: latest.current }, { signal: mine.signal, onProgress: setProgress }).then((inspection) => {
      if (mine.signal.aborted) return;
      setStage({ at: 'asking', inspection });
      // A table begins with our own reading of its headings, for the person to correct.
      if (inspection.table !== null && latest.current.mapping === undefined) setAnswers((held) => ({ ...held, ...(inspection.table === null ? {} : { mapping: inspection.table.suggested }) }));
    }, (error: unknown) => {
      if (mine.signal.aborted) return;
      const known = error instanceof PlumblineError;
      setStage({ at: 'unreadable', message: error instanceof Error ? error.message : String(error), recognised: !(known && error.code === 'unrecognised_format') });
    });
    return () => mine.abort();
  }, [exhibit.id, key]);

  const tabular = stage.at === 'asking' && stage.inspection.table !== null;
  const previewKey = JSON.stringify(answers);
  useEffect(() => {
    if (!tabular || latest.current.mapping === undefined) return undefined;
    const mine = new AbortController();
    const timer = setTimeout(() => {
      engine.call('imports.previewTable', { exhibitId: exhibit.id, answers: latest.current }, { signal: mine.signal }).then((result) => {
        setPreview(result);
        setPreviewFault(null);
      }, (error: unknown) => {
        if (!mine.signal.aborted) setPreviewFault(error instanceof Error ? error.message : String(error));
      });
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      mine.abort();
    };
  }, [exhibit.id, tabular, previewKey]);

  const start = useCallback(async () => {
    if (stage.at !== 'asking') return;
    const { inspection } = stage;
    controller.current = new AbortController();
    setProgress(null);
    setStage({ at: 'importing', inspection });
    try {
      const certificate = await engine.call('imports.start', { exhibitId: exhibit.id, answers: latest.current }, { signal: controller.current.signal, onProgress: setProgress });
      setStage({ at: 'done', certificate });
      onImported(certificate);
    } catch (error) {
      if (error instanceof PlumblineError && error.code === 'needs_answers') {
        const questions = questionsSchema.safeParse(error.details?.['questions']);
        setStage({ at: 'asking', inspection: { ...inspection, questions: questions.success ? questions.data : inspection.questions } });
      } else {
        setStage({ at: 'asking', inspection });
        sayFailure(error);
      }
    }
  }, [exhibit.id, stage, onImported]);

  return {
    stage, answers, progress, preview, previewFault, start,
    answer: (change) => setAnswers((held) => ({ ...held, ...change })),
    cancel: () => controller.current?.abort(),
  };
}

/** The first answer still missing, in words; null when the import can start. */
export function missingAnswer(inspection: Inspection, answers: ImportAnswers): string | null {
  for (const question of inspection.questions) {
    if (!question.required) continue;
    if (question.answer === 'zone' && (answers.zone ?? '') === '') return 'Say in which time zone the times were written.';
    if (question.answer === 'dateOrder' && answers.dateOrder === undefined) return 'Choose the order of day and month.';
    if (question.answer === 'mapping' && answers.mapping === undefined) return 'Match the columns.';
    if (question.answer === 'epoch' && answers.epoch === undefined && answers.mapping?.epoch === undefined) return 'Say how the numbers in the time column count.';
    if (question.answer === 'encoding' && answers.encoding === undefined) return 'Choose the text encoding.';
  }
  return null;
}
