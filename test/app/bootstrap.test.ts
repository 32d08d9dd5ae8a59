import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyBootstrap, type BootstrapInput, planBootstrap } from '../../src/app/bootstrap.ts';
import type { Waiting } from '../../src/app/migrate-fields.ts';
import { isEmptyPlan } from '../../src/core/bootstrap/bootstrap-plan.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { compileTestPack } from '../support/a-pack.ts';

const kyiv = fileURLToPath(new URL('../../mappings/kyiv-public-budget', import.meta.url));
const small = compileTestPack();

const running: TestHelpdesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ simulator }) => simulator.stop()));
});

async function aHelpdesk(options: SimulatorOptions = {}): Promise<TestHelpdesk> {
  const helpdesk = await startTestHelpdesk(options);
  running.push(helpdesk);
  return helpdesk;
}

async function bootstrap(input: BootstrapInput) {
  return applyBootstrap(await planBootstrap(input), input);
}

/** The first object of a kind with that name, as an administrator sees it. */
async function idOf({ http }: TestHelpdesk, path: string, name: string): Promise<number> {
  const rows = await http.getAll(path, z.object({ id: z.number(), name: z.string() }));
  return rows.find((row) => row.name === name)?.id ?? -1;
}

function writesOf({ simulator }: TestHelpdesk): number {
  return simulator.dump().requests.filter(({ method }) => method !== 'GET').length;
}

describe('bootstrap', () => {
  it('configures a fresh helpdesk for Kyiv; the second plan is empty and writes nothing [K 3.1] [K 3.2.1]', async () => {
    const helpdesk = await aHelpdesk({ seedTriggers: true });
    const input = helpdesk.input(compileTestPack({ pack: kyiv }));
    const report = await bootstrap(input);
    expect(report.outcomes.filter(({ why }) => why !== null)).toEqual([]);
    expect(report.isComplete).toBe(true);
    const writes = writesOf(helpdesk);
    const again = await bootstrap(input);
    expect(again.outcomes).toEqual([]);
    expect(again.isComplete).toBe(true);
    expect(writesOf(helpdesk)).toBe(writes);
  });

  it('adds only: nothing that binds people is in force, nothing of the helpdesk is touched', async () => {
    const helpdesk = await aHelpdesk({ seedTriggers: true });
    const seeded = helpdesk.simulator.dump().configuration;
    await bootstrap(helpdesk.input(small));
    const { configuration } = helpdesk.simulator.dump();
    for (const [kind, rows] of Object.entries(seeded)) {
      // Whoever asks with a token is seen: that is no configuration.
      expect(configuration[kind]?.slice(0, rows.length), kind).toEqual(rows);
    }
    const active = (kind: string, name: string) =>
      configuration[kind]?.find((row) => row['name'] === name)?.['active'];
    expect(active('triggers', 'S · Registration')).toBe(false);
    expect(active('core_workflows', 'S 04 · A closed ticket is classified')).toBe(false);
    expect(active('triggers', 'auto reply (on new tickets)')).toBe(true);
  });

  it('shows what was changed by hand and mends just that', async () => {
    const helpdesk = await aHelpdesk();
    const input = helpdesk.input(small);
    await bootstrap(input);
    const sla = await idOf(helpdesk, 'slas', 'S 01 · Fault · High');
    const group = await idOf(helpdesk, 'groups', 'Front desk');
    const state = await idOf(helpdesk, 'ticket_states', 'awaiting applicant');
    await helpdesk.http.put(`slas/${sla}`, { solution_time: 999 }, z.unknown());
    await helpdesk.http.put(`groups/${group}`, { name: 'Reception', note: 'mine' }, z.unknown());
    await helpdesk.http.put(`ticket_states/${state}`, { ignore_escalation: false }, z.unknown());
    const plan = await planBootstrap(input);
    expect(plan.additions).toEqual([]);
    expect(plan.changes.map(({ object, differences }) => [object.name, differences])).toEqual(
      expect.arrayContaining([
        ['S 01 · Fault · High', [{ attribute: 'solution_time', path: [], from: 999, to: 240 }]],
        ['Front desk', [{ attribute: 'name', path: [], from: 'Reception', to: 'Front desk' }]],
        ['awaiting applicant', [{ attribute: 'ignore_escalation', path: [], from: false, to: true }]],
      ]),
    );
    const writes = writesOf(helpdesk);
    const report = await applyBootstrap(plan, input);
    expect(report.isComplete).toBe(true);
    expect(writesOf(helpdesk) - writes).toBe(plan.changes.length);
    expect(await idOf(helpdesk, 'groups', 'Front desk')).toBe(group);
  });

  it('does not write what only has its keys in another order', async () => {
    const helpdesk = await aHelpdesk();
    const input = helpdesk.input(small);
    await bootstrap(input);
    const [sla] = helpdesk.simulator.dump().configuration['slas'] ?? [];
    const condition = Object.fromEntries(Object.entries(sla?.['condition'] as object).reverse());
    await helpdesk.http.put(`slas/${String(sla?.['id'])}`, { condition }, z.unknown());
    expect(isEmptyPlan(await planBootstrap(input))).toBe(true);
  });

  it('follows a pack that changed', async () => {
    const helpdesk = await aHelpdesk();
    await bootstrap(helpdesk.input(small));
    const changed = compileTestPack({
      edits: {
        'clocks.yaml': [['fault: { high: 4h, low: 16h }', 'fault: { high: 3h, low: 16h }']],
        'catalog.yaml': [
          [
            '{ id: access, label: Access }',
            '{ id: access, label: Access }\n      - { id: travel, label: Travel }',
          ],
        ],
      },
    });
    const input = helpdesk.input(changed);
    const plan = await planBootstrap(input);
    expect(plan.changes.map(({ object }) => object.name)).toEqual(['Ticket.process', 'S 01 · Fault · High']);
    expect(plan.needsMigration).toBe(true);
    expect((await applyBootstrap(plan, input)).isComplete).toBe(true);
  });

  it('refuses what is not what was shown', async () => {
    const helpdesk = await aHelpdesk();
    const input = helpdesk.input(small);
    const plan = await planBootstrap(input);
    await helpdesk.http.post('groups', { name: 'Front desk' }, z.unknown());
    await expect(applyBootstrap(plan, input)).rejects.toMatchObject({ code: 'refused' });
  });

  it('refuses while a change that others staged waits for a migration', async () => {
    const helpdesk = await aHelpdesk();
    const attribute = {
      object: 'Ticket',
      name: 'theirs',
      display: 'Theirs',
      data_type: 'input',
      data_option: { type: 'text', maxlength: 20, null: true },
      active: true,
      position: 1600,
    };
    await helpdesk.http.post('object_manager_attributes', attribute, z.unknown());
    const input = helpdesk.input(small);
    const plan = await planBootstrap(input);
    expect(plan.problems.map(({ subject }) => subject)).toEqual(['field Ticket.theirs']);
    const writes = writesOf(helpdesk);
    await expect(applyBootstrap(plan, input)).rejects.toMatchObject({ code: 'refused' });
    expect(writesOf(helpdesk)).toBe(writes);
  });

  it('reports what the helpdesk refuses and does the rest', async () => {
    const helpdesk = await aHelpdesk();
    helpdesk.simulator.faults.add({
      fault: { kind: 'error', status: 500 },
      method: 'POST',
      path: /text_modules/,
    });
    const report = await bootstrap(helpdesk.input(small));
    expect(report.isComplete).toBe(false);
    expect(report.outcomes.filter(({ done }) => done !== 'created' && done !== 'migrated')).toMatchObject([
      { kind: 'text-module', name: 'Where to turn', done: 'failed' },
    ]);
    expect(report.remaining?.additions.map(({ object }) => object.kind)).toEqual(['text-module']);
  });

  it('binds groups to addresses that exist and remarks on those that do not', async () => {
    const helpdesk = await aHelpdesk({ mailAddresses: [{ name: 'Desk', email: 'desk@example.org' }] });
    const overlay = 'senders: { front: Desk@example.org, back: nobody@example.org }';
    const report = await bootstrap(helpdesk.input(compileTestPack({ overlay })));
    expect(report.isComplete).toBe(true);
    expect(report.remaining?.remarks.map(({ key }) => key)).toContain('group:back');
    const groups = helpdesk.simulator.dump().configuration['groups'] ?? [];
    const bound = groups.find((group) => group['name'] === 'Front desk')?.['email_address_id'];
    expect(bound).toBe(helpdesk.simulator.dump().configuration['email_addresses']?.[0]?.['id']);
  });
});

