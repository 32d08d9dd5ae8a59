import { describe, expect, it } from 'vitest';
import { sql, type SqlDatabase } from '../../../src/store/sql/sql-database.ts';
import type { LedgerDraft, LedgerEntry, Store } from '../../../src/store/store.ts';

function aDraft(part: Partial<LedgerDraft> = {}): LedgerDraft {
  return {
    at: 1_795_000_000_000,
    kind: 'effect',
    key: 'ticket:1/remind/1',
    subject: 'ticket:1',
    ruleId: 'remind',
    ground: { kind: 'clause', clause: 'K 4.9.1' },
    status: 'pending',
    packHash: 'abc',
    details: { facts: ['h1', 'a2'], told: { reaction: 1_795_000_000_001 } },
    ...part,
  };
}

async function collect(batches: AsyncIterable<readonly LedgerEntry[]>): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

function describeChain(store: () => Store, database: () => SqlDatabase): void {
  /** As someone with the database's password would. */
  async function tamper(statement: string): Promise<void> {
    await database().query(sql('ALTER TABLE ledger DISABLE TRIGGER ledger_is_append_only'));
    await database().query(sql(statement));
  }

  it('links each entry to the one before and verifies', async () => {
    const [first, second] = await store().ledger.append([aDraft(), aDraft({ status: 'done' })]);
    const [third] = await store().ledger.append([
      aDraft({ key: 'other', details: { b: 1, a: { d: 'ї', c: null } } }),
    ]);

    expect([first, second, third].map((entry) => entry?.seq)).toEqual([1, 2, 3]);
    expect([second?.previousHash, third?.previousHash]).toEqual([first?.hash, second?.hash]);
    expect(await store().ledger.head()).toEqual({ seq: 3, hash: third?.hash });
    expect(await collect(store().ledger.list({}))).toEqual([first, second, third]);
    expect(await store().ledger.verify()).toEqual({ count: 3, brokenAt: null });
  });

  it.each([
    ['another status', `UPDATE ledger SET status = 'done' WHERE seq = 2`, 2],
    ['another fact', `UPDATE ledger SET details = '{"facts":["h9"]}' WHERE seq = 2`, 2],
    ['what is no entry', `UPDATE ledger SET details = 'x' WHERE seq = 2`, 2],
    ['a removed entry', 'DELETE FROM ledger WHERE seq = 2', 3],
    ['a forged hash', `UPDATE ledger SET hash = previous_hash WHERE seq = 1`, 1],
  ])('finds %s', async (_, statement, brokenAt) => {
    await store().ledger.append([aDraft({ kind: 'run' }), aDraft({ kind: 'run' }), aDraft({ kind: 'run' })]);

    await tamper(statement);

    expect(await store().ledger.verify()).toEqual({ count: brokenAt === 3 ? 1 : brokenAt - 1, brokenAt });
  });

  it.each(['UPDATE ledger SET at = 0', 'DELETE FROM ledger', 'TRUNCATE ledger CASCADE'])(
    'refuses %s',
    async (statement) => {
      await store().ledger.append([aDraft()]);

      await expect(database().query(sql(statement))).rejects.toThrow();
      expect(await store().ledger.verify()).toEqual({ count: 1, brokenAt: null });
    },
  );

  it('keeps one chain when several append at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => store().ledger.append([aDraft({ key: `k${n}` })])),
    );

    expect(await store().ledger.verify()).toEqual({ count: 20, brokenAt: null });
  });
}

function describeStandings(store: () => Store): void {
  it('knows the latest status of each effect of a subject', async () => {
    await store().ledger.append([
      aDraft({ key: 'a' }),
      aDraft({ key: 'a', status: 'done', at: 5, details: { articleId: '9' } }),
      aDraft({ key: 'b' }),
      aDraft({ key: 'c', subject: 'ticket:2' }),
    ]);

    expect(await store().ledger.effectsOf('ticket:1')).toEqual(
      new Map([
        ['a', { key: 'a', status: 'done', at: 5, details: { articleId: '9' } }],
        ['b', { key: 'b', status: 'pending', at: aDraft().at, details: aDraft().details }],
      ]),
    );
    expect(await store().ledger.effectsOf('ticket:3')).toEqual(new Map());
  });

  it('keeps findings apart from effects, also under one key', async () => {
    await store().ledger.append([
      aDraft({ key: 'x' }),
      aDraft({ key: 'x', kind: 'finding', status: 'found' }),
      aDraft({ key: 'y', kind: 'finding', status: 'found' }),
      aDraft({ key: 'y', kind: 'finding', status: 'withdrawn' }),
      aDraft({ key: 'z', kind: 'alarm', status: 'noted' }),
    ]);

    expect(await store().ledger.findingsOf('ticket:1')).toEqual(
      new Map([
        ['x', 'found'],
        ['y', 'withdrawn'],
      ]),
    );
    const standings = await store().ledger.standingsOf(['ticket:1', 'ticket:2']);
    expect([...standings.keys()]).toEqual(['ticket:1', 'ticket:2']);
    expect([...standings.get('ticket:1')!.effects.keys()]).toEqual(['x']);
    expect(standings.get('ticket:2')).toEqual({ effects: new Map(), findings: new Map() });
  });

  it('lists the queue: effects that are still pending, first promised first', async () => {
    const [, second] = await store().ledger.append([
      aDraft({ key: 'a' }),
      aDraft({ key: 'b' }),
      aDraft({ key: 'c' }),
    ]);
    await store().ledger.append([aDraft({ key: 'a', status: 'done' })]);

    expect(await store().ledger.listByStatus('pending', 1)).toEqual([second]);
    expect((await store().ledger.listByStatus('pending', 9)).map(({ key }) => key)).toEqual(['b', 'c']);
  });

  it('lists by time, from inclusive and to exclusive, by subject and by status, across batches', async () => {
    const drafts = Array.from({ length: 2_500 }, (_, n) =>
      aDraft({
        at: n,
        key: `k${n}`,
        subject: n % 2 === 0 ? 'ticket:even' : 'ticket:odd',
        status: n % 1_000 === 7 ? 'done' : 'pending',
      }),
    );
    await store().ledger.append(drafts);

    expect(await collect(store().ledger.list({}))).toHaveLength(2_500);
    const listed = await collect(store().ledger.list({ fromAt: 10, toAt: 14, subject: 'ticket:even' }));
    expect(listed.map(({ at }) => at)).toEqual([10, 12]);
    const done = await collect(store().ledger.list({ fromAt: 8, status: 'done' }));
    expect(done.map(({ at }) => at)).toEqual([1_007, 2_007]);
  });
}

export function describeLedger(store: () => Store, database: () => SqlDatabase): void {
  describe('ledger', () => {
    describeChain(store, database);
    describeStandings(store);

    it('appends nothing for nothing', async () => {
      expect(await store().ledger.append([])).toEqual([]);
      expect(await store().ledger.head()).toBeNull();
      expect(await store().ledger.verify()).toEqual({ count: 0, brokenAt: null });
    });
  });
}
