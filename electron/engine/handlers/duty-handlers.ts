/** Answers about duty typed by people. */
import type { EngineState, InlineHandlers } from '../engine.ts';
import type { OpenCase } from '../case/open-case.ts';
import { addSpell, changeSpell, undoSpell, withdrawSpell } from '../duty/duty-spells.ts';
import { spellsOfCase } from '../duty/duty-times.ts';

export function dutyHandlers(state: EngineState) {
  const changing = <T>(act: (opened: OpenCase) => T): T => {
    const value = act(state.requireCase());
    state.emit('case.changed', { what: 'duty', itemIds: [] });
    return value;
  };
  return {
    'duty.spells': () => spellsOfCase(state.requireCase().db),
    'duty.add': (statement) => changing((opened) => {
      addSpell(opened, statement);
      return spellsOfCase(opened.db);
    }),
    'duty.change': ({ spellId, statement }) => changing((opened) => {
      changeSpell(opened, spellId, statement);
      return spellsOfCase(opened.db);
    }),
    'duty.withdraw': ({ spellId, reason }) => changing((opened) => {
      withdrawSpell(opened, spellId, reason);
      return spellsOfCase(opened.db);
    }),
    'duty.undo': () => changing(undoSpell),
  } satisfies Partial<InlineHandlers>;
}
