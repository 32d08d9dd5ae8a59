import { MS_PER_MINUTE, type Instant } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { Measure } from '../regulation/schema/report.ts';
import { parseSpan } from '../regulation/span.ts';
import { momentAt } from '../ticket/history.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';

/**
 * How the entering of one request came out. `attested`: the ticket cannot tell, a person vouches for it; `unknown`:
 * nobody entered when it began.
 */
type EntryVerdict = 'met' | 'late' | 'attested' | 'unknown';

/** The time one request took to be entered. `tookMs` is time on the wall; null where no beginning is known. */
export interface EntryTime {
  readonly verdict: EntryVerdict;
  readonly tookMs: number | null;
}

/**
 * Judges one ticket by a measure of the pack, by what is entered at the end of its history. A ticket saved before its
 * beginning (during the call) was saved in time. Helpdesks keep entered instants to the minute, so one on a whole
 * minute counts from the end of that minute: what is called late is late for certain. Null when no act is known.
 * @clause E 6.1 two minutes
 */
export function readEntryTime(measure: Measure, history: TicketHistory): EntryTime | null {
  if (history.acts.length === 0) return null;
  const moment = momentAt(history, history.now);
  const { ticket, pack } = history;
  const began = measure.since
    .map((field) => moment.fields[field])
    .find((value): value is number => typeof value === 'number');
  const beganAt = began === undefined ? null : endOfEntry(began);
  const tookMs = beganAt === null ? null : Math.max(0, ticket.createdAt - beganAt);
  if (measure.met_when !== undefined && holds(measure.met_when, moment)) return { verdict: 'met', tookMs };
  if (measure.attested_when !== undefined && holds(measure.attested_when, moment))
    return { verdict: 'attested', tookMs };
  if (beganAt === null) return { verdict: 'unknown', tookMs };
  const dueAt = addSpan(pack.defaultCalendar, beganAt, parseSpan(measure.within));
  return { verdict: ticket.createdAt <= dueAt ? 'met' : 'late', tookMs };
}

function endOfEntry(at: Instant): Instant {
  return at % MS_PER_MINUTE === 0 ? at + MS_PER_MINUTE - 1 : at;
}
