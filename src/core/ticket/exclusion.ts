import type { Act, TicketHistory } from './history.ts';
import { testOf } from './holds.ts';
import type { Test } from './holds.ts';
import { momentAfter } from './history.ts';

/** Why a ticket is outside every count: part of another, spam and the like, with other desks, no longer shown to us. */
export type Exclusion = 'merged' | 'uncounted' | 'left' | 'gone';

/** For each act of a history, why the ticket was outside every count after it; null while it counts. */
export function listExclusions(history: TicketHistory): readonly (Exclusion | null)[] {
  const { excluded } = history.pack.catalog;
  const isUncounted = excluded === undefined ? null : testOf(excluded);
  let isMerged = false;
  return history.acts.map((act) => {
    isMerged = act.facts.some(({ kind }) => kind === 'merged') || (isMerged && !changesState(act));
    return isMerged ? 'merged' : exclusionAfter(act, history, isUncounted);
  });
}

function exclusionAfter(act: Act, history: TicketHistory, isUncounted: Test | null): Exclusion | null {
  const { pack } = history;
  const state = pack.states.get(String(act.fieldsAfter['state']));
  if (state?.kind === 'merged') return 'merged';
  if (act.facts.some(({ kind }) => kind === 'deleted' || kind === 'access-lost')) return 'gone';
  if (act.fieldsAfter['group'] === null) return 'left';
  if (state?.uncounted === true) return 'uncounted';
  return isUncounted?.(momentAfter(history, act)) === true ? 'uncounted' : null;
}

/** A merged ticket that someone gives another state lives again. */
function changesState({ facts }: Act): boolean {
  return facts.some((fact) => fact.kind === 'field-changed' && fact.field === 'state');
}
