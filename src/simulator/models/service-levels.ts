import { unprocessable } from '../api-error.ts';
import { assertHoursValid } from '../engine/working-time.ts';
import type { Calendar } from '../state/records.ts';
import { isBlank, isObject } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { integer, required, store, text, time } from './column.ts';
import type { Model, Save } from './model.ts';

function settleCalendar({ transaction, values }: Save): void {
  const holidays = values['public_holidays'];
  values['public_holidays'] = isObject(holidays)
    ? Object.fromEntries(
        Object.entries(holidays).map(([date, holiday]) => [
          date,
          isObject(holiday) ? { ...holiday, active: !isBlank(holiday['active']) } : holiday,
        ]),
      )
    : {};
  if (typeof values['ical_url'] !== 'string') return;
  values['last_sync'] = transaction.at;
  values['last_log'] = values['ical_url'] === '' ? null : 'the feed is out of reach';
}

/** There is one default calendar: the newest, or else the oldest. */
function keepOneDefault(world: World, calendar: Calendar): void {
  if (calendar.default) {
    for (const other of world.calendars.all()) {
      if (other !== calendar && other.default) world.calendars.update(other, { default: false });
    }
  } else if (world.calendars.find((other) => other.default) === undefined) {
    const oldest = world.calendars.find(() => true);
    if (oldest !== undefined) world.calendars.update(oldest, { default: true });
  }
}

export const calendarModel: Model = {
  name: 'Calendar',
  relation: 'calendars',
  assetKey: 'Calendar',
  table: (world) => world.calendars,
  columns: {
    name: text(),
    timezone: text(),
    business_hours: store(),
    default: { type: 'boolean', default: false, isRequired: true },
    ical_url: text(),
    public_holidays: store(),
    last_log: text(),
    last_sync: time(),
  },
  nameRules: { uniqueness: 'model' },
  beforeWrite: settleCalendar,
  validate: ({ values }) => {
    assertHoursValid(values['business_hours'] as Calendar['business_hours']);
  },
  afterAnswer: (world, row) => {
    keepOneDefault(world, row as Calendar);
  },
  afterWrite: ({ world }, _row, changed) => {
    if (changed.length > 0) world.onEscalationRulesChanged();
  },
  isReferenced: (world, row) => world.slas.find((sla) => sla.calendar_id === row.id) !== undefined,
};

export const slaModel: Model = {
  name: 'Sla',
  relation: 'slas',
  assetKey: 'Sla',
  table: (world) => world.slas,
  columns: {
    calendar_id: required(integer()),
    name: text(),
    first_response_time: integer(),
    response_time: integer(),
    update_time: integer(),
    solution_time: integer(),
    condition: store(),
    data: store(),
  },
  associations: [{ name: 'calendar', target: 'Calendar' }],
  assetsOf: ['calendar'],
  nameRules: { isRequired: true, uniqueness: 'model' },
  hasCondition: true,
  validate: ({ values }) => {
    if (!isBlank(values['response_time']) && !isBlank(values['update_time'])) {
      throw unprocessable('Cannot have both response time and update time.');
    }
  },
  afterWrite: ({ world }, _row, changed) => {
    if (changed.length > 0) world.onEscalationRulesChanged();
  },
  afterDestroy: (world) => {
    world.onEscalationRulesChanged();
  },
};
