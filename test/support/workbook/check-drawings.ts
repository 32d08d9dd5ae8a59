import type { PackedSheet, WorkbookPackage } from './open-package.ts';
import { findAll } from './xml.ts';
import type { Element } from './xml.ts';

const SIGNATURES: Readonly<Record<string, string>> = { png: '89504e470d0a1a0a', jpeg: 'ffd8ff' };
const MAX_ROW = 1_048_575;
const MAX_COLUMN = 16_383;

/** What Excel would not accept in the drawings of a sheet: each picture is anchored on it, and is what it says. */
export function checkDrawings(sheet: PackedSheet, book: WorkbookPackage): readonly string[] {
  return book
    .relationshipsOf(sheet.part)
    .filter(({ type }) => type.endsWith('/drawing'))
    .flatMap(({ target }) => checkDrawing(target, book))
    .map((problem) => `${sheet.name}: ${problem}`);
}

function checkDrawing(part: string, book: WorkbookPackage): readonly string[] {
  const drawing = book.xmlOf(part);
  const ids = findAll(drawing, 'xdr:cNvPr').map(({ attributes }) => attributes['id']);
  const targets = new Map(book.relationshipsOf(part).map(({ id, target }) => [id, target]));
  const pictures = findAll(drawing, 'a:blip').map(({ attributes }) =>
    targets.get(attributes['r:embed'] ?? ''),
  );
  return [
    ...(new Set(ids).size === ids.length ? [] : ['two shapes of one id']),
    ...drawing.children.flatMap(checkAnchor),
    ...pictures.flatMap((picture) => checkPicture(picture, book)),
  ];
}

function checkAnchor(anchor: Element): readonly string[] {
  const numbers = (name: string): readonly number[] => findAll(anchor, name).map(({ text }) => Number(text));
  const isOnSheet =
    numbers('xdr:col').every((column) => column >= 0 && column <= MAX_COLUMN) &&
    numbers('xdr:row').every((row) => row >= 0 && row <= MAX_ROW) &&
    [...numbers('xdr:colOff'), ...numbers('xdr:rowOff')].every((offset) => offset >= 0);
  const size = anchor.children.find(({ name }) => name === 'xdr:ext')?.attributes;
  const hasSize = size === undefined || (Number(size['cx']) > 0 && Number(size['cy']) > 0);
  const wanted = { 'xdr:oneCellAnchor': 'xdr:ext', 'xdr:twoCellAnchor': 'xdr:to' }[anchor.name];
  const names = anchor.children.map(({ name }) => name);
  const isWhole =
    wanted !== undefined &&
    names[0] === 'xdr:from' &&
    names[1] === wanted &&
    names.at(-1) === 'xdr:clientData';
  return isOnSheet && hasSize && isWhole ? [] : [`an anchor is wrong: ${names.join(' ')}`];
}

function checkPicture(part: string | undefined, { entries }: WorkbookPackage): readonly string[] {
  const entry = entries.find(({ name }) => name === part);
  if (part === undefined || entry === undefined) return ['a picture is not there'];
  const signature = SIGNATURES[part.split('.').at(-1) ?? ''];
  const isWhatItSays = signature !== undefined && entry.content.toString('hex').startsWith(signature);
  return isWhatItSays ? [] : [`${part} is no such picture`];
}
