import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.ts';
import type { LedgerDraft, LedgerEntry } from './store.ts';

/** What the first entry follows. */
const genesisHash = '0'.repeat(64);

/** The head of the chain: the last entry's place and hash. */
export type ChainHead = Pick<LedgerEntry, 'seq' | 'hash'>;

function hashOf(seq: number, draft: LedgerDraft, previousHash: string): string {
  const { at, kind, key, subject, ruleId, ground, status, packHash, details } = draft;
  const content = canonicalJson({ seq, at, kind, key, subject, ruleId, ground, status, packHash, details });
  return createHash('sha256').update(previousHash).update(content).digest('hex');
}

/** Links drafts behind the head (null = the chain is empty), in their order. */
export function chainOnto(head: ChainHead | null, drafts: readonly LedgerDraft[]): readonly LedgerEntry[] {
  let seq = head?.seq ?? 0;
  let previousHash = head?.hash ?? genesisHash;
  return drafts.map((draft) => {
    seq += 1;
    const entry = { ...draft, seq, previousHash, hash: hashOf(seq, draft, previousHash) };
    previousHash = entry.hash;
    return entry;
  });
}

/** True when the entry is unaltered and follows directly on the head. */
export function fitsChain(head: ChainHead | null, entry: LedgerEntry): boolean {
  const previousHash = head?.hash ?? genesisHash;
  return (
    entry.seq === (head?.seq ?? 0) + 1 &&
    entry.previousHash === previousHash &&
    entry.hash === hashOf(entry.seq, entry, previousHash)
  );
}
