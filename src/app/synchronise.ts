import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { AppError, type ErrorCode } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { ChangePage, SyncCursor, TicketHead } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { alarmOfGone, alarmOfMerge, alarmOfSplit, type Gone } from './remember-ticket.ts';
import { readCursor, readUnread, rememberPullingSince, writeCursor, writeUnread } from './tick-memory.ts';

/** How much a pull brought. */
export interface PullReport {
  readonly pages: number;
  /** Tickets that were read because they are not as stored. */
  readonly read: number;
  /** Of these, the ones with anything new. */
  readonly changed: readonly TicketId[];
  readonly gone: number;
}

/** What a pull brought. */
export interface Pull extends PullReport {
  /** What was stored last, as it is known now; of a long pull only the end. */
  readonly recent: ReadonlyMap<TicketId, Ticket>;
}

/** How a pull is made. */
export interface PullOptions {
  /** The next pull begins where this one began: part of the desk is out of sight. */
  readonly keepsCursor?: boolean;
  readonly onPage?: ((pull: Pull) => void) | undefined;
}

const readsAtOnce = 2;
/** Tickets that are held in memory before they are stored; fewer than a page, which is kept track of as a whole. */
const storedAtOnce = 100;

/** Of a pull in which ever so much changed, what is kept in memory until it is evaluated. */
const recentAtMost = 1_000;

/** A ticket that could not be read so often is left to the nightly sweep. */
const triesAtMost = 20;

/**
 * Pulls what changed since the cursor, page by page; the cursor moves on only with what was stored. Pulling twice
 * brings nothing new the second time, and what we wrote and read back ourselves is not read again. A ticket that could
 * not be read is remembered and tried again by the next pulls.
 * @throws AppError as the helpdesk does; what was stored before stays.
 */
export async function synchronise(
  desk: Desk,
  now: Instant,
  { keepsCursor = false, onPage }: PullOptions = {},
): Promise<Pull> {
  const { helpdesk, store } = desk;
  const recent = new Map<TicketId, Ticket>();
  let pull: Pull = { pages: 0, read: 0, changed: [], gone: 0, recent };
  let cursor = await readCursor(store.state);
  const since = await rememberPullingSince(store.state, now);
  let unread = await readUnread(store.state);
  for await (const page of pagesOf(helpdesk, cursor, unread)) {
    const knownAt = await store.tickets.updatedAtOf(page.heads.map(({ id }) => id));
    const heads = page.heads.filter(({ id, updatedAt }) => knownAt.get(id) !== updatedAt);
    pull = { ...pull, pages: pull.pages + 1 };
    if (heads.length === 0 && page.cursor === cursor) continue;
    for (let from = 0; from === 0 || from < heads.length; from += storedAtOnce) {
      const isWhole = from + storedAtOnce >= heads.length;
      const some = await pullHeads(heads.slice(from, from + storedAtOnce), desk, {
        now,
        since,
        isNew: (id) => !knownAt.has(id),
        unread,
        cursor: isWhole && !keepsCursor ? page.cursor : null,
      });
      unread = some.unread;
      keepRecent(some, recent);
      pull = {
        ...pull,
        read: pull.read + some.read,
        changed: [...pull.changed, ...some.changed],
        gone: pull.gone + some.gone.length,
      };
    }
    cursor = page.cursor;
    onPage?.(pull);
  }
  return pull;
}

/** What reading and storing some tickets starts from. */
interface PullState {
  readonly now: Instant;
  /** What happened before is history. */
  readonly since: Instant;
  /** Whether a ticket was never stored. */
  readonly isNew: (id: TicketId) => boolean;
  readonly unread: ReadonlyMap<TicketId, number>;
  /** Where the next pull begins once these are stored; null leaves it where it is. */
  readonly cursor: SyncCursor | null;
}

/** What reading and storing some tickets came to. */
interface Stored {
  readonly read: number;
  readonly changed: readonly TicketId[];
  readonly gone: readonly TicketId[];
  readonly tickets: readonly Ticket[];
  readonly unread: ReadonlyMap<TicketId, number>;
}

function keepRecent({ tickets, gone }: Stored, recent: Map<TicketId, Ticket>): void {
  for (const ticket of tickets) {
    recent.delete(ticket.id);
    recent.set(ticket.id, ticket);
  }
  for (const id of gone) recent.delete(id);
  for (const id of [...recent.keys()].slice(0, Math.max(0, recent.size - recentAtMost))) recent.delete(id);
}

/**
 * Reads some tickets and stores them together with what follows from them. Where the helpdesk fails in between, what
 * was read by then is stored all the same: a long pull from a shaky helpdesk comes to its end, some tickets at a time.
 */
