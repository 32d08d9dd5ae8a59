import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyBootstrap, planBootstrap } from '../../src/app/bootstrap.ts';
import { applyEnforcement, type EnforceInput, planEnforcement } from '../../src/app/enforce-switch.ts';
import { readEnforcement, readEnforcingSince } from '../../src/app/enforcement.ts';
import { isEmptyPlan } from '../../src/core/bootstrap/bootstrap-plan.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { LedgerDraft } from '../../src/store/store.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { configurationOf } from '../support/helpdesk-configuration.ts';

const running: TestHelpdesk[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ simulator }) => simulator.stop()));
});

const mailAddresses = [
  { name: 'Desk', email: 'desk@example.org' },
  { name: 'Sales', email: 'sales@example.org' },
];

interface Desk extends TestHelpdesk {
  readonly entries: LedgerDraft[];
  readonly enforceInput: (changes?: Partial<EnforceInput>) => EnforceInput;
}

/** A desk bootstrapped with a pack, watched by a healthy daemon. */
async function aDesk(pack: CompiledPack = compileTestPack()): Promise<Desk> {
  const helpdesk = await startTestHelpdesk({ seedTriggers: true, mailAddresses });
  running.push(helpdesk);
  const input = helpdesk.input(pack);
  await applyBootstrap(await planBootstrap(input), input);
  const entries: LedgerDraft[] = [];
  const ledger = {
    append: (drafts: readonly LedgerDraft[]) => {
      entries.push(...drafts);
      return Promise.resolve([]);
    },
  } as unknown as EnforceInput['ledger'];
  return {
    ...helpdesk,
    entries,
    enforceInput: (changes = {}) => ({ ...input, ledger, daemonHealthyAt: helpdesk.clock.now(), ...changes }),
  };
}

async function turn(to: 'on' | 'off', desk: Desk) {
  return applyEnforcement(to, await planEnforcement(to, desk.enforceInput()), desk.enforceInput());
}

/** Rows of the helpdesk's configuration by name. */
function rowsOf({ simulator }: Desk, kind: string): Map<unknown, Record<string, unknown>> {
  return new Map((simulator.dump().configuration[kind] ?? []).map((row) => [row['name'], row]));
}

