import { isAgent, isFollowUpPossible } from './engine/access.ts';
import { addAttachments } from './engine/article-files.ts';
import { cleanSubject } from './engine/article-metadata.ts';
import { insertArticle } from './engine/article-writer.ts';
import { settleEscalations, settleTriggers } from './engine/commit.ts';
import { parseMailboxes, type Mailbox } from './engine/email-address.ts';
import { createRecord } from './engine/records.ts';
import { changeTicket, insertTicket, withDefaults } from './engine/ticket-writer.ts';
import { userModel } from './models/user.ts';
import type { Group, Ticket, User } from './state/records.ts';
import type { Transaction, World } from './state/world.ts';

export interface IncomingMail {
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly to: string;
  readonly cc?: string;
  readonly subject: string;
  readonly body: string;
  readonly contentType?: 'text/plain' | 'text/html';
  /** Such as `Auto-Submitted` or `Message-ID`, in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly mimeType: string;
    readonly data: Buffer;
  }[];
}

export interface WebForm {
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly body: string;
  /** The group's name; the first active one unless given. */
  readonly group?: string;
}

export interface Received {
  readonly ticketId: number;
  readonly articleId: number;
}

/** Takes a letter in: a new ticket by mail, or a follow-up when the subject names one. */
export function receiveMail(world: World, mail: IncomingMail): Received {
  const [sender] = parseMailboxes(mail.from);
  if (sender === undefined) throw new Error(`no address in ${mail.from}`);
  const marks = marksOf(mail);
  const user = personOf(world, sender);
  const followed = followedTicket(world, mail.subject);
  const isFollowUp = followed !== undefined && mayBeFollowed(world, followed);
  const subject =
    followed === undefined || isFollowUp ? mail.subject : cleanSubject(mail.subject, followed.number);
  const take = (transaction: Transaction): Received => {
    const ticket = isFollowUp ? followed : openTicket(world, user, { ...mail, subject }, transaction);
    if (isFollowUp && !marks.isOutOfOffice) reopen(world, ticket, transaction);
    const isFromAgent = isAgent(world, user) && ticket.customer_id !== user.id;
    const article = insertArticle(
      world,
      ticket,
      {
        type_id: named(world.articleTypes, 'email'),
        sender_id: named(world.articleSenders, isFromAgent ? 'Agent' : 'Customer'),
        from: mail.from,
        to: mail.to,
        cc: mail.cc ?? null,
        subject,
        message_id:
          header(mail, 'message-id') ?? `<${world.random.uuid()}@${sender.address.split('@')[1] ?? ''}>`,
        in_reply_to: header(mail, 'in-reply-to') ?? null,
        content_type: mail.contentType ?? 'text/plain',
        body: mail.body === '' ? 'no visible content' : mail.body,
        preferences: {
          'send-auto-response': !marks.isAutoResponse,
          'is-auto-response': marks.isAutoResponse,
        },
      },
      { transaction },
    );
    addAttachments(world, article, (mail.attachments ?? []).map(storedFile));
    settleTriggers(world, transaction);
    settleEscalations(world, transaction);
    return { ticketId: ticket.id, articleId: article.id };
  };
  return world.transaction(user.id, take, true);
}

/** Takes in what somebody wrote into the form on a web page. */
export function submitWebForm(world: World, form: WebForm): Received {
  const user = personOf(world, { name: form.name, address: form.email.toLowerCase() });
  const group = world.groups.find((one) => (form.group === undefined ? one.active : one.name === form.group));
  if (group === undefined) throw new Error(`no group for the form: ${form.group ?? 'none is active'}`);
  return world.transaction(user.id, (transaction) => {
    const given = { title: form.title, group_id: group.id, customer_id: user.id, preferences: { form: {} } };
    const ticket = insertTicket(world, withDefaults(world, given), transaction);
    const article = insertArticle(
      world,
      ticket,
      {
        type_id: named(world.articleTypes, 'web'),
        sender_id: named(world.articleSenders, 'Customer'),
        subject: form.title,
        body: form.body,
        preferences: { form: {} },
      },
      { transaction },
    );
    settleTriggers(world, transaction);
    settleEscalations(world, transaction);
    return { ticketId: ticket.id, articleId: article.id };
  });
}

const named = (table: World['articleTypes'], name: string): number =>
  table.find((row) => row.name === name)?.id ?? 0;

