import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readEscalationFile, type RecordedEvent } from '../../core/clock/escalation-cases.ts';
import { RecordedLife } from './recorded-life.ts';

const file = fileURLToPath(new URL('../../fixtures/escalation-cases/zammad-6.5.0.json', import.meta.url));
const { calendars, cases } = readEscalationFile(file);

describe('calculateEscalation', () => {
  it.each(cases)('makes of $id, to the millisecond, what Zammad made of it', (one) => {
    const life = new RecordedLife(one, calendars);
    const steps = [look(life, 'created', deadlinesOf(one))];
    for (const event of one.events) {
      life.live(event);
      if (event.after !== undefined) steps.push(look(life, nameOf(event), event.after));
    }
    if (one.after_forced_rebuild !== undefined) {
      life.rebuild();
      steps.push(look(life, 'rebuilt', deadlinesOf(one.after_forced_rebuild)));
    }
    expect(steps.map(({ actual }) => actual)).toEqual(steps.map(({ recorded }) => recorded));
  });
});

const nameOf = ({ at, type, arg }: RecordedEvent): string => `${at} ${type} ${JSON.stringify(arg)}`;

const DEADLINES = [
  'first_response_escalation_at',
  'update_escalation_at',
  'close_escalation_at',
  'escalation_at',
] as const;

const deadlinesOf = (values: Readonly<Record<(typeof DEADLINES)[number], string | null>>): object =>
  Object.fromEntries(DEADLINES.map((name) => [name, values[name]]));

/** What was recorded at a step, and what the simulator says of the same columns. */
function look(life: RecordedLife, step: string, recorded: object): { actual: object; recorded: object } {
  const shown = { ...life.ticket, state: life.stateName(), priority: '2 normal' };
  const actual = Object.keys(recorded).map((column) => [column, (shown as Record<string, unknown>)[column]]);
  return { actual: { step, ...Object.fromEntries(actual) }, recorded: { step, ...recorded } };
}
