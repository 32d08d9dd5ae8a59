import { DateTime } from 'luxon';

import type { Calendar, Sla, Ticket } from '../state/records.ts';
import { isBlank, isObject, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { isCommunicationType } from './access.ts';
import { matchesCondition } from './conditions.ts';
import { wallTime, workingHoursOf, type Interval } from './working-time.ts';

const SYSTEM_USER_ID = 1;

/** The SLA of a ticket: the first by name whose condition it meets, else the last one without a condition. */
function slaOf(world: World, ticket: Ticket): Sla | undefined {
  const slas = world.slas.all().sort((a, b) => (a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1));
  const matching = slas.find(
    (sla) =>
      !isBlank(sla.condition) && matchesCondition(world, sla.condition, ticket, { userId: SYSTEM_USER_ID }),
  );
  return matching ?? slas.filter((sla) => isBlank(sla.condition)).at(-1);
}

/** What the last calculation rested on; kept in the ticket's preferences. */
interface Basis {
  readonly first_response_at?: string;
  readonly last_update_at?: string;
  readonly close_at?: string;
  readonly last_contact_at?: string;
  readonly sla_id?: number;
  readonly sla_updated_at?: string;
  readonly calendar_id?: number;
  readonly calendar_updated_at?: string;
  readonly escalation_disabled?: boolean;
}

const NO_DEADLINES = {
  escalation_at: null,
  first_response_escalation_at: null,
  update_escalation_at: null,
  close_escalation_at: null,
};

/** The columns of a ticket as its SLA makes them now; only what the last calculation did not cover is worked out anew. */
export function calculateEscalation(world: World, ticket: Ticket, isForced = false): Params {
  const before = basisOf(ticket);
  const isDisabled = world.states.get(ticket.state_id)?.ignore_escalation === true;
  const isOfInterest =
    !isDisabled ||
    before.close_at !== (ticket.close_at ?? undefined) ||
    before.last_contact_at !== (ticket.last_contact_at ?? undefined);
  const sla = slaOf(world, ticket);
  const calendar = world.calendars.get(sla?.calendar_id);
  const after = basisNow(ticket, sla, calendar, isDisabled);
  if (!isOfInterest && !isForced) {
    return {
      ...NO_DEADLINES,
      ...(before.escalation_disabled === true ? {} : rememberBasis(ticket, before, after)),
    };
  }
  if (sla === undefined || calendar === undefined) return NO_DEADLINES;
  const areRulesChanged =
    before.sla_id !== after.sla_id ||
    before.sla_updated_at !== after.sla_updated_at ||
    before.calendar_id !== after.calendar_id ||
    before.calendar_updated_at !== after.calendar_updated_at;
  const changes: Changes = {
    all: isForced || areRulesChanged,
    firstResponse: before.first_response_at !== after.first_response_at,
    update: before.last_update_at !== after.last_update_at,
    close: before.close_at !== after.close_at,
    enabled: !isDisabled && before.escalation_disabled !== false,
  };
  const isUntouched =
    !changes.all &&
    !changes.firstResponse &&
    !changes.update &&
    !changes.close &&
    before.escalation_disabled === after.escalation_disabled;
  if (isUntouched) return {};
  const engine: Engine = {
    world,
    ticket,
    sla,
    calendar,
    isDisabled,
    changes,
    pauses: pausesOf(world, ticket, calendar),
  };
  const deadlines = deadlinesOf(engine);
  return {
    ...deadlines,
    escalation_at: nextOf({ ...ticket, ...deadlines }, isDisabled),
    ...statisticsOf(engine),
    ...rememberBasis(ticket, before, after),
  };
}

interface Changes {
  readonly all: boolean;
  readonly firstResponse: boolean;
  readonly update: boolean;
  readonly close: boolean;
  readonly enabled: boolean;
}

interface Engine {
  readonly world: World;
  readonly ticket: Ticket;
  readonly sla: Sla;
  readonly calendar: Calendar;
  readonly isDisabled: boolean;
  readonly changes: Changes;
  readonly pauses: readonly Interval[];
}

const lastUpdateOf = (ticket: Ticket): string | null =>
  [ticket.last_contact_agent_at, ticket.last_contact_customer_at]
    .filter((at) => at !== null)
    .sort()
    .at(-1) ?? null;

function basisOf(ticket: Ticket): Basis {
  const basis = ticket.preferences['escalation_calculation'];
  return isObject(basis) ? basis : {};
}

function basisNow(
  ticket: Ticket,
  sla: Sla | undefined,
  calendar: Calendar | undefined,
  isDisabled: boolean,
): Basis {
  const basis = {
    first_response_at: ticket.first_response_at,
    last_update_at: lastUpdateOf(ticket),
    close_at: ticket.close_at,
    last_contact_at: ticket.last_contact_at,
    sla_id: sla?.id,
    sla_updated_at: sla?.updated_at,
    calendar_id: calendar?.id,
    calendar_updated_at: calendar?.updated_at,
    escalation_disabled: isDisabled,
  };
  return Object.fromEntries(
    Object.entries(basis).filter(([, value]) => value !== null && value !== undefined),
  );
}

function rememberBasis(ticket: Ticket, before: Basis, after: Basis): Params {
  const isNothing = Object.keys(after).length === 1 && after.escalation_disabled === false;
  if (isNothing && before.escalation_disabled !== true) return {};
  return { preferences: { ...ticket.preferences, escalation_calculation: after } };
}

function deadlinesOf(engine: Engine): Params {
  const { ticket, sla, isDisabled, changes } = engine;
  const isRenewed = changes.all || changes.enabled;
  const deadlines: Params = {};
  if (isRenewed || changes.firstResponse) {
    const isOver = isDisabled || ticket.first_response_at !== null;
    deadlines['first_response_escalation_at'] = isOver
      ? null
      : deadlineAfter(engine, ticket.created_at, sla.first_response_time);
  }
  const minutes = sla.response_time ?? sla.update_time;
  if (minutes !== null && (isRenewed || changes.update)) {
    const startsAt = isDisabled ? null : updateStartOf(ticket, sla);
    deadlines['update_escalation_at'] = startsAt === null ? null : deadlineAfter(engine, startsAt, minutes);
  }
  if (isRenewed || changes.close) {
    const isOver = isDisabled || ticket.close_at !== null;
    deadlines['close_escalation_at'] = isOver
      ? null
      : deadlineAfter(engine, ticket.created_at, sla.solution_time);
  }
  return deadlines;
}

/** A response is owed from the first unanswered word of the customer; an update from the last word of an agent. */
function updateStartOf(ticket: Ticket, sla: Sla): string | null {
  if (sla.response_time !== null) return hasAgentResponded(ticket) ? null : ticket.last_contact_customer_at;
  return sla.update_time === null ? null : (ticket.last_contact_agent_at ?? ticket.created_at);
}

function hasAgentResponded({
  last_contact_customer_at: customerAt,
  last_contact_agent_at: agentAt,
}: Ticket): boolean {
  return customerAt !== null && agentAt !== null && customerAt < agentAt;
}

function deadlineAfter({ calendar, pauses }: Engine, startAt: string, minutes: number | null): string | null {
  if (minutes === null || minutes <= 0) return null;
  const dueMs = workingHoursOf(calendar).add(Date.parse(startAt), minutes, pauses);
  return dueMs === null ? null : new Date(dueMs).toISOString();
}

function nextOf(ticket: Ticket, isDisabled: boolean): string | null {
  if (isDisabled) return null;
  const open = [
    ticket.first_response_at === null ? ticket.first_response_escalation_at : null,
    ticket.update_escalation_at,
    ticket.close_at === null ? ticket.close_escalation_at : null,
  ];
  return open.filter((at) => at !== null).sort()[0] ?? null;
}

function statisticsOf(engine: Engine): Params {
  const { ticket, sla, changes } = engine;
  const statistics: Params = {};
  if (
    (changes.all || changes.firstResponse) &&
    ticket.first_response_at !== null &&
    sla.first_response_time
  ) {
    const minutes = minutesBetween(engine, ticket.created_at, ticket.first_response_at);
    statistics['first_response_in_min'] = minutes;
    statistics['first_response_diff_in_min'] = sla.first_response_time - minutes;
  }
  if (changes.all || changes.update) Object.assign(statistics, updateStatisticsOf(engine));
  if ((changes.all || changes.close) && ticket.close_at !== null && sla.solution_time) {
    const minutes = minutesBetween(engine, ticket.created_at, ticket.close_at);
    statistics['close_in_min'] = minutes;
    statistics['close_diff_in_min'] = sla.solution_time - minutes;
  }
  return statistics;
}

/** The longest span is kept, unless everything is worked out anew. */
function updateStatisticsOf(engine: Engine): Params {
  const { ticket, sla, changes } = engine;
  const allowed = sla.response_time ?? sla.update_time;
  const span = sla.response_time === null ? updateSpanOf(engine) : responseSpanOf(ticket);
  if (allowed === null || span === null) return {};
  const minutes = minutesBetween(engine, span[0], span[1]);
  if (!changes.all && ticket.update_in_min !== null && minutes <= ticket.update_in_min) return {};
  return { update_in_min: minutes, update_diff_in_min: allowed - minutes };
}

type Span = readonly [from: string, to: string];

function responseSpanOf(ticket: Ticket): Span | null {
  const { last_contact_customer_at: from, last_contact_agent_at: to } = ticket;
  return from !== null && to !== null && hasAgentResponded(ticket) ? [from, to] : null;
}

function updateSpanOf({ world, ticket, sla }: Engine): Span | null {
  if (sla.update_time === null || ticket.last_contact_agent_at === null) return null;
  const replies = world
    .articlesOf(ticket.id)
    .filter(
      (article) =>
        world.senderName(article) === 'Agent' && isCommunicationType(world.articleTypeName(article)),
    )
    .map((article) => article.created_at);
  const to = replies.at(-1);
  return to === undefined ? null : [replies.at(-2) ?? ticket.created_at, to];
}

/** Between the ticket's creation and its first closing. */
function minutesBetween({ ticket, calendar, pauses }: Engine, from: string, to: string): number {
  const start = from < ticket.created_at ? ticket.created_at : from;
  const end = ticket.close_at !== null && ticket.close_at < to ? ticket.close_at : to;
  return workingHoursOf(calendar).minutesBetween(Date.parse(start), Date.parse(end), pauses);
}

/** The finished stays in states that stop the clock, cut to whole minutes of local time. */
function pausesOf(world: World, ticket: Ticket, calendar: Calendar): Interval[] {
  const turns = world.history
    .where('ticket_id', ticket.id)
    .filter((entry) => entry.object === 'Ticket' && entry.attribute === 'state')
    .map((entry) => ({ state: entry.value_to, from: entry.value_from, at: entry.created_at }));
  const first = turns[0];
  if (first === undefined) return [];
  if (first.at !== ticket.created_at) turns.unshift({ state: first.from, from: null, at: ticket.created_at });
  const stopping = new Set(
    world.states.filter((state) => state.ignore_escalation).map((state) => state.name),
  );
  const { zone } = workingHoursOf(calendar);
  const byDayAndStart = new Map<string, Interval>();
  turns.slice(1).forEach((turn, index) => {
    const stay = turns[index];
    if (stay === undefined || !stopping.has(stay.state ?? '')) return;
    for (const [key, pause] of dailyPauses(stay.at, turn.at, zone)) byDayAndStart.set(key, pause);
  });
  return [...byDayAndStart.values()].sort((a, b) => a.fromMs - b.fromMs);
}

function* dailyPauses(from: string, to: string, zone: string): Generator<[key: string, pause: Interval]> {
  const start = DateTime.fromISO(from, { zone });
  const end = DateTime.fromISO(to, { zone });
  for (let day = start.startOf('day'); day <= end; day = day.plus({ days: 1 })) {
    const opens = day.hasSame(start, 'day') ? start.toFormat('HH:mm') : '00:00';
    const closes = day.hasSame(end, 'day') ? end.toFormat('HH:mm') : '24:00';
    yield [
      `${day.toISODate() ?? ''} ${opens}`,
      { fromMs: wallTime(day, opens), toMs: wallTime(day, closes) },
    ];
  }
}
