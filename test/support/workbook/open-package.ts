import { posix } from 'node:path';
import { readZip } from './read-zip.ts';
import type { ZipEntry } from './read-zip.ts';
import { findAll, parseXml } from './xml.ts';
import type { Element } from './xml.ts';

/** A relationship of a part; `target` is a part's name unless external. */
interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
}

/** A worksheet of a package with its tables. */
export interface PackedSheet {
  readonly name: string;
  readonly part: string;
  readonly xml: Element;
  readonly tables: readonly Element[];
}

/** A written workbook, taken apart. */
export interface WorkbookPackage {
  readonly entries: readonly ZipEntry[];
  readonly sheets: readonly PackedSheet[];
  readonly workbook: Element;
  readonly styles: Element;
  readonly sharedStrings: readonly string[];
  readonly xmlOf: (part: string) => Element;
  readonly relationshipsOf: (part: string) => readonly Relationship[];
}

/** Takes a workbook apart. @throws when a part is missing or not well-formed */
export function openPackage(file: Buffer): WorkbookPackage {
  return openParts(readZip(file));
}

/** The same for parts that were unpacked. */
export function openParts(entries: readonly ZipEntry[]): WorkbookPackage {
  const parts = new Map(entries.map((entry) => [entry.name, entry]));
  const xmlOf = (part: string): Element => {
    const entry = parts.get(part);
    if (entry === undefined) throw new Error(`the package lacks ${part}`);
    return parseXml(entry.content.toString('utf8'));
  };
  const relationshipsOf = (part: string): readonly Relationship[] => {
    const rels = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
    return parts.has(rels)
      ? findAll(xmlOf(rels), 'Relationship').map((each) => readRelationship(each, part))
      : [];
  };
  const workbook = xmlOf('xl/workbook.xml');
  const bookRelationships = relationshipsOf('xl/workbook.xml');
  const sheets = findAll(workbook, 'sheet').map(({ attributes }): PackedSheet => {
    const part = bookRelationships.find(({ id }) => id === attributes['r:id'])?.target ?? '';
    const tables = relationshipsOf(part).filter(({ type }) => type.endsWith('/table'));
    return {
      name: attributes['name'] ?? '',
      part,
      xml: xmlOf(part),
      tables: tables.map(({ target }) => xmlOf(target)),
    };
  });
  const strings = parts.has('xl/sharedStrings.xml') ? findAll(xmlOf('xl/sharedStrings.xml'), 'si') : [];
  return {
    entries,
    sheets,
    workbook,
    styles: xmlOf('xl/styles.xml'),
    sharedStrings: strings.map((each) =>
      findAll(each, 't')
        .map(({ text }) => text)
        .join(''),
    ),
    xmlOf,
    relationshipsOf,
  };
}

function readRelationship({ attributes }: Element, part: string): Relationship {
  const target = attributes['Target'] ?? '';
  const isExternal = attributes['TargetMode'] === 'External';
  const resolved = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
  return {
    id: attributes['Id'] ?? '',
    type: attributes['Type'] ?? '',
    target: isExternal ? target : resolved,
    isExternal,
  };
}
