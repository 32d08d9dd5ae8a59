import { z } from 'zod';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { LedgerDraft, Store } from '../store/store.ts';
import type { Desk } from './desk.ts';

/** Something in the helpdesk's set-up that stands in the way while it lasts. */
export interface Alarm {
  /** Stable: the same trouble with the same object always has the same key. */
  readonly key: string;
  readonly code: 'group-lost' | 'missing' | 'inactive' | 'token-refused';
  /** The pack's name of what it is about: `group technical`. */
  readonly object: string;
  /** What happened and what to do, in one sentence. */
  readonly message: string;
}

/** What happened to one ticket that people should know of. */
export type TicketAlarmCode = 'deleted' | 'access-lost' | 'merged' | 'split' | 'written-over';

const lastingKey = 'alarms.lasting';
const Lasting = z.record(z.string(), z.object({ code: z.string(), object: z.string() }));

/**
 * Raises each alarm once when it begins and records when it is over: `present` is all that is wrong now. In between
 * nothing is said again, however often it is looked at.
 */
export async function updateAlarms(
  present: readonly Alarm[],
  now: Instant,
  { store, pack, log }: Pick<Desk, 'store' | 'pack' | 'log'>,
): Promise<void> {
  const before = await readLasting(store);
  const begun = present.filter(({ key }) => before[key] === undefined);
  const over = Object.entries(before).filter(([key]) => present.every((alarm) => alarm.key !== key));
  if (begun.length + over.length === 0) return;
  const draft = (key: string, status: 'found' | 'withdrawn', details: object): LedgerDraft =>
    alarmDraft({ key, subject: 'desk', status, details }, now, pack.hash);
  await store.transaction(async ({ ledger, state }) => {
    await ledger.append([
      ...begun.map(({ key, code, object }) => draft(key, 'found', { code, object })),
      ...over.map(([key, details]) => draft(key, 'withdrawn', details)),
    ]);
    const lasting = Object.fromEntries(present.map(({ key, code, object }) => [key, { code, object }]));
    await state.set(lastingKey, JSON.stringify(lasting));
  });
  for (const { code, object, message } of begun) log.error({ code, object }, message);
  for (const [, { code, object }] of over) log.info({ code, object }, 'an alarm is over');
}

/** Raises one alarm beside those that last; the next `updateAlarms` ends it. */
export async function raiseAlarm(
  alarm: Alarm,
  now: Instant,
  desk: Pick<Desk, 'store' | 'pack' | 'log'>,
): Promise<void> {
  const { store, pack, log } = desk;
  const lasting = await readLasting(store);
  const { key, code, object, message } = alarm;
  if (lasting[key] !== undefined) return;
  await store.transaction(async ({ ledger, state }) => {
    const details = { code, object };
    await ledger.append([alarmDraft({ key, subject: 'desk', status: 'found', details }, now, pack.hash)]);
    await state.set(lastingKey, JSON.stringify({ ...lasting, [key]: details }));
  });
  log.error({ code, object }, message);
}

async function readLasting({ state }: Pick<Store, 'state'>): Promise<z.output<typeof Lasting>> {
  return Lasting.parse(JSON.parse((await state.get(lastingKey)) ?? '{}'));
}

/**
 * Puts on record, once, what happened to a ticket. Merging and splitting are an agent's daily work, worth a look
 * this week; the rest wakes somebody.
 */
export async function alarmOfTicket(
  alarm: {
    readonly id: TicketId;
    readonly code: TicketAlarmCode;
    /** Tells one time that it happened from another. */
    readonly occurrence: string;
    readonly details?: object;
  },
  now: Instant,
  { store, pack, log }: Pick<Desk, 'store' | 'pack' | 'log'>,
): Promise<void> {
  const { id, code, occurrence, details = {} } = alarm;
  const subject = `ticket:${id}`;
  const key = `${subject}/${code}/${occurrence}`;
  for await (const entries of store.ledger.list({ subject }))
    if (entries.some((entry) => entry.kind === 'alarm' && entry.key === key)) return;
  await store.ledger.append([
    alarmDraft({ key, subject, status: 'noted', details: { code, ...details } }, now, pack.hash),
  ]);
  const level = code === 'merged' || code === 'split' ? 'warn' : 'error';
  log[level]({ id, code, ...details }, 'something happened to a ticket that people should know of');
}

function alarmDraft(
  {
    key,
    subject,
    status,
    details,
  }: {
    readonly key: string;
    readonly subject: string;
    readonly status: 'found' | 'withdrawn' | 'noted';
    readonly details: object;
  },
  at: Instant,
  packHash: string,
): LedgerDraft {
  return {
    at,
    kind: 'alarm',
    key,
    subject,
    ruleId: 'alarm',
    ground: { kind: 'product', about: null },
    status,
    packHash,
    details: { ...details },
  };
}
