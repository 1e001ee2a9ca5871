/** Answers about the case as a whole and its exhibits. */
import { casePaths } from '../case/case-folder.ts';
import { createCase, openCase, type OpenCase } from '../case/open-case.ts';
import { logHead, pageOfEntries } from '../continuity/log.ts';
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { CaseSummary } from '../../../shared/contract/case-file.ts';
import { listExhibits, suggestReference } from '../store/exhibits.ts';
import { writeDetails } from '../store/case-details.ts';
import { allCertificates } from '../store/import-runs.ts';
import { pageOfQuarantined } from '../store/quarantined-rows.ts';

export function caseHandlers(state: EngineState) {
  const become = (opened: OpenCase): CaseSummary => {
    state.openCase = opened;
    const { title, reference } = opened.details;
    state.settings.remember({ folder: opened.paths.root, title, reference, openedAt: new Date().toISOString() });
    return opened.summary();
  };
  return {
    'cases.create': async ({ folder, details }) => {
      const opened = createCase(folder, details, state);
      await state.closeCase();
      return become(opened);
    },
    'cases.open': async ({ folder, takeOverStaleLock }) => {
      if (state.openCase?.paths.root === casePaths(folder).root) return state.openCase.summary();
      const opened = await openCase(folder, takeOverStaleLock, state);
      await state.closeCase();
      return become(opened);
    },
    'cases.close': async () => {
      await state.closeCase();
      return {};
    },
    'cases.summary': () => state.requireCase().summary(),
    'cases.updateDetails': (details) => {
      const opened = state.requireCase();
      opened.db.transaction(() => {
        const before = opened.details;
        writeDetails(opened.db, details);
        opened.record({ action: 'case.details-changed', summary: 'Case details changed', details: { before: { ...before }, after: { ...details } } });
      }).immediate();
      state.emit('case.changed', { what: 'details', itemIds: [] });
      return opened.summary();
    },
    'exhibits.list': () => listExhibits(state.requireCase().db),
    'exhibits.suggestReference': ({ initials }) => ({ reference: suggestReference(state.requireCase().db, initials) }),
    'imports.certificates': () => [...allCertificates(state.requireCase().db)],
    'imports.quarantined': ({ exhibitId, offset, limit }) => pageOfQuarantined(state.requireCase().db, exhibitId, offset, limit),
    'continuity.page': ({ before, limit }) => {
      const { db } = state.requireCase();
      return { entries: [...pageOfEntries(db, before, limit)], total: logHead(db).count };
    },
  } satisfies Partial<InlineHandlers>;
}
