import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { WorkbookWriter, WrittenFile } from '../output.ts';
import { readLayout } from './layout.ts';
import { fixZipDates } from './zip-dates.ts';

/** Sets reports as Excel workbooks, with the layouts of a templates folder. */
export function createWorkbookWriter(templatesFolder: string): WorkbookWriter {
  return {
    write: async (model, toPath) => {
      const layout = await readLayout(templatesFolder, model.layout);
      // What draws charts and writes workbooks takes longer to load than all the rest: only who writes one waits.
      const { saveWorkbook } = await import('./save-workbook.ts');
      return writeWhole(toPath, (path) => saveWorkbook(model, layout, path));
    },
  };
}

async function writeWhole(toPath: string, save: (path: string) => Promise<void>): Promise<WrittenFile> {
  const unfinished = `${toPath}.unfinished`;
  try {
    await mkdir(dirname(toPath), { recursive: true });
    await save(unfinished);
    await fixZipDates(unfinished);
    const written = {
      path: toPath,
      sha256: await sha256Of(unfinished),
      bytes: (await stat(unfinished)).size,
    };
    await rename(unfinished, toPath);
    return written;
  } catch (cause) {
    // Where nothing could be written there may be nothing to remove; the first failure is the one to tell.
    await rm(unfinished, { force: true }).catch(() => undefined);
    if (cause instanceof AppError) throw cause;
    throw new AppError('outside', `the workbook ${toPath} could not be written`, { cause });
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
