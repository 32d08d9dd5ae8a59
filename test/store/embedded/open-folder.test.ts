import { cp, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import type { LedgerEntry, Store } from '../../../src/store/store.ts';
import { aTicket } from '../../support/a-ticket.ts';
import { spawnScript, type ScriptProcess } from '../../support/spawn-script.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'store-'));
let template: string;
/** A folder with an empty store, copied since making one takes seconds. Its own making was interrupted once. */
async function storeFolder(): Promise<string> {
  const folder = await newFolder();
  await cp(join(template, 'database'), join(folder, 'database'), { recursive: true });
  return folder;
}
beforeAll(async () => {
  template = await newFolder();
  await mkdir(join(template, 'database-unfinished', 'base'), { recursive: true });
  await (await openStore({ folder: template, mode: 'write' })).close();
});

const spawnHolder = (folder: string): ScriptProcess =>
  spawnScript(join(import.meta.dirname, 'holder-process.ts'), [folder]);

const open: Store[] = [];
async function opened(options: Parameters<typeof openStore>[0]): Promise<Store> {
  const store = await openStore(options);
  open.push(store);
  return store;
}
afterEach(async () => {
  for (const store of open.splice(0).reverse()) await store.close();
});

async function countEntries(store: Store): Promise<number> {
  const entries: LedgerEntry[] = [];
  for await (const batch of store.ledger.list({})) entries.push(...batch);
  return entries.length;
}

const aDocument = {
  kind: 'weekly',
  period: 'p',
  issuedAt: 1,
  sha256: '',
  path: '',
  figures: 1,
  recipients: [],
};

describe('openStore on a folder', () => {
  it('remembers across openings and leaves no second copy behind', async () => {
    const folder = await storeFolder();
    const first = await openStore({ folder, mode: 'write' });
    await first.tickets.save(aTicket(), 0);
    await first.close();

    const second = await opened({ folder, mode: 'write' });

    expect(await second.tickets.countAll()).toBe(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('database'))).toEqual(['database']);
  });

  it('refuses a second writer, naming the holder, and serves readers beside a writing process', async () => {
    const folder = await storeFolder();
    const holder = spawnHolder(folder);
    await holder.waitForLines(5);

    await expect(openStore({ folder, mode: 'write' })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('the writing daemon') as unknown,
    });
    const reader = await opened({ folder, mode: 'read' });
    const seen = await countEntries(reader);
    expect(seen).toBeGreaterThanOrEqual(4);
    expect(await reader.ledger.verify()).toMatchObject({ brokenAt: null });
    await holder.waitForLines(holder.lines.length + 3);
    expect(await countEntries(reader)).toBeGreaterThan(seen);

    await holder.kill('SIGKILL');
    await expect(reader.tickets.countAll()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('lets a joining command write through the holder, and a reading one not', async () => {
    const folder = await storeFolder();
    const writer = await opened({ folder, mode: 'write' });
    const joined = await opened({ folder, mode: 'join' });
    const reader = await opened({ folder, mode: 'read' });

    await joined.documents.add({ ...aDocument, id: 'a' });
    await joined.ledger.append([]);
    const cut = joined.transaction(async ({ documents }) => {
      await documents.add({ ...aDocument, id: 'b' });
      throw new Error('cut off');
    });

    await expect(cut).rejects.toThrow('cut off');
    await expect(reader.state.set('x', '1')).rejects.toMatchObject({ code: 'bug' });
    expect((await writer.documents.list(null)).map(({ id }) => id)).toEqual(['a']);
    expect((await reader.documents.list(null)).map(({ id }) => id)).toEqual(['a']);
    expect(await writer.state.get('x')).toBeNull();
  });

  it('rolls back a visitor that leaves in mid-transaction, and works on', async () => {
    const folder = await storeFolder();
    const writer = await opened({ folder, mode: 'write' });
    const socketName = (await readdir(folder)).find((name) => name.startsWith('holder-')) ?? '';
    const visitor = connect(join(folder, socketName));
    const statement = `INSERT INTO state (key, value) VALUES ('ghost', '1')`;
    visitor.write(`${JSON.stringify({ ask: 'begin', readOnly: false })}\n`);
    visitor.write(`${JSON.stringify({ ask: 'query', statement, values: [] })}\n`);
    await new Promise((resolve) => {
      let answers = '';
      visitor.on('data', (text: Buffer) => {
        answers += text.toString();
        if (answers.includes('"affectedRows":1')) resolve(undefined);
      });
    });

    visitor.destroy();

    expect(await writer.state.get('ghost')).toBeNull();
  });

  it('cuts off a visitor that speaks nonsense', async () => {
    const folder = await storeFolder();
    const writer = await opened({ folder, mode: 'write' });
    const socketName = (await readdir(folder)).find((name) => name.startsWith('holder-')) ?? '';
    const visitor = connect(join(folder, socketName));
    const closed = new Promise((resolve) => visitor.resume().once('close', resolve));

    visitor.write('GET / HTTP/1.1\r\n\r\n');

    await closed;
    expect(await writer.tickets.countAll()).toBe(0);
  });

  it('keeps every acknowledged entry when its process is killed in mid-write, time after time', async () => {
    const folder = await storeFolder();
    let acknowledged = 0;
    for (const linesBeforeDeath of [30, 77, 140]) {
      const holder = spawnHolder(folder);
      await holder.waitForLines(linesBeforeDeath);
      await holder.kill('SIGKILL');
      acknowledged = Number(holder.lines.at(-1));
    }

    const store = await opened({ folder, mode: 'write' });

    const { count, brokenAt } = await store.ledger.verify();
    expect(brokenAt).toBeNull();
    expect(count).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(200);
  });

  it('makes the database anew when its making was interrupted', async () => {
    expect((await readdir(template)).filter((name) => name.startsWith('database'))).toEqual(['database']);
  });

  it('says so when the folder cannot be one', async () => {
    const file = join(await newFolder(), 'file');
    await writeFile(file, '');

    await expect(openStore({ folder: file, mode: 'write' })).rejects.toMatchObject({ code: 'input' });
    await expect(openStore({ folder: join(file, 'below'), mode: 'write' })).rejects.toMatchObject({
      code: 'input',
    });
  });

  it('has nothing to read where nothing was remembered', async () => {
    await expect(openStore({ folder: await newFolder(), mode: 'read' })).rejects.toMatchObject({
      code: 'input',
    });
  });
});
