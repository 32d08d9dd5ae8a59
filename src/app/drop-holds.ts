import type { Instant } from '../core/calendar/instant.ts';
import { NO_LONGER_OWED } from '../core/policy/effect-standing.ts';
import type { Evaluation } from '../core/policy/evaluation.ts';
import type { Ledger, LedgerDraft, LedgerEntry, Standing } from '../store/store.ts';
import { followUpDraft } from './ledger-drafts.ts';

/** An effect that a cap holds although nobody is owed it any more. */
export interface DroppedHold {
  readonly subject: string;
  readonly key: string;
}

/** What of a subject's held effects an evaluation neither owes nor skips. */
export function findDroppedHolds(
  subject: string,
  { intents, skipped }: Evaluation,
  { effects }: Standing,
): readonly DroppedHold[] {
  const held = [...effects.values()].filter(({ status }) => status === 'held');
  if (held.length === 0) return [];
  const spoken = new Set([...intents, ...skipped.map(({ intent }) => intent)].map(({ key }) => key));
  return held.filter(({ key }) => !spoken.has(key)).map(({ key }) => ({ subject, key }));
}

/** Ledger lines by which dropped effects leave the list of what is held: visibly, with the reason. */
export async function dropHolds(
  dropped: readonly DroppedHold[],
  ledger: Ledger,
  now: Instant,
): Promise<readonly LedgerDraft[]> {
  const drafts: LedgerDraft[] = [];
  for (const { subject, key } of dropped) {
    const entry = await lastEntryOf(key, subject, ledger);
    if (entry?.status !== 'held') continue;
    drafts.push(
      followUpDraft(entry, {
        status: 'skipped',
        at: now,
        details: { ...entry.details, why: NO_LONGER_OWED, heldFor: entry.details['why'] ?? null },
      }),
    );
  }
  return drafts;
}

async function lastEntryOf(key: string, subject: string, ledger: Ledger): Promise<LedgerEntry | null> {
  let last: LedgerEntry | null = null;
  for await (const entries of ledger.list({ subject })) {
    last = entries.findLast((entry) => entry.kind === 'effect' && entry.key === key) ?? last;
  }
  return last;
}