const storedFile = (file: { filename: string; mimeType: string; data: Buffer }) => ({
  filename: file.filename,
  data: file.data,
  preferences: { 'Mime-Type': file.mimeType },
});

function header(mail: IncomingMail, name: string): string | undefined {
  return Object.entries(mail.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Whether nobody wrote the letter, and whether it says that somebody is away. */
function marksOf(mail: IncomingMail): { readonly isAutoResponse: boolean; readonly isOutOfOffice: boolean } {
  const submitted = header(mail, 'auto-submitted') ?? '';
  const suppress = header(mail, 'x-auto-response-suppress') ?? '';
  const isAutoResponse =
    /auto-(?:generated|replied)/i.test(submitted) ||
    /all/i.test(suppress) ||
    /bulk|list|junk/i.test(header(mail, 'precedence') ?? '') ||
    /yes|true/i.test(header(mail, 'x-loop') ?? '') ||
    header(mail, 'list-unsubscribe') !== undefined;
  const isOutOfOffice =
    /vacation|auto-replied;\sowner-email=/i.test(submitted) ||
    (/auto-replied/i.test(submitted) && /vacation/i.test(mail.subject)) ||
    (/all/i.test(suppress) && header(mail, 'x-ms-exchange-inbox-rules-loop') !== undefined);
  return { isAutoResponse, isOutOfOffice };
}

/** The user of an address; made as a customer when nobody has it. */
function personOf(world: World, { name, address }: Mailbox): User {
  const known = world.users.where('email', address)[0];
  if (known !== undefined) return known;
  return world.transaction(1, (transaction) => {
    const user = createRecord(world, userModel, { email: address, firstname: name }, transaction);
    world.users.update(user as User, { created_by_id: user.id, updated_by_id: user.id });
    return user as User;
  });
}

/** The ticket whose number the subject gives; of a merged one, where it went. */
function followedTicket(world: World, subject: string): Ticket | undefined {
  const number = /Ticket#\s*(\w+)/i.exec(subject)?.[1];
  const ticket = number === undefined ? undefined : world.tickets.where('number', number)[0];
  if (ticket === undefined || world.stateTypeName(ticket.state_id) !== 'merged') return ticket;
  const merge = world.history.where('ticket_id', ticket.id).findLast((entry) => entry.type === 'merged_into');
  return world.tickets.get(merge?.id_to) ?? ticket;
}

function mayBeFollowed(world: World, ticket: Ticket): boolean {
  const isOver = ['closed', 'merged'].includes(world.stateTypeName(ticket.state_id));
  return !isOver || isFollowUpPossible(world, ticket);
}

/** A word from outside opens the ticket, unless nobody has begun with it; where the group says so the owner is let go. */
function reopen(world: World, ticket: Ticket, transaction: Transaction): void {
  const state = world.states.get(ticket.state_id);
  const followUp = world.states.find((one) => one.default_follow_up);
  if (state?.default_create === true || followUp === undefined) return;
  const isClosed = world.stateTypeName(ticket.state_id) === 'closed';
  const isOwnerKept = world.groups.get(ticket.group_id)?.follow_up_assignment !== false || !isClosed;
  changeTicket(
    world,
    ticket,
    { state_id: followUp.id, ...(isOwnerKept ? {} : { owner_id: 1 }) },
    { transaction },
  );
}

function openTicket(world: World, user: User, mail: IncomingMail, transaction: Transaction): Ticket {
  const group = groupOf(world, mail.to);
  const channelId = world.emailAddresses.get(group.email_address_id)?.channel_id ?? null;
  const given = {
    title: mail.subject === '' ? '-' : mail.subject,
    group_id: group.id,
    customer_id: user.id,
    preferences: channelId === null ? {} : { channel_id: channelId },
  };
  return insertTicket(world, withDefaults(world, given), transaction);
}

/** The group that has the address, else the first active one. */
function groupOf(world: World, to: string): Group {
  const addresses = parseMailboxes(to).map(({ address }) => address);
  const own = world.emailAddresses.find((one) => addresses.includes(one.email.toLowerCase()));
  const group =
    (own === undefined
      ? undefined
      : world.groups.find((one) => one.active && one.email_address_id === own.id)) ??
    world.groups.find((one) => one.active);
  if (group === undefined) throw new Error('no group is active');
  return group;
}
