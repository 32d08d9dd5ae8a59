import type { Article, Ticket } from '../state/records.ts';
import { listOf, textOf, type JsonObject } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { hasGroupAccess } from './access.ts';
import { parseMailboxes } from './email-address.ts';

interface Occasion {
  readonly world: World;
  readonly ticket: Ticket;
  readonly article: Article | undefined;
}

/** To whom a trigger's letter goes, without those to whom none may go: ourselves, automata, addresses that bounced. */
export function recipientsOf(occasion: Occasion, action: JsonObject): string[] {
  const lines = listOf(action['recipient']).flatMap((kind) => linesOf(occasion, textOf(kind)));
  const addresses = lines.flatMap((line) => parseMailboxes(line).slice(0, 1)).map(({ address }) => address);
  return [...new Set(addresses)].filter((address) => mayWriteTo(occasion, address));
}

function linesOf({ world, ticket, article }: Occasion, kind: string): string[] {
  const emailOf = (userId: unknown): string[] => {
    const email = world.users.get(userId)?.email ?? '';
    return email === '' ? [] : [email];
  };
  switch (kind) {
    case 'article_last_sender':
      if (article === undefined) return [];
      return [
        article.reply_to ?? article.from ?? emailOf(article.origin_by_id ?? article.created_by_id)[0] ?? '',
      ];
    case 'ticket_customer':
      return emailOf(ticket.customer_id);
    case 'ticket_owner':
      return emailOf(ticket.owner_id);
    case 'ticket_agents':
      return world.users
        .filter((user) => hasGroupAccess(world, user, ticket.group_id, 'full'))
        .flatMap((user) => emailOf(user.id));
    default:
      return emailOf(/^userid_(\d+)$/.exec(kind)?.[1]);
  }
}

const AUTOMATON = /(mailer-daemon|postmaster|abuse|root|noreply|noreply.+?|no-reply|no-reply.+?)@.+?/i;

function mayWriteTo(occasion: Occasion, address: string): boolean {
  const { world, article } = occasion;
  if (world.emailAddresses.find((own) => own.email === address) !== undefined) return false;
  if (world.users.where('email', address).some((user) => isBlocked(world, user.preferences))) return false;
  if (AUTOMATON.test(address)) return false;
  const isAutoResponse = article?.preferences['is-auto-response'] === true;
  if (isAutoResponse && (article.from ?? '').toLowerCase().includes(address)) return false;
  return !isLoop(occasion, address);
}

const BLOCKED_FOR_MS = 60 * 86_400_000;

function isBlocked(world: World, preferences: Record<string, unknown>): boolean {
  if (preferences['mail_delivery_failed'] !== true) return false;
  return world.clock.now() - Date.parse(textOf(preferences['mail_delivery_failed_data'])) < BLOCKED_FOR_MS;
}

/** Letters by triggers to one address, per so many minutes: for one ticket, and in all. */
const MOST_PER_TICKET = [10, 15, 25, 50, 100];
const MOST_IN_ALL = [30, 60, 120, 240, 360];
const WITHIN_MINUTES = [10, 30, 60, 180, 600];

function isLoop({ world, ticket }: Occasion, address: string): boolean {
  const letters: Article[] = [];
  const oldest = world.clock.now() - 600 * 60_000;
  for (const article of world.articles.all().reverse()) {
    if (Date.parse(article.created_at) < oldest) break;
    const isLetter = world.senderName(article) === 'System' && world.articleTypeName(article) === 'email';
    if (isLetter && (article.to ?? '').includes(address)) letters.push(article);
  }
  return WITHIN_MINUTES.some((minutes, index) => {
    const since = world.clock.now() - minutes * 60_000;
    const recent = letters.filter((article) => Date.parse(article.created_at) > since);
    const ofTicket = recent.filter((article) => article.ticket_id === ticket.id);
    return ofTicket.length >= (MOST_PER_TICKET[index] ?? 0) || recent.length >= (MOST_IN_ALL[index] ?? 0);
  });
}
