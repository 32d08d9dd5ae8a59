import type { ZammadApi } from './zammad-api.ts';

/** What the small pack asks of a Zammad, made by hand: the adapter is judged apart from the bootstrap. */
export interface SmallZammad {
  readonly front: number;
  readonly back: number;
  /** A group that the pack does not govern. */
  readonly foreign: number;
  readonly states: Readonly<Record<'new' | 'open' | 'closed' | 'waiting', number>>;
  readonly agent: Account;
  readonly service: Account;
}

/** Somebody with a login and a token. */
interface Account {
  readonly id: number;
  readonly login: string;
  readonly token: string;
}

const screens = { edit: { 'ticket.agent': { shown: true, required: false } } };

function select(name: string, options: Readonly<Record<string, string>>): object {
  const dataOption = { options, default: '', null: true, nulloption: true, maxlength: 255 };
  return { name, display: name, data_type: 'select', data_option: dataOption };
}

function plain(name: string, dataType: string, dataOption: object): object {
  return { name, display: name, data_type: dataType, data_option: dataOption };
}

const attributes: readonly object[] = [
  select('request_type', { fault: 'Fault', question: 'Question' }),
  select('channel', { email: 'E-mail', phone: 'Phone', form: 'Form' }),
  select('process', { access: 'Access', payroll: 'Payroll' }),
  plain('postponed_until', 'date', { diff: null, null: true }),
  plain('reaction_due', 'datetime', { future: true, past: true, diff: null, null: true }),
  plain('resolution_due', 'datetime', { future: true, past: true, diff: null, null: true }),
  plain('told_number', 'boolean', { default: false, options: { true: 'yes', false: 'no' } }),
];

async function addAttributes(admin: ZammadApi): Promise<void> {
  const settings = await admin.get<{ id: number; name: string }[]>('settings');
  const shutdown = settings.find(({ name }) => name === 'auto_shutdown');
  // The restart after a migration is another suite's matter.
  await admin.put(`settings/${shutdown?.id ?? 0}`, { state_current: { value: false } });
  for (const [index, attribute] of attributes.entries()) {
    const position = 1500 + index;
    await admin.post('object_manager_attributes', {
      ...attribute,
      object: 'Ticket',
      active: true,
      position,
      screens,
    });
  }
  await admin.post('object_manager_attributes_execute_migrations', {});
}

async function addAccount(admin: ZammadApi, login: string, role: string): Promise<Account> {
  const { id } = await admin.post('users', {
    login,
    email: login,
    firstname: login,
    lastname: 'T',
    roles: [role],
  });
  const permission = ['ticket.agent'];
  const { token } = await admin
    .from(login)
    .post<{ token: string }>('user_access_token', { name: 'test', permission });
  return { id, login, token };
}

async function addRole(
  admin: ZammadApi,
  name: string,
  groups: Readonly<Record<number, string[]>>,
): Promise<void> {
  const permissions = ['ticket.agent', 'user_preferences.access_token'];
  await admin.post('roles', { name, permissions, group_ids: groups });
}

/** Prepares a fresh Zammad for the small pack: only the front desk can send mail, and a trigger confirms arrivals. */
export async function prepareSmallZammad(admin: ZammadApi): Promise<SmallZammad> {
  const me = await admin.get<{ id: number }>('users/me');
  const addGroup = async (name: string) => (await admin.post('groups', { name, user_ids: [me.id] })).id;
  const front = await addGroup('Front desk');
  const back = await addGroup('Back office');
  const foreign = await addGroup('Canteen');
  const [address] = await admin.get<{ id: number }[]>('email_addresses');
  await admin.put(`groups/${front}`, { email_address_id: address?.id });
  for (const name of ['High', 'Low']) await admin.post('ticket_priorities', { name, active: true });
  const waiting = { name: 'awaiting applicant', state_type: 'pending reminder', ignore_escalation: true };
  await admin.post('ticket_states', { ...waiting, active: true });
  await admin.post('ticket_states', { name: 'spam', state_type: 'closed', active: true });
  await addAttributes(admin);
  const full = ['full'];
  await addRole(admin, 'Small service', { [front]: ['read', 'change'], [back]: ['read', 'change'] });
  await addRole(admin, 'Small desk', { [front]: full, [back]: full, [foreign]: full });
  await admin.post('triggers', {
    name: 'S · Registration',
    activator: 'action',
    execution_condition_mode: 'selective',
    condition: {
      'ticket.action': { operator: 'is', value: 'create' },
      'article.type_id': { operator: 'is', value: ['1'] },
    },
    perform: {
      'notification.email': {
        recipient: 'article_last_sender',
        subject: 'Registered',
        body: '#{ticket.number}',
      },
    },
    active: true,
  });
  const states = await admin.get<{ id: number; name: string }[]>('ticket_states');
  const stateId = (name: string): number => states.find((state) => state.name === name)?.id ?? 0;
  return {
    front,
    back,
    foreign,
    states: {
      new: stateId('new'),
      open: stateId('open'),
      closed: stateId('closed'),
      waiting: stateId('awaiting applicant'),
    },
    agent: await addAccount(admin, 'agent@small.test', 'Small desk'),
    service: await addAccount(admin, 'service@small.test', 'Small service'),
  };
}
