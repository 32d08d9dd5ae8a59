import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Desk } from './desk.ts';
import { alarmOfGone } from './remember-ticket.ts';
import { readAnyhow } from './synchronise.ts';

/** What the comparison of ids found. */
export interface SweepReport {
  readonly there: number;
  /** Differ from what is stored, or were unknown: read again. */
  readonly reread: number;
  readonly deleted: readonly TicketId[];
  readonly accessLost: readonly TicketId[];
}

/** More missing than this at once is a fault of ours or theirs, not so many deletions. */
const suspiciousCount = 20;
const suspiciousShare = 0.01;
/** So few are read one by one and believed, however small the desk. */
const toleratedCount = 5;

/**
 * Compares every governed ticket's id and `updatedAt` with what is stored: finds what changed unseen, was deleted, or
 * is out of sight. The helpdesk tells of neither by itself.
 * @throws AppError `outside` when so many are missing at once that nothing can be concluded.
 */
export async function sweep(desk: Desk, now: Instant): Promise<SweepReport> {
  const there = new Map<TicketId, Instant>();
  for await (const heads of desk.helpdesk.listHeads())
    for (const { id, updatedAt } of heads) there.set(id, updatedAt);
  const missing: TicketId[] = [];
  const stale: TicketId[] = [];
  let known = 0;
  for await (const heads of desk.store.tickets.listHeads()) {
    for (const { id, updatedAt, isGone } of heads) {
      if (isGone) continue;
      known += 1;
      const seenAt = there.get(id);
      if (seenAt === undefined) missing.push(id);
      else if (seenAt !== updatedAt) stale.push(id);
      there.delete(id);
    }
  }
  refuseSuspicious(missing.length, known);
  const reread = [...stale, ...there.keys()];
  const found = { deleted: [] as TicketId[], 'access-lost': [] as TicketId[] };
  for (const id of [...missing, ...reread]) {
    const { ticket, gone } = await readAnyhow(id, desk);
    if (ticket !== null && (await desk.store.tickets.save(ticket, now)))
      await desk.store.tickets.wakeNow([id]);
    if (gone === null) continue;
    found[gone.how].push(id);
    await desk.store.tickets.markGone(id, gone.how, now);
    await alarmOfGone(gone, now, desk);
    await desk.store.tickets.wakeNow([id]);
  }
  return {
    there: known - missing.length,
    reread: reread.length,
    deleted: found.deleted,
    accessLost: found['access-lost'],
  };
}

function refuseSuspicious(missing: number, known: number): void {
  if (missing <= toleratedCount || (missing <= suspiciousCount && missing <= known * suspiciousShare)) return;
  throw new AppError(
    'outside',
    `${missing} of ${known} tickets are missing at once; nothing is concluded from that. Look at the service account's groups`,
    { details: { missing, known } },
  );
}
