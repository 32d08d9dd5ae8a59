import { ApiError, crashed, forbidden, refusedByModel, unprocessable } from '../api-error.ts';
import { ticketModel } from '../models/ticket.ts';
import { userModel } from '../models/user.ts';
import type { Ticket, User } from '../state/records.ts';
import { isBlank, isObject, textOf, type Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { hasGroupAccess, isAgent, mayAccessTicket } from './access.ts';
import { assertAttributesValid, defaultsOfAttributes } from './attributes.ts';
import { isSameValue } from './cast.ts';
import { isEmailAddress } from './email-address.ts';
import { authorOf, tellOfChanges, tellOfTicket, type HistoryAuthor } from './history.ts';
import { pickColumns, resolveNames } from './params.ts';
import { createRecord } from './records.ts';
import { assertFormSatisfied } from './workflows.ts';

const NOBODY_ID = 1;

/** Makes a ticket as the tickets controller does; its article, tags and links are the caller's. */
export function createTicket(world: World, user: User, params: Params, transaction: Transaction): Ticket {
  const given = resolveNames(world, ticketModel, withoutCustomerRecord(params));
  if (!isAgent(world, user)) {
    for (const column of ['owner_id', 'preferences']) Reflect.deleteProperty(given, column);
    given['customer_id'] = user.id;
  } else given['customer_id'] = customerFrom(world, params, given['customer_id'], transaction);
  const picked = pickColumns(world, ticketModel, given);
  assertMayCreate(world, user, picked['group_id'], picked['customer_id']);
  const values = withDefaults(world, picked);
  assertAttributesValid(world, 'Ticket', values, (column) => !isBlank(values[column]));
  assertFormSatisfied({ world, user, screen: 'create_middle', saved: null, values });
  return insertTicket(world, values, transaction);
}

/** Adds a ticket whose values are complete but for what Zammad works out itself. */
export function insertTicket(world: World, values: Params, transaction: Transaction): Ticket {
  if (values['number'] === null || values['number'] === '') values['number'] = nextNumber(world);
  if (world.tickets.where('number', values['number']).length > 0) {
    throw refusedByModel(
      'PG::InFailedSqlTransaction: ERROR:  current transaction is aborted, ' +
        'commands ignored until end of transaction block\n',
    );
  }
  settleTimes(world, null, values, transaction.at);
  const ticket = world.tickets.insert({
    ...values,
    created_by_id: transaction.userId,
    updated_by_id: transaction.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  });
  tellOfTicket(world, ticket.id, { type: 'created' }, authorOf(transaction));
  transaction.events.set(ticket.id, {
    ticketId: ticket.id,
    type: 'create',
    changed: new Set(),
    articleId: null,
  });
  transaction.touched.add(ticket.id);
  return ticket;
}

/** All columns of a new ticket, with what nobody gave filled in. */
export function withDefaults(world: World, given: Params): Params {
  const empty = Object.fromEntries(Object.keys(ticketModel.columns).map((column) => [column, null]));
  const values: Params = { ...empty, preferences: {}, ...defaultsOfAttributes(world, 'Ticket'), ...given };
  values['state_id'] ??= world.states.find((state) => state.default_create)?.id ?? null;
  values['priority_id'] ??=
    world.priorities.find((priority) => priority['default_create'] === true)?.id ?? null;
  settleOwnerAndOrganization(world, values);
  return values;
}

/** Changes a ticket as the tickets controller does: its form must be satisfied even when nothing changes. */
export function updateTicket(
  world: World,
  user: User,
  ticket: Ticket,
  { params, transaction }: { readonly params: Params; readonly transaction: Transaction },
): void {
  const given = resolveNames(world, ticketModel, params);
  Reflect.deleteProperty(given, 'number');
  if (!isAgent(world, user)) {
    for (const column of ['owner_id', 'customer_id', 'organization_id', 'preferences']) {
      Reflect.deleteProperty(given, column);
    }
  }
  const picked = pickColumns(world, ticketModel, given);
  if (isObject(picked['preferences']))
    picked['preferences'] = { ...ticket.preferences, ...picked['preferences'] };
  const values: Params = { ...ticket, ...picked };
  settleChange(world, ticket, values, transaction.at);
  assertAttributesValid(world, 'Ticket', values, (column) => !isSameValue(ticket[column], values[column]));
  assertFormSatisfied({ world, user, screen: 'edit', saved: ticket, values: formValues(values) });
  writeTicket(world, ticket, values, { transaction, author: authorOf(transaction) });
}

/** Changes columns past the form, with all that follows from them: for articles, triggers, jobs and letters. */
export function changeTicket(
  world: World,
  ticket: Ticket,
  changes: Params,
  {
    transaction,
    author = authorOf(transaction),
  }: { readonly transaction: Transaction; readonly author?: HistoryAuthor },
): void {
  const values: Params = { ...ticket, ...changes };
  settleChange(world, ticket, values, transaction.at);
  writeTicket(world, ticket, values, { transaction, author });
}

/** Moves `updated_at` and nothing else. */
export function touchTicket(world: World, ticket: Ticket, transaction: Transaction): void {
  world.tickets.update(ticket, { updated_at: transaction.at });
}

function writeTicket(
  world: World,
  ticket: Ticket,
  values: Params,
  { transaction, author }: { readonly transaction: Transaction; readonly author: HistoryAuthor },
): void {
  const before: Params = {};
  const changes: Params = {};
  for (const [column, value] of Object.entries(values)) {
    if (column === 'updated_at' || column === 'updated_by_id' || isSameValue(ticket[column], value)) continue;
    before[column] = ticket[column];
    changes[column] = value;
  }
  if (Object.keys(changes).length === 0 && ticket.updated_by_id === author.userId) return;
  world.tickets.update(ticket, { ...changes, updated_by_id: author.userId, updated_at: transaction.at });
  tellOfChanges(world, ticket, before, author);
  transaction.touched.add(ticket.id);
  noteChange(transaction, ticket.id, Object.keys(changes));
}

const UNNOTED = new Set(['article_count', 'create_article_type_id', 'create_article_sender_id']);

function noteChange(transaction: Transaction, ticketId: number, columns: readonly string[]): void {
  const noted = columns.filter((column) => !UNNOTED.has(column));
  if (noted.length === 0) return;
  const event = transaction.events.get(ticketId);
  if (event === undefined) {
    transaction.events.set(ticketId, { ticketId, type: 'update', changed: new Set(noted), articleId: null });
  } else for (const column of noted) event.changed.add(column);
}

function settleChange(world: World, ticket: Ticket, values: Params, at: string): void {
  settleOwnerAndOrganization(world, values);
  const isStateChanged = values['state_id'] !== ticket.state_id;
  const typeName = world.stateTypeName(Number(values['state_id']));
  if (isStateChanged && !typeName.startsWith('pending')) values['pending_time'] = null;
  if (typeName !== 'closed' && !mayOwn(world, Number(values['owner_id']), Number(values['group_id']))) {
    values['owner_id'] = NOBODY_ID;
  }
  settleTimes(world, ticket, values, at);
}

const mayOwn = (world: World, ownerId: number, groupId: number): boolean => {
  const owner = world.users.get(ownerId);
  return ownerId === NOBODY_ID || (owner !== undefined && hasGroupAccess(world, owner, groupId, 'full'));
};

function settleOwnerAndOrganization(world: World, values: Params): void {
  values['owner_id'] ??= NOBODY_ID;
  const customer = world.users.get(values['customer_id']);
  if (customer !== undefined && values['organization_id'] !== customer.organization_id) {
    values['organization_id'] = customer.organization_id;
  }
  if (typeof values['title'] === 'string') values['title'] = values['title'].replace(/\s/g, ' ');
}

function settleTimes(world: World, ticket: Ticket | null, values: Params, at: string): void {
  if (typeof values['pending_time'] === 'string') {
    values['pending_time'] = values['pending_time'].replace(/:\d\d\.\d{3}Z$/, ':00.000Z');
  }
  settleOwnerTime(world, ticket, values, at);
  if (world.stateTypeName(Number(values['state_id'])) !== 'closed') return;
  if (values['state_id'] !== ticket?.state_id || values['last_close_at'] === null)
    values['last_close_at'] = at;
  values['close_at'] ??= at;
}

/** When the owner last moved the ticket; only groups with an assignment timeout care from the start. */
function settleOwnerTime(world: World, ticket: Ticket | null, values: Params, at: string): void {
  const isChanged = (column: string): boolean => !isSameValue(ticket?.[column], values[column]);
  if (!['owner_id', 'state_id', 'group_id', 'last_contact_agent_at'].some(isChanged)) return;
  const typeName = world.stateTypeName(Number(values['state_id']));
  const timeout = world.groups.get(values['group_id'])?.assignment_timeout;
  const isDropped = isChanged('owner_id') && values['owner_id'] === NOBODY_ID;
  const isMoved = isChanged('group_id') && (timeout === null || timeout === undefined || timeout === 0);
  const isIdle = isChanged('state_id') && typeName !== 'new' && typeName !== 'open';
  values['last_owner_update_at'] = isDropped || isMoved || isIdle ? null : at;
}

const ROW_COLUMNS = ['id', 'created_at', 'updated_at', 'created_by_id', 'updated_by_id'];

const formValues = (values: Params): Params =>
  Object.fromEntries(Object.entries(values).filter(([column]) => !ROW_COLUMNS.includes(column)));

function assertMayCreate(world: World, user: User, groupId: unknown, customerId: unknown): void {
  if (isBlank(groupId)) throw unprocessable("The required value 'group_id' is missing.");
  if (world.groups.get(groupId) === undefined) throw crashed("undefined method `id' for nil");
  const draft = { group_id: groupId, customer_id: customerId, organization_id: null } as Ticket;
  if (!mayAccessTicket(world, user, draft, 'create')) throw forbidden();
}

const withoutCustomerRecord = (params: Params): Params =>
  isObject(params['customer']) ? { ...params, customer: undefined } : params;

/** A customer by id, by `guess:` and an address, or by a record with one; unknown ones are made. */
function customerFrom(world: World, params: Params, customerId: unknown, transaction: Transaction): unknown {
  const guessed = /^guess:(.+)$/.exec(textOf(customerId))?.[1];
  if (guessed !== undefined) {
    if (!isEmailAddress(guessed)) throw new ApiError(422, `Invalid email '${guessed}' of customer`, 'bare');
    const address = guessed.toLowerCase();
    return (
      world.users.where('email', address)[0]?.id ??
      createRecord(world, userModel, { email: address }, transaction).id
    );
  }
  const record = params['customer'];
  if (!isBlank(customerId) || !isObject(record)) return customerId;
  const email = textOf(record['email']).toLowerCase();
  const login = textOf(record['login']).toLowerCase();
  const known =
    world.users.get(record['id']) ??
    (email === '' ? undefined : world.users.where('email', email)[0]) ??
    (login === '' ? undefined : world.users.where('login', login)[0]);
  return (
    known?.id ??
    createRecord(world, userModel, { ...record, roles: undefined, role_ids: undefined }, transaction).id
  );
}

const SYSTEM_ID = '27';

function nextNumber(world: World): string {
  for (;;) {
    world.ticketCounter += 1;
    const number = SYSTEM_ID + String(world.ticketCounter).padStart(3, '0');
    if (world.tickets.where('number', number).length === 0) return number;
  }
}
