import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { Desk } from './desk.ts';
import { mishapDraft } from './ledger-drafts.ts';
import { findOverwritten, type WriteBasis } from './overwritten.ts';
import { isMailEffect } from './owed-mail.ts';

const PromiseDetails = z.object({
  /** Which attempt whose outcome may be unknown. */
  attempt: z.number(),
  basis: z
    .object({
      readAt: z.number(),
      expected: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable()
    .default(null),
  /** The request was certainly not carried out. */
  isUnsent: z.boolean().default(false),
  /** A person approved it: it does not go stale. */
  released: z.boolean().default(false),
});

/** What was noted with a promise before its request was sent; null for an effect without such a note. */
export function promiseOf(
  effect: Pick<Effect, 'details'> | undefined,
): z.output<typeof PromiseDetails> | null {
  const parsed = PromiseDetails.safeParse(effect?.details);
  return parsed.success ? parsed.data : null;
}

/** A promise younger than the helpdesk's longest request may still be carried out there; a mail is not its business. */
export function isUnderWay(effect: Effect, now: Instant, { helpdesk }: Pick<Desk, 'helpdesk'>): boolean {
  if (effect.status !== 'pending' || isMailEffect(effect) || promiseOf(effect)?.isUnsent === true)
    return false;
  return now < effect.at + helpdesk.capabilities.longestRequestMs;
}

/**
 * Gives back what a person entered while our write was under way, once; true when there was something. A write that
 * fails here is told: the ledger then says whose value of which field must be entered again by hand.
 */
export async function settleWrite(
  intent: Pick<Intent, 'key' | 'subject' | 'ruleId'>,
  {
    ticket,
    basis,
    now,
  }: { readonly ticket: Ticket; readonly basis: WriteBasis | null; readonly now: Instant },
  { helpdesk, store, log, pack }: Desk,
): Promise<boolean> {
  const lost = basis === null ? {} : findOverwritten(basis, ticket);
  const fields = Object.keys(lost);
  if (fields.length === 0) return false;
  const key = `${intent.key}/back`;
  let code = 'put-back';
  try {
    await helpdesk.write(ticket.id, { key, set: lost, article: null });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unauthorized') throw error;
    code = 'overwritten';
  }
  log.warn({ key: intent.key, fields, code }, 'a person entered something while an effect was written');
  await store.ledger.append([
    mishapDraft(intent, { code, at: now, details: { fields, values: lost } }, { pack }),
  ]);
  return true;
}
