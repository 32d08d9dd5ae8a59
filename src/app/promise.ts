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

/** Until a request has left: it is sent again where the connection was refused. */
const sendingLastsMs = 10_000;

/** A promise younger than the helpdesk's longest request may still be carried out there; a mail is not its business. */
export function isUnderWay(effect: Effect, now: Instant, { helpdesk }: Pick<Desk, 'helpdesk'>): boolean {
  if (effect.status !== 'pending' || isMailEffect(effect) || promiseOf(effect)?.isUnsent === true)
    return false;
  return now < effect.at + sendingLastsMs + helpdesk.capabilities.longestRequestMs;
}

/**
 * What became of what a person entered while our write was under way. `waits`: whether it was given back is not known
 * yet, so the promise must stay; asked again after the helpdesk's longest request it goes on where it stopped.
 */
export type GivingBack = 'nothing-lost' | 'given-back' | 'told' | 'waits';

/**
 * Gives back what a person entered while our write was under way, once. What the helpdesk refuses is told: the ledger
 * then says whose value of which field must be entered again by hand.
 */
export async function giveBack(
  intent: Pick<Intent, 'key' | 'subject' | 'ruleId'>,
  {
    ticket,
    basis,
    now,
  }: { readonly ticket: Ticket; readonly basis: WriteBasis | null; readonly now: Instant },
  { helpdesk, store, log, pack }: Desk,
): Promise<GivingBack> {
  const lost = basis === null ? {} : findOverwritten(basis, ticket);
  const fields = Object.keys(lost);
  if (fields.length === 0) return 'nothing-lost';
  let code = 'put-back';
  try {
    await helpdesk.write(ticket.id, { key: `${intent.key}/back`, set: lost, article: null });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unauthorized') throw error;
    log.warn(
      { key: intent.key, fields, code: error.code },
      "a person's value could not be given back at once",
    );
    if (!finalCodes.has(error.code)) return 'waits';
    code = 'overwritten';
  }
  log.warn({ key: intent.key, fields, code }, 'a person entered something while an effect was written');
  await store.ledger.append([
    mishapDraft(intent, { code, at: now, details: { fields, values: lost } }, { pack }),
  ]);
  return code === 'put-back' ? 'given-back' : 'told';
}

/** What no other try will mend. */
const finalCodes: ReadonlySet<string> = new Set(['rejected', 'not-found', 'forbidden']);

/**
 * Whether the ticket shows that an effect was carried out: the message with its key is there, or the service wrote its
 * fields since it was promised.
 */
export function showsEffect(
  { timeline }: Ticket,
  { key, at, details }: Pick<Effect, 'key' | 'at' | 'details'>,
): boolean {
  if (timeline.some((fact) => fact.kind === 'article' && fact.effectKey === key)) return true;
  const fields = Array.isArray(details['fields']) ? (details['fields'] as readonly string[]) : [];
  const isMessage = details['article'] !== undefined;
  return (
    !isMessage &&
    fields.length > 0 &&
    fields.every((field) =>
      timeline.some(
        (fact) =>
          fact.kind === 'field-changed' &&
          fact.field === field &&
          fact.actor === 'service' &&
          fact.at >= at - clockNoiseMs,
      ),
    )
  );
}

/** The helpdesk's clock is known to the second. */
const clockNoiseMs = 2_000;
