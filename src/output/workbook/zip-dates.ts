import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { AppError } from '../../core/app-error.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** Time and date of MS-DOS, two bytes each: 1 January 1980, 00:00. */
const FIXED_DATE = Buffer.from([0x00, 0x00, 0x21, 0x00]);

/**
 * Gives every entry of a zip file the same date, in place, so that the file depends on nothing but its content.
 * @throws AppError `bug` when the file is no zip without comment, such as a workbook is
 */
export async function fixZipDates(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const end = await read(file, size - END_LENGTH, END_LENGTH);
    if (end.readUInt32LE(0) !== END_OF_DIRECTORY) throw notAZip(path);
    const directoryAt = end.readUInt32LE(16);
    const directory = await read(file, directoryAt, end.readUInt32LE(12));
    for (let offset = 0; offset < directory.length; offset += entryLength(directory, offset)) {
      if (directory.readUInt32LE(offset) !== DIRECTORY_ENTRY) throw notAZip(path);
      FIXED_DATE.copy(directory, offset + 12);
      const localAt = directory.readUInt32LE(offset + 42);
      const local = await read(file, localAt, 4);
      if (local.readUInt32LE(0) !== LOCAL_ENTRY) throw notAZip(path);
      await file.write(FIXED_DATE, 0, FIXED_DATE.length, localAt + 10);
    }
    await file.write(directory, 0, directory.length, directoryAt);
  } finally {
    await file.close();
  }
}

function entryLength(directory: Buffer, offset: number): number {
  const lengths = [28, 30, 32].map((at) => directory.readUInt16LE(offset + at));
  return lengths.reduce((sum, length) => sum + length, ENTRY_LENGTH);
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, position);
  return buffer;
}

function notAZip(path: string): AppError {
  return new AppError('bug', 'the written workbook is not the zip file it should be', { details: { path } });
}
