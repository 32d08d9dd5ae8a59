import { AppError } from '../core/app-error.ts';
import type { Intent } from '../core/policy/intent.ts';
import { readLetter } from '../core/policy/read-letter.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Desk } from './desk.ts';

/** An intent with what the ticket's own letter adds to it. */
export interface TakenIn {
  readonly intent: Intent;
  /** Who becomes the applicant; null when nobody does. */
  readonly applicantId: string | null;
}

/**
 * For an intent that takes a machine's letter in: fetches the letter, reads it, and finds or makes the person it is
 * about. The text and the address are kept nowhere. A letter that cannot be read, or whose person cannot be made, is
 * left to people: the note says so. Any other intent stays as it is.
 * @throws AppError of the helpdesk, but for a person it refuses.
 */
export async function takeIn(intent: Intent, id: TicketId, { helpdesk, pack, log }: Desk): Promise<TakenIn> {
  const { article } = intent;
  if (article?.kind !== 'note' || article.takesIn === undefined) return { intent, applicantId: null };
  const intake = pack.intake.get(article.takesIn);
  const letter = intake === undefined ? null : readLetter(await helpdesk.readFirstText(id), intake, pack);
  if (letter === null) {
    log.warn(
      { id, intake: article.takesIn },
      'a letter could not be read by its layout; it is left to people',
    );
    return { intent, applicantId: null };
  }
  const applicantId = await applicantCalled(letter.applicantEmail, id, { helpdesk, log });
  const data = { ...article.data, taken_in: applicantId !== null };
  const set = { ...intent.set, ...letter.fields };
  return { intent: { ...intent, set, article: { ...article, data } }, applicantId };
}

async function applicantCalled(
  email: string,
  id: TicketId,
  { helpdesk, log }: Pick<Desk, 'helpdesk' | 'log'>,
): Promise<string | null> {
  try {
    return await helpdesk.applicantCalled(email);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'rejected') throw error;
    log.warn({ id }, 'the person a letter is about could not be made an applicant; it is left to people');
    return null;
  }
}
