/** What the ledger holds of one clause in a period. */
export interface LedgerTrace {
  /** Effects that were done. */
  readonly done: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** What is read of a ledger entry. */
export interface TracedEntry {
  readonly seq: number;
  readonly kind: string;
  readonly status: string;
  readonly ground: { readonly kind: 'clause'; readonly clause: string } | { readonly kind: 'product' };
}

/** Adds an entry to the traces by clause; entries on additions of ours are evidence of no clause. */
export function addTrace(traces: Map<string, LedgerTrace>, { seq, kind, status, ground }: TracedEntry): void {
  if (ground.kind !== 'clause') return;
  const known = traces.get(ground.clause);
  const isDone = kind === 'effect' && status === 'done';
  traces.set(ground.clause, {
    done: (known?.done ?? 0) + (isDone ? 1 : 0),
    firstSeq: known?.firstSeq ?? seq,
    lastSeq: seq,
  });
}
