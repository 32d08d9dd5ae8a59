import { checkDrawings } from './check-drawings.ts';
import { checkSheet } from './check-sheet.ts';
import { checkStyles } from './check-styles.ts';
import { checkTables } from './check-tables.ts';
import type { WorkbookPackage } from './open-package.ts';
import { findAll } from './xml.ts';

/** What would make Excel offer to repair a workbook, in words; empty when nothing would. */
export function problemsOf(book: WorkbookPackage): readonly string[] {
  return [
    ...checkParts(book),
    ...checkRelationships(book),
    ...checkCharacters(book),
    ...checkNames(book),
    ...checkView(book),
    ...checkStyles(book),
    ...checkTables(book),
    ...book.sheets.flatMap((sheet) => [...checkSheet(sheet, book), ...checkDrawings(sheet, book)]),
  ];
}

function checkParts({ entries, xmlOf }: WorkbookPackage): readonly string[] {
  const names = entries.map(({ name }) => name);
  const types = xmlOf('[Content_Types].xml');
  const defaults = new Set(findAll(types, 'Default').map(({ attributes }) => attributes['Extension']));
  const overrides = findAll(types, 'Override').map(({ attributes }) =>
    (attributes['PartName'] ?? '').slice(1),
  );
  // Parts of the workbook need a type of their own; what all files of a kind share will do for the rest.
  const hasType = (name: string): boolean =>
    name.endsWith('.xml') && name !== '[Content_Types].xml'
      ? overrides.includes(name)
      : defaults.has(name.split('.').at(-1) ?? '');
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is there twice`),
    ...names.filter((name) => /^\/|\\|\.\./.test(name)).map((name) => `${name} is no name for a part`),
    ...overrides
      .filter((part) => !names.includes(part))
      .map((part) => `a content type for ${part}, which is not there`),
    ...names.filter((name) => !hasType(name)).map((name) => `no content type for ${name}`),
  ];
}

function checkRelationships({ entries, relationshipsOf }: WorkbookPackage): readonly string[] {
  const names = new Set(entries.map(({ name }) => name));
  return [...names].flatMap((part) => {
    const relationships = relationshipsOf(part);
    const ids = relationships.map(({ id }) => id);
    return [
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${part}: two relationships ${id}`),
      ...relationships
        .filter(({ isExternal, target }) => !isExternal && !names.has(target))
        .map(({ target }) => `${part}: a relationship to ${target}, which is not there`),
    ];
  });
}

/** Control characters, halves of surrogate pairs and the like have no place in XML, written out or as references. */
function checkCharacters({ entries }: WorkbookPackage): readonly string[] {
  return entries
    .filter(({ name }) => /\.(xml|rels)$/.test(name))
    .filter(({ content }) => {
      const source = content.toString('utf8');
      return (
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(source) ||
        /&#(?:x0*(?:[0-8bcef]|1[\da-f]|d[89a-f][\da-f]{2}|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/i.test(
          source,
        )
      );
    })
    .map(({ name }) => `${name} holds a character that XML has no place for`);
}

/** The sheet in view is there, and no other is marked. */
function checkView({ workbook, sheets }: WorkbookPackage): readonly string[] {
  const active = findAll(workbook, 'workbookView').map(({ attributes }) =>
    Number(attributes['activeTab'] ?? 0),
  );
  const ids = findAll(workbook, 'sheet').map(({ attributes }) => attributes['sheetId']);
  const selected = sheets.filter(({ xml }) =>
    findAll(xml, 'sheetView').some(({ attributes }) => attributes['tabSelected'] === '1'),
  );
  return [
    ...(sheets.length > 0 && active.every((tab) => tab < sheets.length) ? [] : ['no sheet in view']),
    ...(new Set(ids).size === ids.length ? [] : ['two sheets of one id']),
    ...(selected.length <= 1 ? [] : ['several sheets selected']),
  ];
}

function checkNames({ workbook, sheets }: WorkbookPackage): readonly string[] {
  const names = sheets.map(({ name }) => name.toLowerCase());
  const defined = findAll(workbook, 'definedName');
  const scoped = defined.map(({ attributes }) => `${attributes['name']} ${attributes['localSheetId'] ?? ''}`);
  return [
    ...scoped
      .filter((name, index) => scoped.indexOf(name) !== index)
      .map((name) => `two defined names ${name}`),
    ...sheets
      .filter(({ name }) => name.length < 1 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
      .map(({ name }) => `"${name}" is no name for a sheet`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two sheets "${name}"`),
    ...defined
      .filter(({ attributes }) => Number(attributes['localSheetId'] ?? 0) >= sheets.length)
      .map(({ attributes }) => `${attributes['name']} belongs to a sheet that is not there`),
    ...defined
      .filter(({ text }) => !sheets.some(({ name }) => text.startsWith(`'${name.replaceAll("'", "''")}'!$`)))
      .map(({ text }) => `a defined name points to ${text}`),
  ];
}
