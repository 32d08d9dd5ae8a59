import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import type { Mailer } from '../output.ts';
import { writeMessage } from './write-message.ts';

/** A folder that takes mail instead of a server. */
export interface FolderOptions {
  readonly folder: string;
  readonly from: string;
  readonly now: () => Instant;
}

/** Writes each mail to a file of its own, whole or not at all; sent again, it is the same file. */
export function createFolderMailer({ folder, from, now }: FolderOptions): Mailer {
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true });
      await work();
    } catch (cause) {
      throw new AppError('unavailable', `the mail folder ${folder} cannot be written to`, { cause });
    }
  };
  return {
    from,
    async send(mail) {
      const { bytes } = await writeMessage(mail, { from, at: now() });
      const path = join(folder, `${mail.messageId.replace(/[^0-9A-Za-z.@-]/g, '')}.eml`);
      await guarded(async () => {
        await writeFile(`${path}.part`, bytes);
        await rename(`${path}.part`, path);
      });
    },
    check: () => guarded(() => access(folder, constants.W_OK)),
  };
}
