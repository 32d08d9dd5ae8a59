import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLetter } from '../../src/core/policy/read-letter.ts';
import { listAgents } from '../../src/demo/cast.ts';
import { generateTickets } from '../../src/demo/scenario.ts';
import type { ChangeStep, ScriptedTicket } from '../../src/demo/scripted-ticket.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { at } from '../support/a-ticket.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../mappings/${name}`, import.meta.url));
const kyiv = compileTestPack({ pack: folder('kyiv-public-budget') });
const eQyzmet = compileTestPack({
  pack: folder('e-qyzmet'),
  overlay: readFileSync(`${folder('e-qyzmet')}/overlay.example.yaml`, 'utf8'),
});
const small = compileTestPack();

// Three weeks with the change from summer time on 25 October.
const threeWeeks = { seed: 1, fromAt: at('2026-10-12T00:00:00+03:00'), weeks: 3, count: 320 };
const untilAt = at('2026-11-02T00:00:00+02:00');

const changesOf = (tickets: readonly ScriptedTicket[]): readonly ChangeStep[] =>
  tickets.flatMap(({ steps }) => steps.filter((step): step is ChangeStep => step.what === 'change'));

/** Every value of a field that somebody enters, at registration or later. */
const valuesOf = (field: string, tickets: readonly ScriptedTicket[]): ReadonlySet<unknown> =>
  new Set(
    tickets.flatMap(({ steps }) =>
      steps.flatMap((step) => ('fields' in step ? step.fields : 'set' in step ? step.set : {})[field] ?? []),
    ),
  );

const withMachine = compileTestPack({
  pack: folder('kyiv-public-budget'),
  overlay: 'intake: { proactive-letters: { sender: robot@gb.example.org } }',
});

describe('generateTickets', () => {
  const tickets = generateTickets(kyiv, threeWeeks);

  it('gives the same tickets for the same seed and others for another', () => {
    expect(generateTickets(kyiv, threeWeeks)).toEqual(tickets);
    expect(generateTickets(kyiv, { ...threeWeeks, seed: 2 })).not.toEqual(tickets);
  });

  it('gives as many as are wanted, each with a key of its own, in order of arrival', () => {
    const arrivals = tickets.map(({ steps }) => steps[0].at);

    expect(new Set(tickets.map(({ key }) => key)).size).toBe(320);
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
  });

  it.each([
    ['types', 'type', kyiv.catalog.types.map(({ id }) => id)],
    ['categories', 'priority', kyiv.catalog.priorities.map(({ id }) => id)],
    [
      'processes',
      'business_process',
      (kyiv.fields.get('business_process')?.options ?? []).map(({ id }) => id),
    ],
    ['competences', 'competence', ['mrg', 'gbk']],
    ['states', 'state', ['open', 'handed-over', 'awaiting-applicant', 'awaiting-mrg', 'closed', 'spam']],
  ])('touches all %s of Kyiv', (_, field, values) => {
    for (const value of values) expect(valuesOf(field, tickets)).toContain(value);
  });

  it('comes by all channels, by day, by night and on days off, over the change of the clocks', () => {
    const firsts = tickets.map(({ steps }) => steps[0]);
    const outside = firsts.filter((step) => !kyiv.defaultCalendar.isOpen(step.at));

    expect(new Set(firsts.map(({ intake }) => intake))).toEqual(new Set(['email', 'web', 'phone']));
    expect(outside.length).toBeGreaterThan(40);
    expect(outside.filter(({ intake }) => intake === 'phone')).toEqual([]);
    expect(firsts.some((step) => step.at > at('2026-10-25T01:00:00Z'))).toBe(true);
    expect(firsts.some((step) => step.at < at('2026-10-25T01:00:00Z'))).toBe(true);
  });

  it('tells every plot, merged tickets, robots and calls included', () => {
    expect(new Set(tickets.map(({ plot }) => plot)).size).toBeGreaterThanOrEqual(11);
    expect(tickets.flatMap(({ steps }) => steps).some(({ what }) => what === 'merge')).toBe(true);
    expect(
      tickets.flatMap(({ steps }) => steps).some((step) => step.what === 'write' && step.isAutomatic),
    ).toBe(true);
  });

  it('lets people act in the order of time, in open hours, and until the end only', () => {
    for (const { steps } of tickets) {
      const instants = steps.map((step) => step.at);
      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
      expect(Math.max(...instants)).toBeLessThan(untilAt);
    }
    expect(changesOf(tickets).filter((step) => !kyiv.defaultCalendar.isOpen(step.at - 1))).toEqual([]);
  });

  it('merges into tickets that are there', () => {
    const keys = new Set(tickets.map(({ key }) => key));
    const merges = tickets.flatMap(({ steps }) => steps.filter((step) => step.what === 'merge'));

    expect(merges.filter(({ into }) => !keys.has(into))).toEqual([]);
  });

  it('has people who classify at once, late and never', () => {
    const minutes = tickets
      .filter(({ steps }) => steps[0].intake !== 'phone' && steps[0].at < untilAt - 3 * 86_400_000)
      .map(({ steps }) => {
        const step = steps.find((each) => each.what === 'change' && each.set['type'] != null);
        return step === undefined ? Infinity : kyiv.defaultCalendar.between(steps[0].at, step.at) / 60_000;
      });

    expect(minutes.some((each) => each <= 15)).toBe(true);
    expect(minutes.some((each) => each > 60 && each < Infinity)).toBe(true);
    expect(minutes).toContain(Infinity);
  });

  it('writes in Ukrainian about the matters of the regulation', () => {
    const words = tickets.map(({ steps }) => `${steps[0].title} ${steps[0].body}`).join(' ');

    expect(words).toMatch(/ЕЦП/);
    expect(words).toMatch(/BankID/);
    expect(words).not.toMatch(/\{topic\}|undefined/);
  });

  it.each([
    ['Kyiv', kyiv],
    ['e-Қызмет', eQyzmet],
    ['a small pack', small],
  ])('uses no word that the pack of %s does not have', (_, pack: CompiledPack) => {
    const script = generateTickets(pack, { ...threeWeeks, count: 120 });
    const logins = new Set(listAgents(pack).map(({ login }) => login));
    const known: Readonly<Record<string, ReadonlySet<string>>> = {
      type: new Set(pack.types.keys()),
      priority: new Set(pack.priorities.keys()),
      group: new Set(pack.groups.keys()),
      state: new Set(pack.states.keys()),
      owner: logins,
    };
    const strange: string[] = [];
    for (const step of script.flatMap(({ steps }) => steps)) {
      const entered = 'set' in step ? step.set : 'fields' in step ? step.fields : {};
      for (const [field, value] of Object.entries(entered)) {
        const options = known[field] ?? new Set((pack.fields.get(field)?.options ?? []).map(({ id }) => id));
        const isKnown = field in known || pack.fields.has(field);
        if (!isKnown || (options.size > 0 && !options.has(String(value))))
          strange.push(`${field}=${String(value)}`);
      }
      if (step.by !== 'applicant' && !logins.has(step.by.agent)) strange.push(step.by.agent);
    }

    expect(strange).toEqual([]);
    expect(script).toHaveLength(120);
  });

  it('never chooses a pair of type and category that Table 1 does not have', () => {
    for (const { steps } of tickets) {
      let values: FieldValues = {};
      for (const step of steps) {
        values = { ...values, ...('set' in step ? step.set : 'fields' in step ? step.fields : {}) };
        const { type, priority } = values;
        if (type != null && priority != null) {
          expect(kyiv.types.get(String(type))?.priorities).toContain(priority);
        }
      }
    }
  });

  it('lets a machine of the pack write about applicants, in the layout that the pack reads', () => {
    const script = generateTickets(withMachine, { ...threeWeeks, count: 100 });
    const letters = script.flatMap(({ steps: [first], applicant }) =>
      first.machine === null ? [] : [{ first, applicant }],
    );

    expect(letters.length).toBeGreaterThan(2);
    for (const { first, applicant } of letters) {
      expect(first).toMatchObject({ intake: 'email', machine: 'robot@gb.example.org', isAutomatic: true });
      const intake = withMachine.intake.get('proactive-letters');
      if (intake === undefined) throw new Error('the pack has no such letters');
      expect(readLetter(first.body, intake, withMachine)?.applicantEmail).toBe(applicant.email);
    }
  });

  it('marks in e-Қызмет when a call ended, sends fixes back and brings in proposals', () => {
    const script = generateTickets(eQyzmet, { ...threeWeeks, count: 300 });
    const marks = ['saved_during_call', 'call_ended_at', 'registering_started_at', 'proposal'];

    for (const field of marks) expect(valuesOf(field, script).size).toBeGreaterThan(0);
    expect(valuesOf('state', script)).toContain('rework');
    for (const ended of valuesOf('call_ended_at', script)) expect(Number(ended) % 60_000).toBe(0);
    for (const { steps } of script) {
      const [{ at: savedAt, fields }] = steps;
      expect(Number(fields['call_ended_at'] ?? 0)).toBeLessThan(savedAt);
    }
  });

  it('fills in what the forms of Kyiv require', () => {
    const closings = changesOf(tickets).filter(({ set }) => set['state'] === 'closed');
    const waits = changesOf(tickets).filter(({ set }) => set['state'] === 'awaiting-applicant');

    expect(closings.length).toBeGreaterThan(100);
    expect(
      waits.filter(({ set, pendingUntilAt }) => set['hindrance'] == null || pendingUntilAt === null),
    ).toEqual([]);
    for (const { steps } of tickets) {
      let values: FieldValues = {};
      for (const step of steps) {
        values = { ...values, ...('set' in step ? step.set : 'fields' in step ? step.fields : {}) };
        if (values['state'] !== 'closed') continue;
        expect(values).toMatchObject({
          type: expect.any(String) as unknown,
          business_process: expect.any(String) as unknown,
          closing_reason: expect.any(String) as unknown,
        });
      }
    }
  });
});
