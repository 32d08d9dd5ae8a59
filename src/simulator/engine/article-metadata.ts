import { crashed } from '../api-error.ts';
import type { Ticket } from '../state/records.ts';
import { isBlank, textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { isAgent } from './access.ts';
import { idOf, senderNameOf, typeNameOf } from './article-kinds.ts';
import { mailboxLine } from './email-address.ts';

/** Fills in who an article is from, and what a letter must carry to leave. */
export function addMetadata(world: World, ticket: Ticket, values: Params, authorId: number): void {
  const typeName = typeNameOf(world, values);
  if (typeName === 'email') {
    if (senderNameOf(world, values) !== 'Customer') addMailMetadata(world, ticket, values, authorId);
    return;
  }
  settleOrigin(world, ticket, values, { typeName, authorId });
  const origin = world.users.get(values['origin_by_id'] ?? authorId);
  if (origin === undefined) return;
  const fullName = `${origin.firstname} ${origin.lastname}`.trim();
  const isCustomerByCall =
    ['web', 'phone'].includes(typeName) && !isAgent(world, origin) && origin.email !== '';
  values['from'] = isCustomerByCall ? mailboxLine(fullName, origin.email) : fullName || null;
}

/** What a customer said is theirs, whoever wrote it down; colleagues of the customer speak for themselves. */
function settleOrigin(
  world: World,
  ticket: Ticket,
  values: Params,
  { typeName, authorId }: { readonly typeName: string; readonly authorId: number },
): void {
  const author = world.users.get(authorId);
  const customer = world.users.get(ticket.customer_id);
  const isSaidByCustomer =
    senderNameOf(world, values) === 'Customer' &&
    ['phone', 'note', 'web'].includes(typeName) &&
    customer !== undefined;
  if (isBlank(values['origin_by_id']) && isSaidByCustomer) {
    const isColleague =
      author?.organization_id !== null &&
      author?.organization_id === customer.organization_id &&
      world.organizations.get(customer.organization_id)?.['shared'] === true;
    if (!isColleague) values['origin_by_id'] = customer.id;
  }
  if (isBlank(values['origin_by_id'])) return;
  if (author !== undefined && !isAgent(world, author)) values['origin_by_id'] = author.id;
  values['sender_id'] = idOf(world.articleSenders, 'Customer');
}

function addMailMetadata(world: World, ticket: Ticket, values: Params, authorId: number): void {
  const subject = isBlank(values['subject']) ? (ticket.title ?? '') : textOf(values['subject']);
  values['subject'] = cleanSubject(subject, ticket.number);
  const digits = new Date(world.clock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
  values['message_id'] = `<${digits}.${ticket.id}.${world.random.uuid()}@${textOf(world.setting('fqdn'))}>`;
  const group = world.groups.get(ticket.group_id);
  const address = world.emailAddresses.get(group?.email_address_id);
  if (address === undefined) {
    const path = (group?.name ?? '').replaceAll('::', ' › ');
    throw crashed(`No email address found for group '${path}' (${ticket.group_id})`);
  }
  values['preferences'] = { ...(values['preferences'] as Params), email_address_id: address.id };
  const author = world.users.get(authorId);
  const name = authorId === 1 || author === undefined ? '' : `${author.firstname} ${author.lastname} via `;
  values['from'] = mailboxLine(name + address.name, address.email);
}

/** A subject without the ticket's number and without the signs of a reply. */
export function cleanSubject(subject: string, number: string): string {
  return subject
    .replaceAll(`[Ticket#${number}]`, '')
    .replace(/^(?:(?:re|aw|fw|fwd)(?:\[\d+\])?:\s*)+/i, '')
    .trim();
}
