import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { aTicket, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import type {
  EscalationCase,
  EscalationFile,
  RecordedCalendar,
  RecordedDeadlines,
  RecordedEvent,
  RecordedSla,
} from './escalation-cases.ts';
import type { ZammadSlas } from './zammad-slas.ts';

/** What Zammad said right after an event (null: after the registration, or after rebuilding everything). */
export interface Checkpoint {
  readonly at: number;
  readonly name: string;
  readonly event: RecordedEvent | null;
  readonly state: string;
  readonly recorded: RecordedDeadlines;
}

/** A recorded case as a ticket of ours, and what was recorded of it when. */
export interface ZammadLife {
  readonly id: string;
  readonly ticket: Ticket;
  readonly checkpoints: readonly Checkpoint[];
}

/** The case in our words. An edited SLA or calendar is another SLA, since in our time rules it replaces the goal. */
export function readLife(
  one: EscalationCase,
  calendars: EscalationFile['calendars'],
  slas: ZammadSlas,
): ZammadLife {
  // Calendars that the cases edit start as this one.
  let calendar = calendars[one.calendar] ?? calendars['kyiv-9-18']!;
  let sla = one.sla;
  let state = firstStateOf(one);
  const steps: Step[] =
    one.first_article_from_customer === true ? [customerWrites(one.created_at, 'web')] : [];
  const registered = {
    at: Date.parse(one.created_at),
    name: 'registered',
    event: null,
    state,
    recorded: one,
  };
  const checkpoints: Checkpoint[] = [registered];
  const firstSla = slas.idOf(sla, calendar);
  for (const event of one.events) {
    if (event.after === undefined) continue;
    ({ sla, calendar } = afterEdit(event, { sla, calendar }, calendars));
    const changes = { state: idOfState(event.after.state), sla: slas.idOf(sla, calendar) };
    steps.push(...articlesOf(event), setsWhatChanged(event.at, changes));
    ({ state } = changes);
    const name = `${event.type} at ${event.at}`;
    checkpoints.push({ at: Date.parse(event.at), name, event, state, recorded: event.after });
  }
  const last = checkpoints.at(-1)!;
  if (one.after_forced_rebuild !== undefined) {
    checkpoints.push({ ...last, name: 'rebuilt', event: null, recorded: one.after_forced_rebuild });
  }
  const fields = { type: 'any', priority: 'normal', group: 'users', state: registered.state, sla: firstSla };
  return { id: one.id, ticket: aTicket({ at: one.created_at, fields }, ...steps), checkpoints };
}

interface InForce {
  readonly sla: RecordedSla;
  readonly calendar: RecordedCalendar;
}

const NO_SLA: RecordedSla = {
  first_response_time: null,
  update_time: null,
  response_time: null,
  solution_time: null,
};

function afterEdit(
  { type, arg }: RecordedEvent,
  before: InForce,
  calendars: EscalationFile['calendars'],
): InForce {
  if (type.startsWith('sla')) return { ...before, sla: { ...before.sla, ...(arg as Partial<RecordedSla>) } };
  if (type.startsWith('calendar')) {
    return { ...before, calendar: { ...before.calendar, ...(arg as Partial<RecordedCalendar>) } };
  }
  // What else changes the SLA (the group, say) names the new one whole; nothing named: none.
  const isObject = typeof arg === 'object' && arg !== null;
  if (type !== 'group' && !(isObject && 'calendar' in arg)) return before;
  const { calendar = '', ...sla } = (arg ?? {}) as Partial<RecordedSla> & { calendar?: string };
  return { sla: { ...NO_SLA, ...sla }, calendar: calendars[calendar] ?? before.calendar };
}

function articlesOf({ type, at, arg, error }: RecordedEvent): Step[] {
  if (error !== undefined) return [];
  const channel = String(arg);
  if (type === 'customer_reply') return [customerWrites(at, channel)];
  if (type === 'agent_reply') return [writes(at, { channel: channelOf(channel) })];
  return type === 'agent_internal' ? [writes(at, { channel: channelOf(channel), isInternal: true })] : [];
}

function customerWrites(at: string, channel: string): Step {
  return writes(at, { actor: 'applicant', channel: channelOf(channel) });
}

function channelOf(type: string): 'phone' | 'email' | 'web' | 'note' | 'other' {
  return type === 'phone' || type === 'email' || type === 'web' || type === 'note' ? type : 'other';
}

function setsWhatChanged(at: string, values: { state: string; sla: string }): Step {
  return (fields, index) =>
    sets(at, Object.fromEntries(Object.entries(values).filter(([field, to]) => fields[field] !== to)))(
      fields,
      index,
    );
}

/** Histories do not record the first state, but what the first change left behind. */
function firstStateOf({ history = [] }: EscalationCase): string {
  return idOfState(history.find(({ attribute }) => attribute === 'state')?.value_from ?? 'new');
}

function idOfState(name: string): string {
  return name.replaceAll(' ', '-');
}
