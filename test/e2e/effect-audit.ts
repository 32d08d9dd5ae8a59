import type { LedgerEntry, Store } from '../../src/store/store.ts';
import type { GovernedDesk } from '../support/a-governed-desk.ts';

type Dump = ReturnType<GovernedDesk['simulator']['dump']>;

interface Mark {
  readonly ticketId: string;
  readonly key: string;
}

/** The keys that messages in the helpdesk carry, by its own records. */
export function marksOf({ articles }: Dump): readonly Mark[] {
  return articles.flatMap((article) => {
    const key = markOf(article);
    return key === undefined ? [] : [{ ticketId: String(article['ticket_id']), key }];
  });
}

/** The key that one message carries, if any. */
export function markOf({ preferences }: Dump['articles'][number]): string | undefined {
  const { reglament } = (preferences ?? {}) as { reglament?: { key?: string } };
  return reglament?.key;
}

/** Keys written more than once, and letters that left more than once. */
export function countDuplicates(dump: Dump): { readonly keys: string[]; readonly messageIds: string[] } {
  return {
    keys: repeated(marksOf(dump).map(({ key }) => key)),
    messageIds: repeated(dump.outbox.map(({ messageId }) => messageId)),
  };
}

/**
 * What is not in order when all is quiet: promises never settled; effects "done" of which the helpdesk shows nothing;
 * messages in the helpdesk that the ledger does not call done; what is owed and was not done.
 */
export async function listUnsettled(governed: GovernedDesk, dump: Dump): Promise<readonly string[]> {
  const { store, tick } = governed;
  const standing = await effectStanding(store);
  const marks = new Set(marksOf(dump).map(({ key }) => key));
  const told = [...standing].flatMap(([key, { status, hasMessage }]) => {
    if (status === 'pending') return [`${key} is still promised`];
    if (status === 'done' && hasMessage && !marks.has(key)) return [`${key} is called done and is not there`];
    return [];
  });
  const untold = [...marks]
    .filter((key) => standing.get(key)?.status !== 'done')
    .map((key) => `${key} is there and is ${standing.get(key)?.status ?? 'unknown'} to the ledger`);
  await store.tickets.wakeNow(
    dump.tickets.map(({ id }) => String(id) as Parameters<typeof store.tickets.get>[0]),
  );
  const { executed } = await tick();
  const owed = executed.map(({ intent, became }) => `${intent.key} was still owed (${became})`);
  return [...told, ...untold, ...owed];
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

/** What the ledger said last of each effect. */
async function effectStanding(
  store: Store,
): Promise<ReadonlyMap<string, { readonly status: LedgerEntry['status']; readonly hasMessage: boolean }>> {
  const standing = new Map<string, { status: LedgerEntry['status']; hasMessage: boolean }>();
  for await (const entries of store.ledger.list({})) {
    for (const { kind, key, status, details } of entries) {
      if (kind === 'effect') standing.set(key, { status, hasMessage: details['article'] !== undefined });
    }
  }
  return standing;
}
