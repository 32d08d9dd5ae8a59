import type { Dump } from '../../src/simulator/dump.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';

/** A value that a person entered unseen by the service, and that the service's write then replaced. */
export interface Overwriting {
  readonly ticketId: number;
  readonly field: string;
  readonly value: string;
  readonly at: string;
  /** Nobody put it back, and nobody has changed the field since. */
  readonly isLost: boolean;
}

type HistoryRow = Dump['history'][number];

/** Fields over which people and the service meet. */
const contested = new Set(['state', 'owner', 'group', 'priority', 'request_type']);

/** Finds them in the helpdesk's history and request log alone. */
export function findOverwritings(
  { serviceUserId, longestRequestMs }: Pick<ChaosDesk, 'serviceUserId' | 'longestRequestMs'>,
  { history, requests }: Dump,
): readonly Overwriting[] {
  const readings = readingsByTicket(serviceUserId, requests);
  const found: Overwriting[] = [];
  for (const rows of changesByField(history).values()) {
    rows.forEach((row, place) => {
      const before = rows[place - 1];
      if (row.created_by_id !== serviceUserId || row.source !== null || before === undefined) return;
      if (before.created_by_id === serviceUserId || before.created_by_id === 1 || before.source !== null)
        return;
      const seenAt = basisOf(readings.get(row.ticket_id) ?? [], Date.parse(row.created_at), longestRequestMs);
      if (Date.parse(before.created_at) <= seenAt) return;
      const value = valueOf(before);
      const later = rows.slice(place + 1);
      found.push({
        ticketId: row.ticket_id,
        field: row.attribute ?? '',
        value,
        at: row.created_at,
        isLost: valueOf(row) !== value && later.length === 0,
      });
    });
  }
  return found;
}

function valueOf({ id_to: id, value_to: value }: HistoryRow): string {
  return String(id ?? value ?? '');
}

function changesByField(history: Dump['history']): ReadonlyMap<string, readonly HistoryRow[]> {
  const changes = new Map<string, HistoryRow[]>();
  for (const row of history) {
    if (row.object !== 'Ticket' || row.type !== 'updated' || !contested.has(row.attribute ?? '')) continue;
    const field = `${row.ticket_id} ${row.attribute ?? ''}`;
    changes.set(field, [...(changes.get(field) ?? []), row]);
  }
  return changes;
}

interface Request {
  readonly at: number;
  readonly isWrite: boolean;
  readonly isLate: boolean;
}

function readingsByTicket(
  serviceUserId: number,
  requests: Dump['requests'],
): ReadonlyMap<number, readonly Request[]> {
  const found = new Map<number, Request[]>();
  for (const { method, path, at, userId, faults } of requests) {
    const isLate = faults.includes('late');
    if (userId !== serviceUserId && !isLate) continue;
    const id = /^\/api\/v1\/(?:ticket_history|tickets)\/(\d+)$/.exec(path)?.[1];
    const isWrite = method === 'PUT';
    if (id === undefined || (!isWrite && !path.includes('ticket_history'))) continue;
    found.set(Number(id), [...(found.get(Number(id)) ?? []), { at: Date.parse(at), isWrite, isLate }]);
  }
  return found;
}

/** The last reading before the write that left a row at an instant: what the service knew when it wrote. */
function basisOf(requests: readonly Request[], rowAt: number, longestMs: number): number {
  const prompt = requests.findIndex(({ isWrite, isLate, at }) => isWrite && !isLate && at >= rowAt);
  const late = requests.findLastIndex(
    ({ isWrite, isLate, at }) => isWrite && isLate && at <= rowAt && at >= rowAt - longestMs,
  );
  const isPrompt = prompt >= 0 && (late < 0 || (requests[prompt]?.at ?? Infinity) - rowAt < longestMs / 100);
  const place = isPrompt ? prompt : late;
  return requests.slice(0, Math.max(0, place)).findLast(({ isWrite }) => !isWrite)?.at ?? 0;
}
