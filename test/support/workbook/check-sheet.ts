import type { PackedSheet, WorkbookPackage } from './open-package.ts';
import { overlap, readRange } from './ranges.ts';
import { findAll } from './xml.ts';
import type { Element } from './xml.ts';

/** The order that the format prescribes for the parts of a worksheet; another order is a repair prompt. */
const order =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing picture oleObjects controls webPublishItems tableParts extLst'.split(
    ' ',
  );
const MAX_TEXT = 32_767;
const MAX_FOOTER = 255;
const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;

/** What Excel would not accept in one sheet. */
export function checkSheet(sheet: PackedSheet, book: WorkbookPackage): readonly string[] {
  const problems = [
    ...checkOrder(sheet.xml),
    ...checkPanes(sheet.xml),
    ...checkColumns(sheet.xml),
    ...checkPlaces(sheet.xml),
    ...checkFooters(sheet.xml),
    ...checkRanges(sheet),
    ...checkCells(sheet.xml, book),
    ...checkReferences(sheet, book),
    ...(findAll(sheet.xml, 'dataBar').length > 0 ? ['data bars'] : []),
  ];
  return problems.map((problem) => `${sheet.name}: ${problem}`);
}

function checkOrder({ children }: Element): readonly string[] {
  const places = children.map(({ name }) => order.indexOf(name));
  const isAscending = places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
  return isAscending ? [] : [`elements out of order: ${children.map(({ name }) => name).join(' ')}`];
}

function checkPanes(xml: Element): readonly string[] {
  return findAll(xml, 'sheetView').flatMap((view) => {
    const pane = view.children.find(({ name }) => name === 'pane')?.attributes;
    if (pane === undefined) return [];
    const [x, y] = [pane['xSplit'], pane['ySplit']].map((split) => Number(split ?? 0) > 0);
    const wanted = x && y ? 'bottomRight' : x ? 'topRight' : 'bottomLeft';
    const selections = findAll(view, 'selection').map(({ attributes }) => attributes['pane']);
    const isRight = pane['activePane'] === wanted && selections.includes(wanted);
    return isRight ? [] : [`active pane ${pane['activePane']} instead of ${wanted}`];
  });
}

/** Columns are described once each, from left to right. */
function checkColumns(xml: Element): readonly string[] {
  const columns = findAll(xml, 'col').map(({ attributes }) => ({
    from: Number(attributes['min']),
    to: Number(attributes['max']),
    width: Number(attributes['width'] ?? 0),
  }));
  const isSound = columns.every(
    ({ from, to, width }, index) =>
      from > (columns[index - 1]?.to ?? 0) && to >= from && to <= MAX_COLUMN && width >= 0 && width <= 255,
  );
  return isSound ? [] : ['columns overlap or are too wide'];
}

/** Every cell stands in its row, right of the one before. */
function checkPlaces(xml: Element): readonly string[] {
  const isSound = findAll(xml, 'row').every((row) => {
    const places = row.children.map(({ attributes }) => readRange(attributes['r'] ?? ''));
    return places.every(
      ({ top, left }, index) =>
        top === Number(row.attributes['r']) &&
        top <= MAX_ROW &&
        left > (places[index - 1]?.left ?? 0) &&
        left <= MAX_COLUMN,
    );
  });
  return isSound ? [] : ['cells out of place'];
}

function checkFooters(xml: Element): readonly string[] {
  const texts = findAll(xml, 'headerFooter').flatMap(({ children }) => children.map(({ text }) => text));
  return texts.some((text) => text.length > MAX_FOOTER) ? ['too long a header or footer'] : [];
}

function checkRanges({ xml, tables }: PackedSheet): readonly string[] {
  const merged = findAll(xml, 'mergeCell').map(({ attributes }) => readRange(attributes['ref'] ?? ''));
  const tabled = tables.map(({ attributes }) => readRange(attributes['ref'] ?? ''));
  const areas = [...merged, ...tabled];
  const clashes = areas.some((one, index) => areas.slice(index + 1).some((other) => overlap(one, other)));
  const filters = xml.children.filter(({ name }) => name === 'autoFilter');
  const rows = findAll(xml, 'row').map(({ attributes }) => Number(attributes['r']));
  const isOutside = [...tabled, ...filters.map(({ attributes }) => readRange(attributes['ref'] ?? ''))].some(
    ({ top, bottom }) => !rows.includes(top) || bottom > Math.max(0, ...rows),
  );
  return [
    ...(isOutside ? ['a table or filter goes beyond the rows'] : []),
    ...(filters.length > 1 ? ['two filters'] : []),
    ...(clashes ? ['merged cells or tables overlap'] : []),
    ...(filters.length > 0 && tables.length > 0 ? ['a filter of the sheet beside a table'] : []),
  ];
}

function checkCells(xml: Element, { styles, sharedStrings }: WorkbookPackage): readonly string[] {
  const styleCount = styles.children.find(({ name }) => name === 'cellXfs')?.children.length ?? 0;
  const rows = findAll(xml, 'row').map(({ attributes }) => Number(attributes['r']));
  const cells = findAll(xml, 'c');
  const textOf = (cell: Element): string => cell.children.map(({ text }) => text).join('');
  const isWrong = ({ attributes, ...cell }: Element): boolean => {
    const value = textOf({ attributes, ...cell });
    if (Number(attributes['s'] ?? 0) >= styleCount) return true;
    if (attributes['t'] === 's') return sharedStrings[Number(value)] === undefined;
    return attributes['t'] === undefined && value !== '' && !Number.isFinite(Number(value));
  };
  return [
    ...(findAll(xml, 'row').some(({ attributes }) => Number(attributes['ht'] ?? 0) > 409)
      ? ['too high a row']
      : []),
    ...(rows.some((row, index) => row <= (rows[index - 1] ?? 0)) ? ['rows out of order'] : []),
    ...cells.filter(isWrong).map(({ attributes }) => `cell ${attributes['r']} is wrong`),
    ...(sharedStrings.some((text) => text.length > MAX_TEXT) ? ['a text is too long'] : []),
  ];
}

function checkReferences(
  { xml, part }: PackedSheet,
  { relationshipsOf }: WorkbookPackage,
): readonly string[] {
  const known = new Set(relationshipsOf(part).map(({ id }) => id));
  const used = order
    .flatMap((name) => findAll(xml, name))
    .flatMap(({ children, attributes }) => [
      attributes['r:id'],
      ...children.map((child) => child.attributes['r:id']),
    ]);
  return used.filter((id) => id !== undefined && !known.has(id)).map((id) => `no relationship ${id}`);
}