async function pullHeads(
  heads: readonly TicketHead[],
  desk: Desk,
  { now, since, isNew, unread, cursor }: PullState,
): Promise<Stored> {
  const { answers, failure } = await readTogether(heads, desk, { since, isNew });
  const tickets = answers.flatMap(({ ticket }) => ticket ?? []);
  const gone = answers.flatMap(({ gone: how }) => how ?? []);
  const stillUnread = countTries(answers, unread, desk);
  const saved = await desk.store.transaction(async (inner) => {
    const outcome = await inner.tickets.saveAll(tickets, now, hasNews);
    for (const { id, how } of gone) await inner.tickets.markGone(id, how, now);
    // What happens to a parent concerns the tickets that name it.
    const news = tickets.filter(({ id }) => outcome.get(id)?.isNews === true);
    const concerned = await inner.tickets.listChildren(news.map(({ number }) => number));
    await inner.tickets.wakeNow([...concerned, ...gone.map(({ id }) => id)]);
    if (cursor !== null && failure === null) await writeCursor(inner.state, cursor);
    if (stillUnread.size + unread.size > 0) await writeUnread(inner.state, stillUnread);
    return outcome;
  });
  for (const each of gone) await alarmOfGone(each, now, desk);
  for (const ticket of tickets) {
    const known = saved.get(ticket.id)?.known;
    if (known !== undefined) await alarmOfMerge(ticket, { known, since }, now, desk);
  }
  for (const { ticket, origin } of answers)
    if (ticket !== null && origin !== null) await alarmOfSplit(ticket, origin, now, desk);
  if (failure !== null) throw failure;
  return {
    read: heads.length,
    changed: [...saved].flatMap(([id, { isNews: news }]) => (news ? id : [])),
    gone: gone.map(({ id }) => id),
    tickets: [...saved.values()].map(({ ticket }) => ticket),
    unread: stillUnread,
  };
}

/** What an earlier pull could not read, then what changed. */
async function* pagesOf(
  helpdesk: Desk['helpdesk'],
  cursor: SyncCursor | null,
  unread: ReadonlyMap<TicketId, number>,
): AsyncGenerator<ChangePage> {
  if (unread.size > 0 && cursor !== null) {
    const heads = [...unread.keys()].map((id) => ({ id, updatedAt: unknownInstant }));
    yield { heads, cursor, isLast: false };
  }
  yield* helpdesk.changesSince(cursor);
}

/** Unlike every instant that is stored. */
const unknownInstant: Instant = -1;

function countTries(
  answers: readonly Answer[],
  before: ReadonlyMap<TicketId, number>,
  { log }: Desk,
): ReadonlyMap<TicketId, number> {
  const after = new Map(before);
  for (const { id, ticket, gone } of answers) {
    const tries = (before.get(id) ?? 0) + 1;
    if (ticket !== null || gone !== null) after.delete(id);
    else if (tries < triesAtMost) after.set(id, tries);
    else {
      after.delete(id);
      log.error({ id, tries }, 'a ticket cannot be read; the nightly sweep tries it again');
    }
  }
  return after;
}

/** A helpdesk touches tickets (a tag, a preference, a recalculation) without anything having happened to them. */
function hasNews(pulled: Ticket, known: Ticket | null): boolean {
  return known === null || !isDeepStrictEqual({ ...pulled, updatedAt: 0 }, { ...known, updatedAt: 0 });
}

/** What was read of some tickets, and what ended that before all were; null when nothing did. */
interface Answers {
  readonly answers: readonly PulledAnswer[];
  readonly failure: Error | null;
}

/** Reads tickets until the helpdesk fails: no other request begins after that. */
async function readTogether(
  heads: readonly TicketHead[],
  desk: Desk,
  { since, isNew }: Pick<PullState, 'since' | 'isNew'>,
): Promise<Answers> {
  let failure: Error | null = null;
  const read = async ({ id }: TicketHead): Promise<readonly PulledAnswer[]> => {
    if (failure !== null) return [];
    try {
      const answer = await readAnyhow(id, desk);
      // Only agents split tickets, so that few of the new ones need be asked about.
      const isAsked = answer.ticket !== null && isNew(id) && isEnteredByAgent(answer.ticket, since);
      return [{ ...answer, origin: isAsked ? await originAnyhow(id, desk) : null }];
    } catch (error) {
      failure ??= error as Error;
      return [];
    }
  };
  const answers = await pMap(heads, read, { concurrency: readsAtOnce });
  return { answers: answers.flat(), failure };
}

/** One ticket that cannot be read or understood must not keep the others from being pulled. */
export async function readAnyhow(id: TicketId, desk: Desk): Promise<Answer> {
  try {
    return await readOrGone(id, desk);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'outside') throw error;
    desk.log.error({ id, why: error.message }, 'a ticket could not be read; the rest goes on');
    return { id, ticket: null, gone: null };
  }
}

/** Answers that concern the one ticket asked about, not the helpdesk as a whole. */
const ofOneTicket: ReadonlySet<ErrorCode> = new Set(['outside', 'forbidden', 'not-found', 'rejected']);

/** Null also where the helpdesk does not say it of this one ticket: that must not keep the others from being pulled. */
async function originAnyhow(id: TicketId, { helpdesk, log }: Desk): Promise<TicketId | null> {
  try {
    return await helpdesk.originOf(id);
  } catch (error) {
    if (!(error instanceof AppError) || !ofOneTicket.has(error.code)) throw error;
    log.error({ id, why: error.message }, 'whether a ticket was split from another cannot be read');
    return null;
  }
}

interface Answer {
  readonly id: TicketId;
  readonly ticket: Ticket | null;
  readonly gone: Gone | null;
}

/** An answer with what the ticket was split from; null where it was not, or nobody asks. */
interface PulledAnswer extends Answer {
  readonly origin: TicketId | null;
}

function isEnteredByAgent({ createdAt, timeline }: Ticket, since: Instant): boolean {
  return createdAt >= since && timeline.some(({ kind, actor }) => kind === 'created' && actor === 'agent');
}

/** The ticket, or how it went between the list and the reading. */
export async function readOrGone(id: TicketId, { helpdesk }: Desk): Promise<Answer> {
  try {
    return { id, ticket: await helpdesk.readTicket(id), gone: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found')
      return { id, ticket: null, gone: { id, how: 'deleted' } };
    if (error instanceof AppError && error.code === 'forbidden') {
      return { id, ticket: null, gone: { id, how: 'access-lost' } };
    }
    throw error;
  }
}
