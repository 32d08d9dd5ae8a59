import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { TicketId } from '../../core/ticket/ticket-id.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { plainText } from './plain-text.ts';
import { ZammadUser } from './schema.ts';

const ArticleText = z.object({ id: z.number(), body: z.string(), content_type: z.string().nullish() });
const Created = z.object({ id: z.number() });

/** The first message of a ticket as plain text; empty when there is none. Nothing of it is kept. */
export async function readFirstText(http: ZammadHttp, id: TicketId): Promise<string> {
  const articles = await http.get(`ticket_articles/by_ticket/${id}`, z.array(ArticleText));
  const [first] = [...articles].sort((one, other) => one.id - other.id);
  if (first === undefined) return '';
  return first.content_type?.startsWith('text/html') === true ? plainText(first.body) : first.body;
}

/**
 * The user with exactly this address (lower case), made as a customer when there is none: an agent may do both.
 * @throws AppError `rejected` when Zammad makes no user of it; its own words would name the address.
 */
export async function customerCalled(http: ZammadHttp, email: string): Promise<string> {
  const known = await findUser(http, email);
  if (known !== null) return known;
  try {
    return String((await http.post('users', { email, login: email }, Created)).id);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'rejected' && error.code !== 'forbidden'))
      throw error;
    // Somebody may have made the same user at this moment.
    const made = await findUser(http, email);
    if (made !== null) return made;
    throw new AppError('rejected', 'Zammad makes no customer of the address that a letter names', {
      details: { reason: 'no-customer' },
    });
  }
}

async function findUser(http: ZammadHttp, email: string): Promise<string | null> {
  const found = await http.get(
    `users/search?query=${encodeURIComponent(email)}&limit=50`,
    z.array(ZammadUser),
  );
  const user = found.find((each) => each.email?.toLowerCase() === email);
  return user === undefined ? null : String(user.id);
}
