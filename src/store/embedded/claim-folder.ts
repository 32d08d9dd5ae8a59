import { randomUUID } from 'node:crypto';
import { link, readdir, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';

/**
 * How one process at a time holds a folder, without a lock file that outlives it and without process ids:
 * the holder of generation n listens on the socket `holder-<n>.sock`. A socket whose process died, however it died,
 * refuses connections for ever; only then may another process take generation n + 1, and it appears there by one
 * atomic link of a socket that already listens. So of two processes that see the same dead holder one wins, and a
 * live holder cannot be taken for a dead one. (Node has no flock; a pid file is fooled by reused ids; a lease by time
 * is fooled by a suspended process; a plain unlink-and-bind lets two contenders both win.)
 */
export type FolderClaim =
  | { readonly kind: 'mine'; readonly server: Server; release(): Promise<void> }
  | { readonly kind: 'held'; readonly socketPath: string };

/** The longest path of a local socket that every Unix takes, in bytes. */
const LONGEST_SOCKET_PATH = 103;
const holderName = /^holder-(\d+)\.sock$/;
const contenderName = /^contender-.+\.sock$/;

function holderPath(folder: string, generation: number): string {
  return join(folder, `holder-${generation}.sock`);
}

async function listGenerations(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const generation = holderName.exec(name)?.[1];
    return generation === undefined ? [] : [Number(generation)];
  });
}

async function newestGeneration(folder: string): Promise<number> {
  return Math.max(0, ...(await listGenerations(folder)));
}

/** False only when the kernel says that nobody listens and nobody ever will: any other trouble counts as alive. */
function isAlive(socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EACCES' || cause.code === 'EPERM') {
        const message = `The store's folder is in use by another user of this machine: run as that user`;
        reject(new AppError('input', message, { cause, details: { socketPath } }));
      }
      resolve(cause.code !== 'ECONNREFUSED' && cause.code !== 'ENOENT');
    });
  });
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function ignoreCode(...codes: readonly string[]) {
  return (error: unknown): undefined => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  };
}

/** Gives the listening server the name of the generation; false when another contender was quicker. */
async function takeGeneration(folder: string, generation: number, ownPath: string): Promise<boolean> {
  try {
    await link(ownPath, holderPath(folder, generation));
  } catch (error) {
    // ENOENT: a successful contender tidied our socket away.
    ignoreCode('EEXIST', 'ENOENT')(error);
    return false;
  }
  // A contender that slept since it looked may have linked a generation that was tidied away long ago.
  if ((await newestGeneration(folder)) === generation) return true;
  await unlink(holderPath(folder, generation)).catch(ignoreCode('ENOENT'));
  return false;
}

/** Removes what the dead left. The last dead generation stays, so that a slow reader never finds the folder bare. */
async function tidy(folder: string, generation: number): Promise<void> {
  const stale = (await listGenerations(folder)).filter((other) => other < generation - 1);
  const left = (await readdir(folder)).filter((name) => contenderName.test(name));
  const paths = [
    ...stale.map((other) => holderPath(folder, other)),
    ...left.map((name) => join(folder, name)),
  ];
  for (const path of paths) {
    if (!(await isAlive(path))) await unlink(path).catch(ignoreCode('ENOENT'));
  }
}

/**
 * Takes the folder, or tells where its holder listens. The folder must exist.
 * @throws AppError `input` when the folder's file system or path cannot hold a local socket.
 */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const ownPath = join(folder, `contender-${randomUUID().slice(0, 8)}.sock`);
  if (Buffer.byteLength(ownPath) > LONGEST_SOCKET_PATH) {
    throw new AppError(
      'input',
      `The path of the store's folder is too long for a socket: choose a shorter one`,
      {
        details: { folder, bytesTooMany: Buffer.byteLength(ownPath) - LONGEST_SOCKET_PATH },
      },
    );
  }
  for (;;) {
    const newest = await newestGeneration(folder);
    const newestPath = holderPath(folder, newest);
    if (newest > 0 && (await isAlive(newestPath))) return { kind: 'held', socketPath: newestPath };

    const server = createServer();
    await listen(server, ownPath).catch((cause: unknown) => {
      throw new AppError('input', `The store's folder cannot hold a socket: put it on a local disk`, {
        cause,
        details: { folder },
      });
    });
    const isMine = await takeGeneration(folder, newest + 1, ownPath);
    await unlink(ownPath).catch(ignoreCode('ENOENT'));
    if (isMine) {
      await tidy(folder, newest + 1);
      return { kind: 'mine', server, release: () => closeServer(server) };
    }
    await closeServer(server);
  }
}
