import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { ticketId } from '../core/ticket/ticket-id.ts';
import type { LedgerEntry, Store, StoreInTransaction } from '../store/store.ts';
import { followUpDraft } from './ledger-drafts.ts';

/** An effect that a cap holds until a person releases it. */
export interface HeldEffect extends Pick<LedgerEntry, 'key' | 'subject' | 'ruleId' | 'ground'> {
  /** The ticket's number, as applicants know it; the subject where the ticket is not known any more. */
  readonly number: string;
  readonly heldAt: Instant;
  /** Null when the record does not tell. */
  readonly owedAt: Instant | null;
  /** Which cap holds it. */
  readonly why: string;
  /** What would be written: the kind of message with its text, or the fields. */
  readonly action: string;
}

/** Which held effects are meant. */
export type HeldSelection =
  { readonly keys: readonly string[] } | { readonly rules: readonly string[] } | 'all';

const heldAtMost = 1_000_000;

/** Everything that caps hold, longest held first. */
export async function listHeld(store: StoreInTransaction): Promise<readonly HeldEffect[]> {
  const entries = await store.ledger.listByStatus('held', heldAtMost);
  const numbers = await numbersOf(entries, store);
  return entries.map((entry) => heldOf(entry, numbers.get(entry.subject) ?? entry.subject));
}

/**
 * Lets held effects go: each is promised on record, and the next enforcing tick sends it once, if it is still owed.
 * They do not go stale meanwhile.
 * @throws AppError `input` when a key or rule has nothing that is held: then nothing is released.
 */
export async function releaseHeld(
  store: Store,
  selection: HeldSelection,
  now: Instant,
): Promise<readonly HeldEffect[]> {
  return store.transaction(async (inner) => {
    const entries = selectEntries(await inner.ledger.listByStatus('held', heldAtMost), selection);
    const numbers = await numbersOf(entries, inner);
    await inner.ledger.append(
      entries.map((entry) =>
        followUpDraft(entry, {
          status: 'pending',
          at: now,
          details: { ...withoutReason(entry.details), attempt: 0, isUnsent: true, released: true },
        }),
      ),
    );
    return entries.map((entry) => heldOf(entry, numbers.get(entry.subject) ?? entry.subject));
  });
}

function selectEntries(held: readonly LedgerEntry[], selection: HeldSelection): readonly LedgerEntry[] {
  if (selection === 'all') return held;
  const [wanted, what] =
    'keys' in selection ? [selection.keys, 'key' as const] : [selection.rules, 'ruleId' as const];
  const unknown = wanted.filter((each) => !held.some((entry) => entry[what] === each));
  if (unknown.length > 0) {
    throw new AppError(
      'input',
      `Nothing is held under ${unknown.join(', ')}; "reglament release" lists what is. Nothing was released`,
      { details: { unknown } },
    );
  }
  return held.filter((entry) => wanted.includes(entry[what]));
}

function withoutReason(details: LedgerEntry['details']): LedgerEntry['details'] {
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'why'));
}

async function numbersOf(
  entries: readonly LedgerEntry[],
  { tickets }: StoreInTransaction,
): Promise<ReadonlyMap<string, string>> {
  const ids = entries.flatMap(({ subject }) =>
    subject.startsWith('ticket:') ? [ticketId(subject.slice('ticket:'.length))] : [],
  );
  const known = await tickets.getAll([...new Set(ids)]);
  return new Map(known.map(({ id, number }) => [`ticket:${id}`, number]));
}

function heldOf({ key, subject, ruleId, ground, at, details }: LedgerEntry, number: string): HeldEffect {
  const { owedAt, why, article, text, fields } = details;
  return {
    key,
    subject,
    ruleId,
    ground,
    number,
    heldAt: at,
    owedAt: typeof owedAt === 'number' ? owedAt : null,
    why: String(why),
    action: typeof article === 'string' ? `${article} ${String(text)}` : `fields ${String(fields)}`,
  };
}
