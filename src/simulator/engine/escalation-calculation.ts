import type { Calendar, Sla, Ticket } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { Interval } from './working-time.ts';

/** What is to be worked out anew. */
export interface Changes {
  readonly all: boolean;
  readonly firstResponse: boolean;
  readonly update: boolean;
  readonly close: boolean;
  readonly enabled: boolean;
}

/** All that a calculation of a ticket's escalation rests on. */
export interface Calculation {
  readonly world: World;
  readonly ticket: Ticket;
  readonly sla: Sla;
  readonly calendar: Calendar;
  readonly isDisabled: boolean;
  readonly changes: Changes;
  readonly pauses: readonly Interval[];
}

/** Whether an agent had the last word. */
export function hasAgentResponded({
  last_contact_customer_at: customerAt,
  last_contact_agent_at: agentAt,
}: Ticket): boolean {
  return customerAt !== null && agentAt !== null && customerAt < agentAt;
}
