import { describe, expect, it } from 'vitest';
import { evaluateClocks } from '../../src/core/clock/evaluate-clocks.ts';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import { coverClauses } from '../../src/core/regulation/cover-clauses.ts';
import { formatDiagnostic } from '../../src/core/regulation/diagnostic.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { phrasesFor } from '../../src/demo/phrases-for.ts';
import { compileTestPack, testPackFiles } from '../support/a-pack.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import type { Step } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, textsOwed, violationsIn } from './kyiv.ts';

const pack = compileTestPack({ pack: 'third' });

/** A local time in Berlin in November 2026 (UTC+1); the 20th is a Friday, on which the office closes at 12:30. */
function berlin(day: number, time: string): string {
  return new Date(`2026-11-${day}T${time}:00+01:00`).toISOString();
}

function request(when: string, fields: FieldValues, ...steps: readonly Step[]) {
  return aTicket({ at: when, fields: { group: 'service-desk', intake: 'email', ...fields } }, ...steps);
}

function due(clockId: string, type: string, priority: string, when: string): string | undefined {
  const readings = evaluateClocks({ pack, ticket: request(when, { type, priority }) }, at(when));
  const dueAt = readings.find((reading) => reading.clockId === clockId)?.dueAt;
  return dueAt == null ? undefined : new Date(dueAt).toISOString();
}

describe('a third regulation, in YAML alone', () => {
  it('compiles without a word of complaint and leaves no clause open', () => {
    const { diagnostics } = compilePack({ files: testPackFiles({ pack: 'third' }) });

    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(coverClauses(pack, null).filter(({ status }) => status === 'open')).toEqual([]);
  });

  it('has another shape than the two others: German, four priorities, three lines, a calendar that never closes', () => {
    const { catalog, manifest, calendars } = pack;
    const day = at(berlin(22, '00:00'));

    expect(manifest.languages).toEqual(['de']);
    expect(catalog.priorities.map(({ label }) => label)).toEqual(['Kritisch', 'Hoch', 'Mittel', 'Niedrig']);
    expect(catalog.groups.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(calendars.get('control-room')?.between(day, day + 7 * 86_400_000)).toBe(7 * 86_400_000);
    expect(phrasesFor(pack).greeting).toBe('Guten Tag.');
  });

  it.each([
    ['outage', 'critical', 'hours round the clock', berlin(21, '03:30')],
    ['outage', 'high', 'working hours over a weekend', berlin(23, '16:15')],
    ['outage', 'medium', 'working days at the same time', berlin(26, '07:30')],
    ['change', 'medium', 'working days to their close', berlin(30, '16:15')],
    ['disclosure', 'low', 'calendar days', berlin(30, '23:30')],
  ])('solves %s / %s in %s', (type, priority, _, expected) => {
    expect(due('solution', type, priority, berlin(20, '23:30'))).toBe(expected);
  });

  it('reacts to what is critical in a quarter of an hour at night, to the rest in office hours', () => {
    expect(due('response', 'outage', 'critical', berlin(20, '23:30'))).toBe(berlin(20, '23:45'));
    expect(due('response', 'outage', 'high', berlin(20, '23:30'))).toBe(berlin(23, '08:30'));
    expect(due('response', 'outage', 'low', berlin(24, '10:00'))).toBe(berlin(25, '16:15'));
  });

  it('sends what is critical to the second line at once, at night too', () => {
    const night = berlin(20, '23:30');
    const ticket = request(night, {}, sets(night, { type: 'outage', priority: 'critical' }));

    expect(
      intentOf('critical-goes-to-operations', evaluateAt(berlin(20, '23:31'), ticket, { pack })),
    ).toMatchObject({ set: { group: 'operations' }, article: { textId: 'critical' } });
  });

  it('puts a change without approval back, naming what is missing', () => {
    const change = (fields: FieldValues) =>
      evaluateAt(
        berlin(23, '10:01'),
        request(
          berlin(23, '09:00'),
          { type: 'change', priority: 'high', group: 'operations', ...fields },
          sets(berlin(23, '10:00'), { group: 'vendor' }),
        ),
        { pack },
      );

    expect(intentOf('change-needs-approval', change({ approved_by_operations: true }))).toMatchObject({
      set: { group: 'operations' },
      article: { data: { missing: ['Wartungsfenster am'] } },
    });
    expect(
      textsOwed(change({ approved_by_operations: true, change_window_on: '2026-12-01' })),
    ).not.toHaveProperty('change-needs-approval');
  });

  it('holds the vendor to the instant promised', () => {
    const ticket = request(
      berlin(23, '09:00'),
      { type: 'outage', priority: 'low', group: 'vendor' },
      sets(berlin(23, '10:00'), { vendor_promised_at: at(berlin(24, '18:00')) }),
    );

    expect(violationsIn(evaluateAt(berlin(24, '17:00'), ticket, { pack }))).not.toContain(
      'L 5.3: promise-broken',
    );
    expect(violationsIn(evaluateAt(berlin(24, '18:01'), ticket, { pack }))).toContain(
      'L 5.3: promise-broken',
    );
  });

  it('is looked at again at a whole millisecond, whatever share of a goal that is', () => {
    const call = aTicket({
      at: '2026-11-23T09:00:00.001Z',
      by: 'agent',
      fields: {
        group: 'service-desk',
        intake: 'phone',
        number_told: true,
        type: 'change',
        priority: 'medium',
      },
    });
    const { wakeAt } = evaluateAt('2026-11-23T09:05:00Z', call, { pack });

    // Three quarters of 42.5 h less 1 ms: 29.5 h less 1 ms until Friday, then 2 h 22 min 30 s and a part of 1 ms.
    expect(wakeAt).toBe(at('2026-11-27T08:52:30.001Z'));
  });
});
