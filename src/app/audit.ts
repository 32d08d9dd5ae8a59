import { z } from 'zod';
import type { Instant } from '../core/calendar/instant.ts';
import type { LedgerEntry, Store } from '../store/store.ts';

/** Place and hash of the ledger's last entry at some moment. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** A head that left the house, and whether the ledger still has it. */
export interface CheckedHead extends LedgerHead {
  /** The issued document that shows it, or `given` where the operator typed it in. */
  readonly publishedIn: string;
  readonly publishedAt: Instant | null;
  readonly fits: boolean;
}

/** What verifying found. */
export interface Audit {
  /** Entries from the beginning that fit. */
  readonly count: number;
  readonly head: LedgerHead | null;
  /** The first entry that does not fit the chain; null when all do. */
  readonly broken: Pick<LedgerEntry, 'seq' | 'at' | 'kind' | 'key'> | null;
  /** Oldest first. */
  readonly heads: readonly CheckedHead[];
  /** Nothing contradicts the record. */
  readonly isSound: boolean;
}

const Published = z.object({ ledgerHead: z.object({ seq: z.number(), hash: z.string() }) });

/**
 * Recomputes the chain and looks up every head that an issued report shows, with those that are `given` from paper.
 * What it proves is that entries up to the last head published are unaltered since then; who can write the store can
 * forge what no published head covers.
 */
export async function auditLedger(
  { ledger, documents }: Pick<Store, 'ledger' | 'documents'>,
  given: readonly LedgerHead[] = [],
): Promise<Audit> {
  const { count, brokenAt } = await ledger.verify();
  const published = (await documents.list(null)).flatMap(({ id, issuedAt, figures }) => {
    const parsed = Published.safeParse(figures);
    return parsed.success ? [{ ...parsed.data.ledgerHead, publishedIn: id, publishedAt: issuedAt }] : [];
  });
  const onPaper = given.map((head) => ({ ...head, publishedIn: 'given', publishedAt: null }));
  const heads: CheckedHead[] = [];
  for (const head of [...published, ...onPaper].sort((one, other) => one.seq - other.seq)) {
    const line = await ledger.lineAt(head.seq);
    heads.push({ ...head, fits: line?.hash === head.hash && head.seq <= count });
  }
  const broken = brokenAt === null ? null : await ledger.lineAt(brokenAt);
  return {
    count,
    head: await ledger.head(),
    broken: broken === null ? null : { seq: broken.seq, at: broken.at, kind: broken.kind, key: broken.key },
    heads,
    isSound: brokenAt === null && heads.every(({ fits }) => fits),
  };
}
