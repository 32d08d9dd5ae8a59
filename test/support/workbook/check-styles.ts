import type { WorkbookPackage } from './open-package.ts';
import { findAll } from './xml.ts';
import type { Element } from './xml.ts';

const MAX_CELL_FORMATS = 65_490;
const MAX_FORMAT_LENGTH = 255;
const FIRST_OWN_FORMAT = 164;
/** Numbers that every spreadsheet knows without being told. */
const BUILT_IN_FORMATS = 50;

/** What Excel would not accept in the looks of cells: each names a font, a fill, a border, a format that is there. */
export function checkStyles({ styles }: WorkbookPackage): readonly string[] {
  const listOf = (name: string): readonly Element[] =>
    styles.children.find((child) => child.name === name)?.children ?? [];
  const counts = { fontId: listOf('fonts'), fillId: listOf('fills'), borderId: listOf('borders') };
  const formats = listOf('numFmts');
  const ids = formats.map(({ attributes }) => Number(attributes['numFmtId']));
  const looks = listOf('cellXfs');
  const isSound = ({ attributes }: Element): boolean => {
    const format = Number(attributes['numFmtId'] ?? 0);
    return (
      Object.entries(counts).every(([key, list]) => Number(attributes[key] ?? 0) < list.length) &&
      (format < BUILT_IN_FORMATS || ids.includes(format))
    );
  };
  return [
    ...(looks.length <= MAX_CELL_FORMATS ? [] : [`${looks.length} looks of cells`]),
    ...(looks.every(isSound) ? [] : ['a look of cells names a part that is not there']),
    ...(new Set(ids).size === ids.length && ids.every((id) => id >= FIRST_OWN_FORMAT)
      ? []
      : ['ids of number formats']),
    ...formats
      .map(({ attributes }) => attributes['formatCode'] ?? '')
      .filter((code) => !isFormat(code))
      .map((code) => `${code} is no number format`),
    ...checkCounts(styles),
  ];
}

function isFormat(code: string): boolean {
  const outsideWords = code.replace(/"[^"]*"/g, '');
  return (
    code !== '' && code.length <= MAX_FORMAT_LENGTH && !outsideWords.includes('"') && !/[\r\n]/.test(code)
  );
}

/** A list that says how many it has must be right. */
function checkCounts(styles: Element): readonly string[] {
  const lists = ['fonts', 'fills', 'borders', 'cellXfs', 'numFmts'].flatMap((name) => findAll(styles, name));
  return lists
    .filter(
      ({ attributes, children }) =>
        attributes['count'] !== undefined && Number(attributes['count']) !== children.length,
    )
    .map(({ name }) => `the count of ${name} is wrong`);
}