describe('enforce on', () => {
  it('lets forms and the arrival letter into force and stops the automatic reply in governed groups', async () => {
    const desk = await aDesk();
    const report = await turn('on', desk);
    expect(report.isComplete).toBe(true);
    expect(rowsOf(desk, 'core_workflows').get('S 04 · A closed ticket is classified')?.['active']).toBe(true);
    expect(rowsOf(desk, 'triggers').get('S · Registration')?.['active']).toBe(true);
    const reply = rowsOf(desk, 'triggers').get('auto reply (on new tickets)');
    expect(reply).toMatchObject({
      active: true,
      condition: { 'ticket.group_id': { operator: 'is not', value: ['2', '3'] } },
    });
  });

  it('answers mail to a governed group once, with our letter, and mail elsewhere as before [K 4.15]', async () => {
    const desk = await aDesk(compileTestPack({ overlay: 'senders: { front: desk@example.org }' }));
    await desk.http.put('groups/1', { email_address_id: 2 }, z.unknown());
    await turn('on', desk);
    const answersTo = async (to: string) => {
      const sentBefore = desk.simulator.dump().outbox.length;
      desk.simulator.receiveMail({ from: 'who@example.com', to, subject: 'Help', body: 'Please help.' });
      await desk.clock.sleep(60_000);
      const sent = desk.simulator.dump().outbox.slice(sentBefore);
      return sent.map(({ subject }) => subject);
    };
    expect(await answersTo('desk@example.org')).toEqual([
      expect.stringMatching(/^Request \d+ is registered/),
    ]);
    expect(await answersTo('sales@example.org')).toEqual([
      expect.stringContaining('Thanks for your inquiry'),
    ]);
  });

  it('records since when rules act, once, with an entry in the ledger', async () => {
    const desk = await aDesk();
    expect(await readEnforcement(desk.state)).toBeNull();
    const report = await turn('on', desk);
    const since = await readEnforcingSince(desk.state);
    expect(since).toBe(report.enforcement?.since);
    await desk.clock.sleep(60_000);
    const again = await turn('on', desk);
    expect(again.outcomes).toEqual([]);
    expect(await readEnforcingSince(desk.state)).toBe(since);
    expect(desk.entries.map(({ kind, details }) => [kind, details['mode']])).toEqual([
      ['activation', 'enforcing'],
    ]);
  });

  it('keeps a later bootstrap plan empty, and shows it when somebody switches a form off by hand', async () => {
    const desk = await aDesk();
    await turn('on', desk);
    expect(isEmptyPlan(await planBootstrap(desk.enforceInput()))).toBe(true);
    const form = rowsOf(desk, 'core_workflows').get('S 04 · A closed ticket is classified');
    await desk.http.put(`core_workflows/${String(form?.['id'])}`, { active: false }, z.unknown());
    const plan = await planBootstrap(desk.enforceInput());
    expect(plan.changes.map(({ differences }) => differences)).toEqual([
      [{ attribute: 'active', path: [], from: false, to: true }],
    ]);
  });

  it.each([
    ['never', null],
    ['too long ago', -16 * 60_000],
  ])('is refused when a healthy daemon was seen %s', async (_when, offsetMs) => {
    const desk = await aDesk();
    const daemonHealthyAt = offsetMs === null ? null : desk.clock.now() + offsetMs;
    await expect(planEnforcement('on', desk.enforceInput({ daemonHealthyAt }))).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('is refused before the helpdesk is as the pack wants it', async () => {
    const desk = await aDesk();
    const changed = compileTestPack({ edits: { 'clocks.yaml': [['high: 4h', 'high: 3h']] } });
    await expect(planEnforcement('on', desk.enforceInput({ pack: changed }))).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('changes nothing in its record while something is left to do', async () => {
    const desk = await aDesk();
    desk.simulator.faults.add({ fault: { kind: 'error', status: 500 }, method: 'PUT', path: /triggers\/1$/ });
    const report = await turn('on', desk);
    expect(report.isComplete).toBe(false);
    expect(await readEnforcement(desk.state)).toBeNull();
    expect(desk.entries).toEqual([]);
  });
});

describe('enforce off', () => {
  it('gives back what was taken and leaves the helpdesk as it was', async () => {
    const desk = await aDesk();
    const before = configurationOf(desk.simulator).replaceAll(/"updated_by_id": \d+/g, '');
    await turn('on', desk);
    const report = await turn('off', desk);
    expect(report.isComplete).toBe(true);
    expect(report.outcomes[0]).toMatchObject({ name: 'auto reply (on new tickets)', done: 'given back' });
    expect(configurationOf(desk.simulator).replaceAll(/"updated_by_id": \d+/g, '')).toBe(before);
    expect(await readEnforcingSince(desk.state)).toBeNull();
  });

  it('gives back even what a run that broke off had taken', async () => {
    const desk = await aDesk();
    const before = rowsOf(desk, 'triggers').get('auto reply (on new tickets)')?.['condition'];
    desk.simulator.faults.add({
      fault: { kind: 'cut', when: 'after' },
      method: 'PUT',
      path: /triggers\/1$/,
      count: 1,
    });
    const broken = await turn('on', desk);
    expect(broken.isComplete).toBe(false);
    expect((await turn('off', desk)).isComplete).toBe(true);
    expect(rowsOf(desk, 'triggers').get('auto reply (on new tickets)')?.['condition']).toEqual(before);
  });

  it('needs no daemon', async () => {
    const desk = await aDesk();
    const plan = await planEnforcement('off', desk.enforceInput({ daemonHealthyAt: null }));
    expect(plan.problems).toEqual([]);
  });
});

describe('enforcing an exclusive pack', () => {
  it('takes the helpdesk over altogether, and gives it back', async () => {
    const desk = await aDesk(
      compileTestPack({ edits: { 'pack.yaml': [['languages: [en]', 'languages: [en]\nexclusive: true']] } }),
    );
    expect((await turn('on', desk)).isComplete).toBe(true);
    expect(rowsOf(desk, 'triggers').get('auto reply (on new tickets)')?.['active']).toBe(false);
    expect(rowsOf(desk, 'ticket_priorities').get('2 normal')).toMatchObject({
      active: false,
      default_create: false,
    });
    expect(rowsOf(desk, 'ticket_priorities').get('Low')?.['default_create']).toBe(true);
    expect(rowsOf(desk, 'ticket_states').get('pending close')?.['active']).toBe(false);
    expect((await turn('off', desk)).isComplete).toBe(true);
    expect(rowsOf(desk, 'ticket_priorities').get('2 normal')).toMatchObject({
      active: true,
      default_create: true,
    });
    expect(rowsOf(desk, 'ticket_priorities').get('Low')?.['default_create']).toBe(false);
  });
});
