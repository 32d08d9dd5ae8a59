import type { Store } from '../store/store.ts';
import type { ScriptedTicket } from './scripted-ticket.ts';

/** What a demo came to. */
export interface DemoSummary {
  readonly tickets: number;
  readonly steps: number;
  readonly refusedByForms: number;
  /** Clause or `(product)` → how many effects were done. */
  readonly actions: ReadonlyMap<string, number>;
  /** Clause → how many violations were found. */
  readonly findings: ReadonlyMap<string, number>;
  readonly files: readonly string[];
}

/** Counts the ledger. */
export async function summarize({
  store,
  tickets,
  refusedByForms,
  files,
}: {
  readonly store: Store;
  readonly tickets: readonly ScriptedTicket[];
  readonly refusedByForms: number;
  readonly files: readonly string[];
}): Promise<DemoSummary> {
  const actions = new Map<string, number>();
  const findings = new Map<string, number>();
  for await (const entries of store.ledger.list({})) {
    for (const { kind, status, ground } of entries) {
      const counted =
        kind === 'effect' && status === 'done'
          ? actions
          : kind === 'finding' && status === 'found'
            ? findings
            : null;
      const name = ground.kind === 'clause' ? ground.clause : '(product)';
      counted?.set(name, (counted.get(name) ?? 0) + 1);
    }
  }
  const steps = tickets.reduce((sum, ticket) => sum + ticket.steps.length, 0);
  return { tickets: tickets.length, steps, refusedByForms, actions, findings, files };
}
