import type { Ticket } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import { isCommunicationType } from './access.ts';
import { hasAgentResponded, type Calculation } from './escalation-calculation.ts';
import { workingHoursOf } from './working-time.ts';

/** How long the answers and the solution took, and how much of what was allowed was left. */
export function statisticsOf(calculation: Calculation): Params {
  const { ticket, sla, changes } = calculation;
  const statistics: Params = {};
  if (
    (changes.all || changes.firstResponse) &&
    ticket.first_response_at !== null &&
    sla.first_response_time
  ) {
    const minutes = minutesBetween(calculation, ticket.created_at, ticket.first_response_at);
    statistics['first_response_in_min'] = minutes;
    statistics['first_response_diff_in_min'] = sla.first_response_time - minutes;
  }
  if (changes.all || changes.update) Object.assign(statistics, updateStatisticsOf(calculation));
  if ((changes.all || changes.close) && ticket.close_at !== null && sla.solution_time) {
    const minutes = minutesBetween(calculation, ticket.created_at, ticket.close_at);
    statistics['close_in_min'] = minutes;
    statistics['close_diff_in_min'] = sla.solution_time - minutes;
  }
  return statistics;
}

/** The longest span is kept, unless everything is worked out anew. */
function updateStatisticsOf(calculation: Calculation): Params {
  const { ticket, sla, changes } = calculation;
  const allowed = sla.response_time ?? sla.update_time;
  const span = sla.response_time === null ? updateSpanOf(calculation) : responseSpanOf(ticket);
  if (allowed === null || span === null) return {};
  const minutes = minutesBetween(calculation, span[0], span[1]);
  if (!changes.all && ticket.update_in_min !== null && minutes <= ticket.update_in_min) return {};
  return { update_in_min: minutes, update_diff_in_min: allowed - minutes };
}

type Span = readonly [from: string, to: string];

function responseSpanOf(ticket: Ticket): Span | null {
  const { last_contact_customer_at: from, last_contact_agent_at: to } = ticket;
  return from !== null && to !== null && hasAgentResponded(ticket) ? [from, to] : null;
}

function updateSpanOf({ world, ticket, sla }: Calculation): Span | null {
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
function minutesBetween({ ticket, calendar, pauses }: Calculation, from: string, to: string): number {
  const start = from < ticket.created_at ? ticket.created_at : from;
  const end = ticket.close_at !== null && ticket.close_at < to ? ticket.close_at : to;
  return workingHoursOf(calendar).minutesBetween(Date.parse(start), Date.parse(end), pauses);
}
