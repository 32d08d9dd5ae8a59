import { WEEKDAYS } from '../../../../core/calendar/calendar-definition.ts';
import type { DesiredCalendar, DesiredServiceLevel } from '../../../../core/bootstrap/desired-object.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/bootstrap/json.ts';
import type { ObjectFormat } from '../object-format.ts';
import { one, selector } from '../reference.ts';
import { ticketSelector } from '../ticket-selector.ts';

export const calendarFormat: ObjectFormat<DesiredCalendar> = {
  kind: 'calendar',
  path: 'calendars',
  references: {},
  render: ({ zone, week, daysOff }) => ({
    attributes: {
      timezone: zone,
      business_hours: Object.fromEntries(
        WEEKDAYS.map((weekday): [string, Json] => {
          const timeframes = (week[weekday] ?? []).map(([from, to]) => [from, to]);
          return [weekday, timeframes.length === 0 ? closed : { active: true, timeframes }];
        }),
      ),
      public_holidays: Object.fromEntries(daysOff.map(({ on, summary }) => [on, { active: true, summary }])),
    },
    initial: { default: false },
  }),
  read: ({ name, ...raw }) => ({
    name,
    attributes: { ...raw, business_hours: readWeek(raw['business_hours'] ?? {}) },
  }),
  write: (values) =>
    isJsonObject(values['business_hours'])
      ? { ...values, business_hours: writeWeek(values['business_hours']) }
      : values,
};

const closed: JsonObject = { active: false };

/** The hours of a closed weekday mean nothing. */
function readWeek(week: Json): Json {
  if (!isJsonObject(week)) return week;
  return Object.fromEntries(
    Object.entries(week).map(([weekday, day]) => [
      weekday,
      isJsonObject(day) && day['active'] === true
        ? { active: true, timeframes: day['timeframes'] ?? [] }
        : closed,
    ]),
  );
}

/** Zammad's form writes hours for closed weekdays too. */
function writeWeek(week: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(week).map(([weekday, day]) => [
      weekday,
      { timeframes: [['09:00', '17:00']], ...(isJsonObject(day) ? day : {}) },
    ]),
  );
}

export const serviceLevelFormat: ObjectFormat<DesiredServiceLevel> = {
  kind: 'service-level',
  path: 'slas',
  references: { calendar_id: one('calendar'), condition: selector },
  render: ({ calendar, when, firstResponseMinutes, solutionMinutes }, kinds) => ({
    attributes: {
      calendar_id: calendar,
      condition: ticketSelector(when, kinds),
      first_response_time: firstResponseMinutes,
      solution_time: solutionMinutes,
      update_time: null,
      response_time: null,
    },
  }),
};
