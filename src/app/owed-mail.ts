import { z } from 'zod';
import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Ground, Subject } from '../core/policy/intent.ts';
import type { OutgoingMail } from '../output/output.ts';
import type { LedgerDraft } from '../store/store.ts';

/** A mail that is owed. */
export interface OwedMail {
  /** The same obligation always has the same key. */
  readonly key: string;
  /** What it is about: `period:2026-W47`, `roster:2026-12`, `ticket:ID`. */
  readonly subject: Subject;
  readonly ruleId: string;
  readonly ground: Ground;
  /** Ids from which the mail can be written again; they go on record, so no names and no texts. */
  readonly facts?: MailFacts;
  /** Writes the mail; asked only when one is about to leave. */
  readonly compose: () => Promise<ComposedMail>;
}

/** Ids and instants by name; `what` says who can write the mail. */
export type MailFacts = Readonly<Record<string, string | number>>;

/** A mail before it has its Message-ID. */
export type ComposedMail = Omit<OutgoingMail, 'messageId'>;

/** What the ledger says of a mail beside its status. */
export const MailAttempts = z.object({
  channel: z.literal('mail'),
  attempt: z.number(),
  /** Attempts after which nobody knows whether the mail arrived. */
  unknowns: z.number(),
  /** Null while an attempt is under way: found so by another process, that attempt is one that nobody knows of. */
  retryAt: z.number().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
/** One of {@link MailAttempts}. */
export type MailAttempts = z.infer<typeof MailAttempts>;

/** Before the first attempt. */
export const untried: MailAttempts = { channel: 'mail', attempt: 0, unknowns: 0, retryAt: 0, facts: {} };

/** True of an effect that is a mail of ours and not a change to a ticket. */
export function isMailEffect({ details }: Pick<Effect, 'details'>): boolean {
  return details['channel'] === 'mail';
}

/** What a mail can be written from; empty for what is no mail or has no such ids. */
export function mailFactsOf({ details }: Pick<Effect, 'details'>): MailFacts {
  return MailAttempts.safeParse(details).data?.facts ?? {};
}

/** Promises a mail without sending it yet: the ledger's pending mails are what `deliverMails` sends. */
export function promiseMail(
  { key, subject, ruleId, ground, facts = {} }: Omit<OwedMail, 'compose'>,
  { at, packHash }: { readonly at: Instant; readonly packHash: string },
): LedgerDraft {
  const details: MailAttempts = { ...untried, retryAt: at, facts };
  return { at, kind: 'effect', key, subject, ruleId, ground, status: 'pending', packHash, details };
}
