import { describe, expect, it } from 'vitest';
import type { SyncCursor, TicketHead } from '../../../src/helpdesk/helpdesk.ts';
import type { TestDesk } from '../helpdesk.ts';

async function pull(desk: TestDesk, from: SyncCursor | null) {
  const heads: TicketHead[] = [];
  let cursor = from;
  let lastPages = 0;
  for await (const page of desk.helpdesk.changesSince(cursor)) {
    heads.push(...page.heads);
    cursor = page.cursor;
    if (page.isLast) lastPages += 1;
  }
  return { heads, ids: heads.map(({ id }) => id), cursor, lastPages };
}

async function sweep({ helpdesk }: TestDesk) {
  const ids: string[] = [];
  for await (const heads of helpdesk.listHeads()) ids.push(...heads.map(({ id }) => id));
  return ids;
}

export function describeChanges(desk: () => TestDesk): void {
  describe('changesSince', () => {
    it('gives what changed since the cursor, oldest first, our own changes too', async () => {
      const { receiveMail, colleague, pass, helpdesk } = desk();
      const [first, second, untouched] = [await receiveMail(), await receiveMail(), await receiveMail()];
      await pass(10 * 60_000);
      await receiveMail();
      const { cursor } = await pull(desk(), null);
      await pass(10 * 60_000);
      await colleague.remark(second);
      await pass(1_000);
      await helpdesk.write(first, { set: { priority: 'high' }, article: null, key: 'k' });

      const { ids, heads, lastPages } = await pull(desk(), cursor);

      expect(ids.slice(-2)).toEqual([second, first]);
      expect(lastPages).toBe(1);
      expect(ids).not.toContain(untouched);
      expect(heads.at(-1)?.updatedAt).toBe((await helpdesk.readTicket(first)).updatedAt);
    });

    it('gives again what may have become visible late', async () => {
      const { receiveMail, pass } = desk();
      await pass(60 * 60_000);
      const id = await receiveMail();

      const first = await pull(desk(), null);
      const again = await pull(desk(), first.cursor);

      expect(again.ids).toContain(id);
      expect(again.cursor).toBe(first.cursor);
    });

    it('misses nothing when more tickets than fit a page change in one instant', async () => {
      const { receiveMail, pass } = desk();
      await pass(60 * 60_000);
      const { cursor } = await pull(desk(), null);
      await pass(60 * 60_000);
      const added: string[] = [];
      for (let n = 0; n < 450; n += 1) added.push(await receiveMail());
      await pass(1_000);
      added.push(await receiveMail());

      const { ids, lastPages } = await pull(desk(), cursor);

      expect(ids.filter((id) => added.includes(id))).toEqual(added);
      expect(lastPages).toBe(1);
    });

    it('does not give tickets of groups that are not governed', async () => {
      const { receiveMail, colleague, pass } = desk();
      await pass(60 * 60_000);
      const id = await receiveMail();
      await colleague.handOver(id, 'ungoverned');

      expect((await pull(desk(), null)).ids).not.toContain(id);
    });
  });

  describe('listHeads', () => {
    it('gives each ticket once, and none that is gone', async () => {
      const { receiveMail, remove, helpdesk } = desk();
      const [kept, gone] = [await receiveMail(), await receiveMail()];
      await remove(gone);

      const ids = await sweep(desk());

      expect(ids).toContain(kept);
      expect(ids).not.toContain(gone);
      expect(new Set(ids).size).toBe(ids.length);
      await expect(helpdesk.readTicket(kept)).resolves.toMatchObject({ id: kept });
    });
  });
}
