import { beforeEach, describe, expect, it } from 'vitest';
import { hireAgent, makeTicket, startDesk, type Client, type Desk, type Fields } from '../a-desk.ts';

const everybody = { create_middle: { 'ticket.agent': {} }, edit: { 'ticket.agent': {} } };

/** A desk with a select and a text for a workflow to bind. */
async function prepare(): Promise<Desk> {
  const desk = await startDesk({ restartTiming: { untilDownMs: 600_000, downMs: 1, loopUpMs: 1 } });
  const common = { object: 'Ticket', active: true, screens: everybody };
  await desk.admin.post('object_manager_attributes', {
    ...common,
    name: 'category',
    display: 'Category',
    data_type: 'select',
    position: 1100,
    data_option: { options: { hw: 'Hardware', sw: 'Software' }, default: '', nulloption: true, null: true },
  });
  await desk.admin.post('object_manager_attributes', {
    ...common,
    name: 'solution',
    display: 'Solution',
    data_type: 'input',
    position: 1101,
    data_option: { type: 'text', maxlength: 200, null: true },
  });
  await desk.admin.post('object_manager_attributes_execute_migrations', {});
  return desk;
}

const workflow = (desk: Desk, fields: Fields): Promise<Fields> =>
  desk.admin.post('core_workflows', {
    name: 'bound',
    object: 'Ticket',
    preferences: { screen: ['create_middle', 'edit'] },
    active: true,
    stop_after_match: false,
    changeable: true,
    priority: 500,
    condition_saved: {},
    condition_selected: {},
    ...fields,
  });

describe('core workflows over REST', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await prepare();
  });

  it('refuses a value that set_fixed_to leaves out', async () => {
    await workflow(desk, {
      perform: { 'ticket.category': { operator: 'set_fixed_to', set_fixed_to: ['hw'] } },
    });
    const { id } = await makeTicket(desk, { category: 'hw' });
    const refusal = await desk.admin.refusal('PUT', `tickets/${id}`, { category: 'sw' });
    expect(refusal).toEqual([422, "Invalid value 'sw' for field 'category'!"]);
    expect((await desk.admin.get(`tickets/${id}`))['category']).toBe('hw');
  });

  it('takes any value, listed or not, while no workflow limits the field', async () => {
    const { category } = await makeTicket(desk, { category: 'nonsense' });
    expect(category).toBe('nonsense');
  });

  it('wants a field on closing, and lets the ticket close once it is there', async () => {
    await workflow(desk, {
      condition_selected: { 'ticket.state_id': { operator: 'is', value: ['4'] } },
      perform: { 'ticket.solution': { operator: 'set_mandatory', set_mandatory: 'true' } },
    });
    const { id } = await makeTicket(desk);
    expect(await desk.admin.refusal('PUT', `tickets/${id}`, { state: 'closed' })).toEqual([
      422,
      "Missing required value for field 'solution'!",
    ]);
    const closed = await desk.admin.put(`tickets/${id}`, { state: 'closed', solution: 'done' });
    expect(closed['state_id']).toBe(4);
  });

  it('binds an update that brings nothing but an article, too', async () => {
    const { id } = await makeTicket(desk);
    await workflow(desk, {
      perform: { 'ticket.solution': { operator: 'set_mandatory', set_mandatory: 'true' } },
    });
    expect(await desk.admin.refusal('PUT', `tickets/${id}`, { article: { body: 'fine' } })).toEqual([
      422,
      "Missing required value for field 'solution'!",
    ]);
  });

  it('leaves alone whoever is exempted by role', async () => {
    const agent = await hireAgent(desk, 'agent@example.com', { Users: ['full'] });
    await workflow(desk, {
      condition_selected: { 'session.role_ids': { operator: 'is not', value: ['2'] } },
      perform: { 'ticket.solution': { operator: 'set_mandatory', set_mandatory: 'true' } },
    });
    const fields = {
      title: 'T',
      group: 'Users',
      customer: 'nicole.braun@zammad.org',
      article: { body: 'x' },
    };
    await expect(agent.post('tickets', fields)).resolves.toMatchObject({ title: 'T' });
  });

  it('asks nothing of a field that it hides or removes', async () => {
    await workflow(desk, {
      perform: {
        'ticket.solution': { operator: ['set_mandatory', 'hide'], set_mandatory: 'true', hide: 'true' },
      },
    });
    await expect(makeTicket(desk)).resolves.toMatchObject({ title: 'Printer' });
  });

  it('does not bind once it is inactive', async () => {
    const bound = await workflow(desk, {
      perform: { 'ticket.solution': { operator: 'set_mandatory', set_mandatory: 'true' } },
    });
    expect(await refusedToCreate(desk.admin)).toBe(422);
    await desk.admin.put(`core_workflows/${String(bound['id'])}`, { active: false });
    expect(await refusedToCreate(desk.admin)).toBe(201);
  });
});

async function refusedToCreate(client: Client): Promise<number> {
  const fields = { title: 'T', group: 'Users', customer: 'nicole.braun@zammad.org', article: { body: 'x' } };
  return (await client.send('POST', 'tickets', fields)).status;
}
