import { inflateRawSync } from 'node:zlib';

const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;

/** One entry of a zip file. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Date and time as MS-DOS has them. */
  readonly dosDate: number;
}

/** The files in a zip file without comment, in the order of its directory. */
export function readZip(zip: Buffer): readonly ZipEntry[] {
  const end = zip.length - END_LENGTH;
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength!);
    const local = zip.readUInt32LE(at + 42);
    const start = local + LOCAL_LENGTH + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const content = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    if (!name.endsWith('/')) entries.push({ name, content, dosDate: zip.readUInt32LE(at + 12) });
    at += ENTRY_LENGTH + nameLength! + extraLength! + commentLength!;
  }
  return entries;
}
