import { createRecord } from '../engine/records.ts';
import { createArticle } from '../engine/article-writer.ts';
import { insertTicket, withDefaults } from '../engine/ticket-writer.ts';
import { macroModel, overviewModel, triggerModel } from '../models/automation.ts';
import { groupModel } from '../models/group.ts';
import { modelNamed } from '../models/registry.ts';
import { emailAddressModel, reportProfileModel, signatureModel } from '../models/surroundings.ts';
import { organizationModel, roleModel, userModel } from '../models/user.ts';
import { priorityModel, stateModel } from '../models/vocabulary.ts';
import type { User } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { seedAttributes } from './attributes.ts';
import { OVERVIEWS } from './overviews.ts';
import { PERMISSIONS } from './permissions.ts';
import { SETTINGS } from './settings.ts';
import { triggersOf } from './triggers.ts';

export interface SeedOptions {
  /** The English automatic reply is active, as on a real fresh installation. */
  readonly hasActiveTriggers: boolean;
  /** Addresses for which a mail channel is set up. */
  readonly mailAddresses: readonly { readonly name: string; readonly email: string }[];
}

const ADMIN_PERMISSIONS = ['admin', 'ticket.agent', 'report', 'knowledge_base.editor', 'user_preferences'];

/** Fills an empty world as a fresh installation would be; gives the token of its administrator. */
export function seedWorld(world: World, options: SeedOptions): string {
  return world.transaction(1, (transaction) => {
    const make = (model: Parameters<typeof createRecord>[1], ...all: readonly Params[]): void => {
      for (const params of all) createRecord(world, model, params, transaction);
    };
    seedVocabulary(world, make, transaction.at);
    seedSurroundings(world, make, options);
    const admin = seedPeople(world, make);
    make(overviewModel, ...OVERVIEWS);
    make(triggerModel, ...triggersOf(options.hasActiveTriggers));
    seedWelcome(world, transaction);
    transaction.events.clear();
    return seedToken(world, admin, transaction.at);
  });
}

type Make = (model: Parameters<typeof createRecord>[1], ...all: readonly Params[]) => void;

function seedVocabulary(world: World, make: Make, at: string): void {
  for (const [index, name] of PERMISSIONS.entries()) {
    const allow_signup = name.startsWith('user_preferences') || name === 'knowledge_base.reader';
    world.permissions.insert({
      id: index + 1,
      name,
      allow_signup,
      active: true,
      created_at: at,
      updated_at: at,
    });
  }
  for (const setting of SETTINGS) world.settings.insert({ ...setting, created_at: at, updated_at: at });
  seedAttributes(world, at);
  const named = (target: string, ...names: string[]): void => {
    make(modelNamed(target), ...names.map((name) => ({ name })));
  };
  named('Ticket::StateType', 'new', 'open', 'pending reminder', 'pending action', 'closed', 'merged');
  named('Ticket::Article::Sender', 'Agent', 'Customer', 'System');
  named(
    'Ticket::Article::Type',
    'email',
    'sms',
    'chat',
    'fax',
    'phone',
    'twitter status',
    'twitter direct-message',
    'facebook feed post',
    'facebook feed comment',
    'note',
    'web',
    'telegram personal-message',
    'whatsapp message',
  );
  make(
    stateModel,
    { name: 'new', state_type: 'new', default_create: true },
    { name: 'open', state_type: 'open', default_follow_up: true },
    { name: 'pending reminder', state_type: 'pending reminder', ignore_escalation: true },
    { name: 'closed', state_type: 'closed', ignore_escalation: true },
    { name: 'merged', state_type: 'merged', ignore_escalation: true },
    { name: 'pending close', state_type: 'pending action', next_state: 'closed', ignore_escalation: true },
  );
  make(
    priorityModel,
    { name: '1 low', ui_icon: 'low-priority', ui_color: 'low-priority' },
    { name: '2 normal', default_create: true },
    { name: '3 high', ui_icon: 'important', ui_color: 'high-priority' },
  );
}

