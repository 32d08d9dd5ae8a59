import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../src/app/tick.ts';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { ticketId, type TicketId } from '../../src/core/ticket/ticket-id.ts';
import type { LedgerEntry } from '../../src/store/store.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';
import { zammadApi } from '../support/zammad-api.ts';

let governed: GovernedDesk;
let applicants = 0;
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z' });
});
afterAll(() => governed.close());
afterEach(() => rest());

type Named = Readonly<{ id: number; name: string; group_ids: Record<string, string[]> }>;

async function admin<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> {
  const api = zammadApi(governed.simulator.url, governed.simulator.adminToken);
  if (method === 'GET') return api.get<T>(path);
  if (method === 'DELETE') return (await api.delete(path)) as T;
  return method === 'POST' ? api.post<T>(path, body) : api.put<T>(path, body);
}

/** Ticks until nothing happens any more. */
async function rest(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    if ((await governed.tick('restarted')).executed.length === 0) return;
  }
}

/** A request comes in and an agent classifies it, so that the applicant is owed a letter with the term. */
async function classifiedRequest(): Promise<TicketId> {
  applicants += 1;
  const { ticketId: id } = governed.simulator.receiveMail({
    from: `Applicant <m${applicants}@example.net>`,
    to: supportAddress,
    subject: 'It does not work',
    body: 'Please help.',
  });
  governed.time.advanceBy(5_000);
  await save(ticketId(id), { request_type: 'error', priority_id: governed.stage.priorities.get('high') });
  return ticketId(id);
}

async function save(id: TicketId, values: object): Promise<void> {
  await governed.stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  governed.time.advanceBy(5_000);
}

async function alarms(): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for await (const entries of governed.store.ledger.list({}))
    found.push(...entries.filter(({ kind }) => kind === 'alarm'));
  return found;
}

/** What is new among the alarms since `before`. */
async function newAlarms(before: readonly LedgerEntry[]): Promise<string[]> {
  return (await alarms()).slice(before.length).map(({ key, status }) => `${status} ${key}`);
}

function isTold(id: TicketId): boolean {
  return governed.simulator.dump().articles.some(({ ticket_id: of, preferences }) => {
    const { reglament } = preferences as { reglament?: { key: string } };
    return String(of) === id && reglament?.key.includes('/term-on-classification/') === true;
  });
}

/** Mischief is done, three ticks see it, somebody else's request is served all the same, and it is made good again. */
async function witness(mischief: () => Promise<unknown>, mend: () => Promise<unknown>): Promise<string[]> {
  const before = await alarms();
  await mischief();
  for (let round = 0; round < 3; round += 1) {
    governed.time.advanceBy(11 * MS_PER_MINUTE);
    await governed.tick('restarted');
  }
  const other = await classifiedRequest();
  await rest();
  expect(isTold(other)).toBe(true);
  await mend();
  governed.time.advanceBy(11 * MS_PER_MINUTE);
  await rest();
  return newAlarms(before);
}

