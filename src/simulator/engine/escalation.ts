import type { Calendar, Sla, Ticket } from '../state/records.ts';
import { isBlank, isObject, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { matchesCondition } from './conditions.ts';
import { hasAgentResponded, type Calculation, type Changes } from './escalation-calculation.ts';
import { pausesOf } from './escalation-pauses.ts';
import { statisticsOf } from './escalation-statistics.ts';
import { workingHoursOf } from './working-time.ts';

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
  const changes = changesBetween(before, after, isForced);
  if (changes === null) return {};
  const calculation: Calculation = {
    world,
    ticket,
    sla,
    calendar,
    isDisabled,
    changes,
    pauses: pausesOf(world, ticket, calendar),
  };
  const deadlines = deadlinesOf(calculation);
  return {
    ...deadlines,
    escalation_at: nextOf({ ...ticket, ...deadlines }, isDisabled),
    ...statisticsOf(calculation),
    ...rememberBasis(ticket, before, after),
  };
}

/** What the last calculation did not cover; null when there is nothing. */
function changesBetween(before: Basis, after: Basis, isForced: boolean): Changes | null {
  const differs = (...names: readonly (keyof Basis)[]): boolean =>
    names.some((name) => before[name] !== after[name]);
  const isAnyRuleNew = differs('sla_id', 'sla_updated_at', 'calendar_id', 'calendar_updated_at');
  const changes: Changes = {
    all: isForced || isAnyRuleNew,
    firstResponse: differs('first_response_at'),
    update: differs('last_update_at'),
    close: differs('close_at'),
    enabled: after.escalation_disabled === false && before.escalation_disabled !== false,
  };
  const isAnything = changes.all || differs('first_response_at', 'last_update_at', 'close_at');
  return isAnything || differs('escalation_disabled') ? changes : null;
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

function deadlinesOf(calculation: Calculation): Params {
  const { ticket, sla, isDisabled, changes } = calculation;
  const isRenewed = changes.all || changes.enabled;
  const deadlines: Params = {};
  if (isRenewed || changes.firstResponse) {
    const isOver = isDisabled || ticket.first_response_at !== null;
    deadlines['first_response_escalation_at'] = isOver
      ? null
      : deadlineAfter(calculation, ticket.created_at, sla.first_response_time);
  }
  const minutes = sla.response_time ?? sla.update_time;
  if (minutes !== null && (isRenewed || changes.update)) {
    const startsAt = isDisabled ? null : updateStartOf(ticket, sla);
    deadlines['update_escalation_at'] =
      startsAt === null ? null : deadlineAfter(calculation, startsAt, minutes);
  }
  if (isRenewed || changes.close) {
    const isOver = isDisabled || ticket.close_at !== null;
    deadlines['close_escalation_at'] = isOver
      ? null
      : deadlineAfter(calculation, ticket.created_at, sla.solution_time);
  }
  return deadlines;
}

/** A response is owed from the first unanswered word of the customer; an update from the last word of an agent. */
function updateStartOf(ticket: Ticket, sla: Sla): string | null {
  if (sla.response_time !== null) return hasAgentResponded(ticket) ? null : ticket.last_contact_customer_at;
  return sla.update_time === null ? null : (ticket.last_contact_agent_at ?? ticket.created_at);
}

function deadlineAfter(
  { calendar, pauses }: Calculation,
  startAt: string,
  minutes: number | null,
): string | null {
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
