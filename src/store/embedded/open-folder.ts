import { constants, existsSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import { migrate, schemaVersion } from '../migrations/migrate.ts';
import { openPgliteFolder, vacuum } from '../sql/pglite-database.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { sql } from '../sql/sql-database.ts';
import { claimFolder, type FolderClaim } from './claim-folder.ts';
import { serveFolder } from './serve-folder.ts';
import { meetHolder, visitFolder } from './visit-folder.ts';

/** How a folder is opened: see `openStore`. */
export interface FolderOptions {
  readonly mode: 'write' | 'join' | 'read';
  /** Names this process to another one that finds the folder held. */
  readonly holder: string;
}

/** Making a database takes seconds; one that was interrupted is thrown away and made again. */
async function openOrMake(folder: string): Promise<SqlDatabase> {
  const path = join(folder, 'database');
  if (!existsSync(path)) {
    const unfinishedPath = join(folder, 'database-unfinished');
    await rm(unfinishedPath, { recursive: true, force: true });
    await (await openPgliteFolder(unfinishedPath)).close();
    await rename(unfinishedPath, path);
  }
  const database = await openPgliteFolder(path);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function holdFolder(
  folder: string,
  claim: Extract<FolderClaim, { kind: 'mine' }>,
  { mode, holder }: FolderOptions,
): Promise<SqlDatabase> {
  const opening = openOrMake(folder);
  const sendVisitorsAway = serveFolder(claim.server, { holder, schemaVersion }, opening);
  const letGo = async () => {
    sendVisitorsAway();
    await claim.release();
  };
  try {
    const database = await opening;
    // Who works long begins with a tidy store, whatever ended the last one.
    if (mode === 'write') await database.query(vacuum);
    if (mode === 'read') {
      await database.query(sql('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY'));
    }
    return {
      ...database,
      close: async () => {
        await database.close();
        await letGo();
      },
    };
  } catch (error) {
    await letGo();
    throw error;
  }
}

async function prepareFolder(folder: string, mode: FolderOptions['mode']): Promise<void> {
  if (mode === 'read' && !existsSync(join(folder, 'database'))) {
    throw new AppError('input', `There is no store in ${folder}: start the daemon once`, {
      details: { folder },
    });
  }
  try {
    // Only the owner looks into what is remembered of people's tickets.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('input', `The store's folder ${folder} cannot be made or written`, {
      cause,
      details: { folder },
    });
  }
}

/**
 * Opens the embedded database of a folder: holds it, or visits the process that holds it already.
 * @throws AppError `refused` when it is to be held and another process holds it; `input` when the folder is unusable.
 */
export async function openFolder(folder: string, options: FolderOptions): Promise<SqlDatabase> {
  await prepareFolder(folder, options.mode);
  for (;;) {
    const claim = await claimFolder(folder);
    if (claim.kind === 'mine') return holdFolder(folder, claim, options);
    const connection = await meetHolder(claim.socketPath);
    if (connection === null) continue;
    if (options.mode !== 'write') return visitFolder(connection, { readOnly: options.mode === 'read' });
    connection.socket.destroy();
    const holder = connection.greeting?.holder ?? 'a process that does not answer';
    throw new AppError('refused', `The store in ${folder} is held by ${holder}: stop it first`, {
      details: { folder, holder },
    });
  }
}