describe('mischief of administrators', () => {
  it.each([
    ['a group is renamed', 'missing/group technical', (name: string) => ({ name: `${name} (old)` })],
    ['a group is switched off', 'inactive/group technical', () => ({ active: false })],
  ])('%s: one alarm that names it, the other groups go on', async (_, key, change) => {
    const { id, name } = governed.stage.groups.get('technical') ?? { id: 0, name: '' };
    const raised = await witness(
      () => admin('PUT', `groups/${id}`, change(name)),
      () => admin('PUT', `groups/${id}`, { name, active: true }),
    );
    expect(raised).toEqual([`found desk/${key}`, `withdrawn desk/${key}`]);
  });

  it('access to a group is lost: one alarm, its tickets are left alone, and caught up with afterwards', async () => {
    const { id: groupId, name: group } = governed.stage.groups.get('technical') ?? { id: 0, name: '' };
    const form = {
      name: 'Inside',
      email: 'inside@example.net',
      title: 'Inside',
      body: 'Please help.',
      group,
    };
    const inside = ticketId(governed.simulator.submitWebForm(form).ticketId);
    await rest();
    const roles = (await admin<Named[]>('GET', 'roles?per_page=100')).filter(({ name }) =>
      /Reglament|Регламент/.test(name),
    );
    const [role] = roles;
    if (role === undefined) throw new Error('there is no role for the service');
    const kept = Object.entries(role.group_ids).filter(([id]) => id !== String(groupId));
    const raised = await witness(
      async () => {
        await admin('PUT', `roles/${role.id}`, { group_ids: Object.fromEntries(kept) });
        await admin('PUT', `tickets/${inside}`, { priority_id: governed.stage.priorities.get('low') });
      },
      () => admin('PUT', `roles/${role.id}`, { group_ids: role.group_ids }),
    );
    const key = 'desk/group-lost/group technical';
    expect(raised).toEqual([`found ${key}`, `withdrawn ${key}`]);
    const known = await governed.store.tickets.get(inside);
    expect(known?.fields['priority']).toBe('low');
    expect(known?.timeline.map(({ kind }) => kind)).not.toContain('access-lost');
  });

  it('a state is switched off: one alarm that names it', async () => {
    const id = governed.stage.states.get('postponed') ?? 0;
    const raised = await witness(
      () => admin('PUT', `ticket_states/${id}`, { active: false }),
      () => admin('PUT', `ticket_states/${id}`, { active: true }),
    );
    expect(raised).toEqual([
      'found desk/inactive/state postponed',
      'withdrawn desk/inactive/state postponed',
    ]);
  });

  it('a ticket is deleted: one alarm', async () => {
    const id = await classifiedRequest();
    await rest();
    const raised = await witness(
      async () => {
        await admin('DELETE', `tickets/${id}`);
        await governed.store.tickets.wakeNow([id]);
        // The reminders of its terms come due; reading it again finds it gone.
        governed.time.advanceBy(60 * MS_PER_MINUTE);
      },
      () => Promise.resolve(),
    );
    expect(raised).toEqual([expect.stringContaining(`noted ticket:${id}/deleted/`)]);
  });

  it('a ticket is merged: one alarm for the one that went into the other', async () => {
    const [from, into] = [await classifiedRequest(), await classifiedRequest()];
    await rest();
    const raised = await witness(
      async () => {
        const { number } = await admin<{ number: string }>('GET', `tickets/${into}`);
        await governed.stage.admin.call('PUT', `ticket_merge/${from}/${number}`, undefined, 'information-1');
      },
      () => Promise.resolve(),
    );
    expect(raised).toEqual([expect.stringContaining(`noted ticket:${from}/merged/`)]);
  });

  it('a ticket is split: one alarm for the new one, which lives by itself', async () => {
    const from = await classifiedRequest();
    await rest();
    let made = ticketId('0');
    const raised = await witness(
      async () => {
        const { customer_id: customer } = await admin<{ customer_id: number }>('GET', `tickets/${from}`);
        // What the form of a split sends.
        const form = {
          title: 'The other matter',
          group_id: governed.stage.groups.get('information')?.id,
          customer_id: customer,
          links: { Ticket: { child: [Number(from)] } },
          article: { body: 'And there is another matter.', type: 'note', internal: true },
        };
        const { admin: agent } = governed.stage;
        const { id } = await agent.call<{ readonly id: number }>('POST', 'tickets', form, 'information-1');
        made = ticketId(String(id));
      },
      () => Promise.resolve(),
    );
    expect(raised).toEqual([`noted ticket:${made}/split/created`]);
    const [{ details }] = (await alarms()).slice(-1) as [LedgerEntry];
    const origin = await governed.store.tickets.get(from);
    expect(details).toMatchObject({ code: 'split', from: origin?.number });
    expect(await governed.store.tickets.get(made)).not.toBeNull();
  });

  it('another integration keeps writing the same field: it is put right once, then one alarm', async () => {
    const id = await classifiedRequest();
    await rest();
    const before = await alarms();
    for (let round = 0; round < 5; round += 1) {
      await admin('PUT', `tickets/${id}`, { reaction_due_at: `2026-12-0${round + 1}T09:00:00Z` });
      await rest();
    }
    expect(await newAlarms(before)).toEqual([`noted ticket:${id}/written-over/reaction_due_at`]);
    const ours = governed.simulator
      .dump()
      .history.filter(
        ({ ticket_id: of, attribute, created_by_id: by }) =>
          String(of) === id && attribute === 'reaction_due_at' && by !== 1,
      );
    const service = ours.filter(({ created_by_id: by }) => by === ours[0]?.created_by_id);
    expect(service).toHaveLength(2);
  });

  it('the token is refused: one alarm, and the daemon ends', async () => {
    const { desk } = governed;
    const { users } = governed.simulator.dump();
    const service = users.find(({ login }) => login === 'reglament@desk.example.org');
    const before = await alarms();
    await admin('PUT', `users/${String(service?.['id'])}`, { active: false });
    for (let round = 0; round < 2; round += 1) {
      const refused = tick(desk, { directory: null, lastAt: null });
      await expect(refused).rejects.toMatchObject({ code: 'unauthorized' });
    }
    await admin('PUT', `users/${String(service?.['id'])}`, { active: true });
    await rest();
    const key = 'desk/token-refused/service token';
    expect(await newAlarms(before)).toEqual([`found ${key}`, `withdrawn ${key}`]);
  });

  // Last: it restarts the helpdesk.
  it('an attribute is removed: one alarm, and what was last known of it stands', async () => {
    const id = await classifiedRequest();
    await rest();
    const attributes = await admin<Named[]>('GET', 'object_manager_attributes');
    const attribute = attributes.find(({ name }) => name === 'told_closing');
    const before = await alarms();
    await admin('DELETE', `object_manager_attributes/${attribute?.id ?? 0}`);
    await admin('POST', 'object_manager_attributes_execute_migrations', {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    await save(id, { priority_id: governed.stage.priorities.get('critical') });
    await rest();
    expect(await newAlarms(before)).toEqual(['found desk/missing/field told_closing']);
    expect((await governed.store.tickets.get(id))?.fields).toHaveProperty('told_closing');
  });
});
