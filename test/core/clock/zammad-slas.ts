import { parse, stringify } from 'yaml';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { compileTestPack, testPackFiles } from '../../support/a-pack.ts';
import type { RecordedCalendar, RecordedSla } from './escalation-cases.ts';

const PACK = 'zammad-semantics';

/** Which of Zammad's times is the goal of which clock of the pack. */
const goalOfClock: Readonly<Record<string, keyof RecordedSla>> = {
  'first-response': 'first_response_time',
  update: 'update_time',
  response: 'response_time',
  solution: 'solution_time',
};

interface CatalogFile {
  fields: { id: string; options?: object[] }[];
}

interface ClocksFile {
  clocks: { id: string; goals: object; applies?: object }[];
}

/** The SLAs and calendars that a file of cases uses, each distinct one under an id of its own. */
export class ZammadSlas {
  readonly #calendars = new Map<string, string>();
  readonly #slas = new Map<string, string>();

  /** The option of the field `sla` for these times on this calendar. */
  idOf(sla: RecordedSla, calendar: RecordedCalendar): string {
    const calendarId = idIn(this.#calendars, 'calendar', calendar);
    return idIn(this.#slas, 'sla', { sla, calendarId });
  }

  /** The pack of Zammad's semantics with all of them in it. */
  compile(): CompiledPack {
    const files = testPackFiles({ pack: PACK });
    const catalog = parse(files.get('catalog.yaml')!) as CatalogFile;
    const clocks = parse(files.get('clocks.yaml')!) as ClocksFile;
    const slaIds = [...this.#slas.values()];
    catalog.fields.find(({ id }) => id === 'sla')?.options?.push(...slaIds.map((id) => ({ id, label: id })));
    for (const clock of clocks.clocks) {
      clock.goals = { ...clock.goals, ...this.#goalsOf(clock.id) };
      clock.applies = { sla: Object.keys(clock.goals) };
    }
    return compileTestPack({
      pack: PACK,
      files: {
        'catalog.yaml': stringify(catalog),
        'clocks.yaml': stringify(clocks),
        'calendars.yaml': stringify({ default: 'calendar-1', calendars: this.#packCalendars() }),
      },
    });
  }

  #goalsOf(clock: string): object {
    const goals = [...this.#slas].flatMap(([key, id]) => {
      const { sla, calendarId } = JSON.parse(key) as { sla: RecordedSla; calendarId: string };
      const minutes = sla[goalOfClock[clock]!] ?? 0;
      return minutes > 0 ? [[id, { within: `${minutes}m`, calendar: calendarId }] as const] : [];
    });
    return Object.fromEntries(goals);
  }

  #packCalendars(): object[] {
    return [...this.#calendars].map(([key, id]) => packCalendar(id, JSON.parse(key) as RecordedCalendar));
  }
}

function idIn(ids: Map<string, string>, prefix: string, value: object): string {
  const key = JSON.stringify(value);
  const id = ids.get(key) ?? `${prefix}-${ids.size + 1}`;
  ids.set(key, id);
  return id;
}

function packCalendar(id: string, { timezone, business_hours, public_holidays }: RecordedCalendar): object {
  const days = Object.entries(business_hours).filter(([, { active }]) => active);
  const holidays = Object.entries(public_holidays).filter(([, { active }]) => active);
  return {
    id,
    zone: timezone,
    periods: [
      { week: Object.fromEntries(days.map(([day, { timeframes }]) => [day, timeframes.map(toSpan)])) },
    ],
    exceptions: holidays.map(([on, { summary }]) => ({ on, hours: [], summary, basis: 'recorded holiday' })),
    product: true,
  };
}

/** Zammad reads 23:59 as the end of the day. */
function toSpan([from, to]: [string, string]): [string, string] {
  return [from, to === '23:59' ? '24:00' : to];
}
