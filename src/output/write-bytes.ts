import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../core/app-error.ts';

/** Writes a file, with its folder if there is none. @throws AppError `outside` when that cannot be done */
export async function writeBytes(bytes: Uint8Array, toPath: string): Promise<void> {
  try {
    await mkdir(dirname(toPath), { recursive: true });
    await writeFile(toPath, bytes);
  } catch (cause) {
    throw new AppError('outside', `the file ${toPath} could not be written`, { cause });
  }
}