describe('bootstrap, migrating fields', () => {
  it('migrates once, however many fields there are, and waits until the helpdesk is back', async () => {
    const helpdesk = await aHelpdesk();
    const waited: Waiting[] = [];
    const report = await bootstrap({
      ...helpdesk.input(small),
      onWaiting: (waiting) => waited.push(waiting),
    });
    expect(report.isComplete).toBe(true);
    const migrations = helpdesk.simulator
      .dump()
      .requests.filter(({ path }) => path.includes('execute_migrations'));
    expect(migrations).toHaveLength(1);
    expect(waited.map(({ reason }) => reason)).toEqual(['helpdesk-restarts']);
  });

  it('keeps five minutes from the migration before, saying why it waits', async () => {
    const helpdesk = await aHelpdesk();
    helpdesk.simulator.setStrictRestartLoop(true);
    await bootstrap(helpdesk.input(small));
    const migratedAt = helpdesk.clock.now();
    const changed = compileTestPack({ edits: { 'catalog.yaml': [['label: Process\n', 'label: Area\n']] } });
    const waited: Waiting[] = [];
    const report = await bootstrap({
      ...helpdesk.input(changed),
      onWaiting: (waiting) => waited.push(waiting),
    });
    expect(report.isComplete).toBe(true);
    expect(waited[0]?.reason).toBe('migrated-lately');
    expect(helpdesk.clock.now() - migratedAt).toBeGreaterThan(280_000);
  });

  it('says so when nobody starts the helpdesk again, and changes no more', async () => {
    const helpdesk = await aHelpdesk({ supervised: false });
    const report = await bootstrap(helpdesk.input(small));
    expect(report.isComplete).toBe(false);
    expect(report.remaining).toBeNull();
    const migration = report.outcomes.find(({ name }) => name === 'migration');
    expect(migration?.done).toBe('failed');
    expect(migration?.why).toContain('needs a supervisor');
    expect(report.outcomes.filter(({ done }) => done === 'skipped').length).toBeGreaterThan(5);
  });
});
