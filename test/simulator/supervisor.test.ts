import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import { makeTicket, startDesk, type Desk, type Fields } from './a-desk.ts';

const MINUTE_MS = 60_000;
const timing = { untilDownMs: 50, downMs: 300, loopUpMs: 50 };

const select = (name: string, options: Fields): Fields => ({
  name,
  object: 'Ticket',
  display: name,
  active: true,
  data_type: 'select',
  data_option: { options, default: '', nulloption: true, null: true },
  position: 1100,
  screens: { create_middle: { 'ticket.agent': {} }, edit: { 'ticket.agent': {} } },
});

/** A desk that has just been told to migrate its schema. */
async function migrate(options: SimulatorOptions = {}): Promise<Desk> {
  const desk = await startDesk({ restartTiming: timing, ...options });
  await desk.admin.post('object_manager_attributes', select('category', { hw: 'Hardware' }));
  await desk.admin.post('object_manager_attributes_execute_migrations', {});
  return desk;
}

const isUp = ({ admin }: Desk): Promise<boolean> =>
  admin.send('GET', 'users/me').then(
    (reply) => reply.status === 200,
    () => false,
  );

/** Watches for a while how often the server goes down. */
async function countOutages(desk: Desk, durationMs: number): Promise<number> {
  let outages = 0;
  let wasUp = true;
  const endsAt = performance.now() + durationMs;
  while (performance.now() < endsAt) {
    const up = await isUp(desk);
    if (wasUp && !up) outages += 1;
    wasUp = up;
  }
  return outages;
}

async function addOption(desk: Desk): Promise<void> {
  const all = await desk.admin.get<(Fields & { id: number })[]>('object_manager_attributes');
  const category = all.find(({ name }) => name === 'category')!;
  const changed = select('category', { hw: 'Hardware', sw: 'Software' });
  await desk.admin.put(`object_manager_attributes/${category.id}`, changed);
  await desk.admin.post('object_manager_attributes_execute_migrations', {});
}

describe('a migration of the schema', () => {
  it('ends the server, which comes back with all it knew', async () => {
    const desk = await startDesk({ restartTiming: timing });
    const { id } = await makeTicket(desk);
    await desk.admin.post('object_manager_attributes', select('category', { hw: 'Hardware' }));
    await desk.admin.post('object_manager_attributes_execute_migrations', {});
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    await expect.poll(() => isUp(desk), { timeout: 5_000 }).toBe(true);
    const changed = await desk.admin.put(`tickets/${id}`, { category: 'hw' });
    expect(changed).toMatchObject({ title: 'Printer', category: 'hw' });
  });

  it('leaves the server down where nobody starts it again', async () => {
    const desk = await migrate({ supervised: false });
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    expect(await countOutages(desk, 300)).toBe(1);
    expect(await isUp(desk)).toBe(false);
  });

  it('leaves the server down for good when it chokes on what it migrated', async () => {
    const desk = await startDesk({ restartTiming: timing });
    await desk.admin.post('object_manager_attributes', {
      ...select('promised_at', {}),
      data_type: 'datetime',
      data_option: { future: true, past: true, diff: '24', null: true },
    });
    await desk.admin.post('object_manager_attributes_execute_migrations', {});
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    await countOutages(desk, 600);
    expect(await isUp(desk)).toBe(false);
  });

  it('ends nothing where automatic shutdown is switched off', async () => {
    const desk = await startDesk();
    const settings = await desk.admin.get<(Fields & { id: number })[]>('settings');
    const { id } = settings.find(({ name }) => name === 'auto_shutdown')!;
    await desk.admin.put(`settings/${id}`, { state_current: { value: false } });
    await desk.admin.post('object_manager_attributes', select('category', { hw: 'Hardware' }));
    await desk.admin.post('object_manager_attributes_execute_migrations', {});
    expect(await countOutages(desk, 300)).toBe(0);
  });
});

describe('a second migration', () => {
  it('of options alone within five minutes restarts the server again and again until those are over', async () => {
    const desk = await migrate();
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    await expect.poll(() => isUp(desk), { timeout: 5_000 }).toBe(true);
    await addOption(desk);
    expect(await countOutages(desk, 1_500)).toBeGreaterThan(1);
    desk.clock.advanceBy(5 * MINUTE_MS);
    await expect.poll(() => isUp(desk), { timeout: 5_000 }).toBe(true);
    await countOutages(desk, 500);
    expect(await countOutages(desk, 500)).toBe(0);
  });

  it('of options alone does nothing after those five minutes', async () => {
    const desk = await migrate();
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    await expect.poll(() => isUp(desk), { timeout: 5_000 }).toBe(true);
    desk.clock.advanceBy(5 * MINUTE_MS);
    await addOption(desk);
    expect(await countOutages(desk, 300)).toBe(0);
  });

  it('of the schema starts the loop only where that is asked for', async () => {
    const desk = await migrate();
    desk.simulator.setStrictRestartLoop(true);
    await expect.poll(() => isUp(desk), { interval: 5 }).toBe(false);
    await expect.poll(() => isUp(desk), { timeout: 5_000 }).toBe(true);
    await desk.admin.post('object_manager_attributes', select('other', { x: 'X' }));
    await desk.admin.post('object_manager_attributes_execute_migrations', {});
    expect(await countOutages(desk, 1_500)).toBeGreaterThan(1);
  });
});

describe('restart', () => {
  it('refuses connections and takes the same port again', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const isBack = desk.simulator.restart(50);
    expect(await isUp(desk)).toBe(false);
    await isBack;
    expect(await desk.admin.get(`tickets/${id}`)).toMatchObject({ title: 'Printer' });
  });
});

describe('stop', () => {
  it('waits for no restart that is under way', async () => {
    const slow = { untilDownMs: 600_000, downMs: 600_000, loopUpMs: 600_000 };
    const desk = await migrate({ restartTiming: slow });
    const startedAt = performance.now();
    await desk.simulator.stop();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await isUp(desk)).toBe(false);
  });
});