function seedSurroundings(world: World, make: Make, options: SeedOptions): void {
  make(signatureModel, { name: 'default', body: '#{user.firstname} #{user.lastname}' });
  make(groupModel, { name: 'Users', signature: 'default', note: 'Standard Group/Pool for Tickets.' });
  make(
    roleModel,
    {
      name: 'Admin',
      note: 'To configure your system.',
      permissions: ['admin', 'user_preferences', 'knowledge_base.editor', 'report'],
    },
    {
      name: 'Agent',
      note: 'To work on Tickets.',
      permissions: ['chat.agent', 'cti.agent', 'knowledge_base.reader', 'ticket.agent', 'user_preferences'],
    },
    {
      name: 'Customer',
      note: 'People who create Tickets ask for help.',
      default_at_signup: true,
      permissions: [
        'ticket.customer',
        'user_preferences.appearance',
        'user_preferences.language',
        'user_preferences.avatar',
        'user_preferences.password',
        'user_preferences.two_factor_authentication',
        'user_preferences.linked_accounts',
      ],
    },
  );
  make(reportProfileModel, { name: '-all-', condition: {} });
  make(macroModel, {
    name: 'Close & Tag as Spam',
    note: 'example macro',
    ux_flow_next_up: 'next_task',
    perform: {
      'ticket.state_id': { value: 4 },
      'ticket.tags': { operator: 'add', value: 'spam' },
      'ticket.owner_id': { pre_condition: 'current_user.id', value: '' },
    },
  });
  seedMail(world, make, options);
}

function seedMail(world: World, make: Make, { mailAddresses }: SeedOptions): void {
  const channel = { options: {}, group_id: null, preferences: {}, created_by_id: 1, updated_by_id: 1 };
  world.channels.insert({ ...channel, area: 'Email::Notification', active: false });
  world.channels.insert({ ...channel, area: 'Email::Notification', active: true });
  if (mailAddresses.length === 0) return;
  const account = world.channels.insert({ ...channel, area: 'Email::Account', active: true });
  make(
    emailAddressModel,
    ...mailAddresses.map((address) => ({ ...address, channel_id: account.id, active: true })),
  );
}

function seedPeople(world: World, make: Make): User {
  make(organizationModel, { name: 'Zammad Foundation' });
  make(
    userModel,
    { login: '-', firstname: '-', active: false },
    {
      email: 'nicole.braun@zammad.org',
      firstname: 'Nicole',
      lastname: 'Braun',
      organization: 'Zammad Foundation',
    },
    {
      email: 'admin@example.com',
      firstname: 'Ada',
      lastname: 'Admin',
      roles: ['Admin', 'Agent'],
      groups: { Users: ['full'] },
    },
  );
  const [nobody, customer, admin] = world.users.all();
  if (nobody === undefined || customer === undefined || admin === undefined)
    throw new Error('the people are missing');
  world.users.update(nobody, { lastname: '', role_ids: [], email: '' });
  for (const user of [nobody, customer]) world.users.update(user, { department: '', address: '' });
  return admin;
}

function seedWelcome(world: World, transaction: Transaction): void {
  const customer = world.users.get(2);
  if (customer === undefined) return;
  const own = { ...transaction, userId: customer.id };
  const given = { title: 'Welcome to Zammad!', group_id: 1, customer_id: customer.id };
  const ticket = insertTicket(world, withDefaults(world, given), own);
  createArticle(world, customer, ticket, {
    params: { type: 'web', body: 'Welcome! This ticket came with the installation.' },
    transaction: own,
  });
}

function seedToken(world: World, user: User, at: string): string {
  const token = world.random.token(64);
  world.tokens.insert({
    user_id: user.id,
    name: 'administrator',
    token,
    permission: ADMIN_PERMISSIONS,
    expires_at: null,
    last_used_at: null,
    created_at: at,
    updated_at: at,
  });
  return token;
}
