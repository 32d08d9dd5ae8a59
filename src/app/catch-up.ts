import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { RoundHooks } from './begin-round.ts';
import type { Desk } from './desk.ts';
import { effectDraft } from './ledger-drafts.ts';
import { lookAtAll, type OwedRow, preview } from './preview.ts';

/** Letters to applicants that are too late to be sent by themselves. */
export interface LateLetters {
  readonly rows: readonly OwedRow[];
  readonly intents: readonly Intent[];
}

/**
 * Finds the letters that are owed since their rules were activated and were not sent in time: skipped for that, or to
 * be skipped in the next tick. Writes nothing.
 * @throws AppError `refused` while enforcing is off; else as `preview` does.
 */
export async function findLateLetters(desk: Desk, hooks: RoundHooks = {}): Promise<LateLetters> {
  const usual = await preview(desk, hooks);
  if (usual.enforcingSince === null) {
    throw new AppError(
      'refused',
      'Enforcing is off, so no letter is owed; turn it on with "reglament enforce on"',
    );
  }
  const known = new Set(usual.rows.map(({ key }) => key));
  const { preview: late, intents } = await lookAtAll(desk, { catchesUp: true });
  return {
    rows: late.rows.filter((row) => row.class === 'letter' && !known.has(row.key)),
    intents: intents.filter((intent) => intent.class === 'letter' && !known.has(intent.key)),
  };
}

/** Promises late letters on record: the next enforcing tick sends each once, if it is still owed. */
export async function releaseLate(late: LateLetters, now: Instant, desk: Desk): Promise<void> {
  await desk.store.ledger.append(
    late.intents.map((intent) =>
      effectDraft(
        intent,
        { status: 'pending', at: now, details: { attempt: 0, isUnsent: true, released: true, late: true } },
        desk,
      ),
    ),
  );
}
