import { AppError } from '../core/app-error.ts';
import type { LedgerEntry } from '../store/store.ts';
import { type ComposedMail, isMailEffect, type MailFacts, mailFactsOf } from './owed-mail.ts';
import { type MailStanding, type MailTools, sendMailOnce } from './send-mail-once.ts';

/** Writes a promised mail from its facts. @throws AppError when it cannot be written now */
export type MailWriter = (facts: MailFacts, promise: LedgerEntry) => Promise<ComposedMail>;

/** By the `what` of a mail's facts. */
export type MailWriters = Readonly<Record<string, MailWriter>>;

/** A promised mail that was looked at. */
export interface DeliveredMail {
  readonly key: string;
  readonly standing: MailStanding;
}

const mailsAtOnce = 1_000;

/**
 * Sends the promised mails whose time it is, oldest first. One that cannot be written or sent keeps no other from
 * leaving, and stays promised. Mails that none of the writers knows are left to those who promised them.
 */
export async function deliverMails(
  writers: MailWriters,
  tools: MailTools,
): Promise<readonly DeliveredMail[]> {
  const delivered: DeliveredMail[] = [];
  for (const promise of await tools.ledger.listByStatus('pending', mailsAtOnce)) {
    const facts = mailFactsOf(promise);
    const write = writers[String(facts['what'])];
    if (!isMailEffect(promise) || write === undefined) continue;
    const { key, subject, ruleId, ground } = promise;
    try {
      const compose = (): Promise<ComposedMail> => write(facts, promise);
      const standing = await sendMailOnce({ key, subject, ruleId, ground, facts, compose }, tools);
      delivered.push({ key, standing });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      tools.log.error({ key, code: error.code, why: error.message }, 'a mail could not be written');
    }
  }
  return delivered;
}
