import { readFile } from 'node:fs/promises';
import { AppError } from '../core/app-error.ts';
import type { IssuedFiles } from './output.ts';

/** Files of this machine. */
export const issuedFiles: IssuedFiles = {
  read: (path) =>
    readFile(path).catch((cause: unknown) => {
      throw new AppError('outside', `the issued file ${path} cannot be read`, { cause });
    }),
};
