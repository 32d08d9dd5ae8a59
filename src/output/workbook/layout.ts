import { z } from 'zod';
import type { Sheet } from '../../core/report/report-model.ts';
import { readTemplate } from '../templates-folder.ts';

/** How a line of text is set. Sizes and spaces in points, `fill` a colour RRGGBB, `bullet` stands before its text. */
const TextStyle = z.strictObject({
  size: z.number().positive().optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  bullet: z.string().optional(),
  indent: z.number().int().nonnegative().optional(),
  fill: z
    .string()
    .regex(/^[0-9A-F]{6}$/, 'RRGGBB')
    .optional(),
  space_after: z.number().nonnegative().optional(),
});

const Width = z.number().positive().max(255);

/** Page and columns of one sheet; widths in characters, by position or by column id. */
export const SheetLayout = z.strictObject({
  id: z.string(),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** `page`: all of it on one page; `width`: all columns on one page, as many pages as it takes. */
  fit: z.enum(['page', 'width']).default('width'),
  font_size: z.number().positive().optional(),
  widths: z.union([z.array(Width).min(1), z.record(z.string(), Width)]),
});
export type SheetLayout = z.infer<typeof SheetLayout>;

/** `report-templates/NAME.yaml`: the looks of one kind of report. Margins in centimetres. */
export const Layout = z.strictObject({
  paper: z.literal('A4'),
  margins: z.strictObject({ left: z.number(), right: z.number(), top: z.number(), bottom: z.number() }),
  font: z.strictObject({ name: z.string(), size: z.number().positive() }),
  styles: z.strictObject({
    title: TextStyle,
    heading: TextStyle,
    line: TextStyle,
    item: TextStyle,
    note: TextStyle,
    total: TextStyle,
    head: TextStyle,
  }),
  sheets: z.array(SheetLayout).min(1),
});
export type Layout = z.infer<typeof Layout>;

/** The width of columns that a layout does not name. */
const OTHER_WIDTH = 16;

/** Reads a layout of the templates folder. @throws AppError as {@link readTemplate} */
export function readLayout(folder: string, name: string): Promise<Layout> {
  return readTemplate(folder, `${name}.yaml`, Layout);
}

/** The widths of all columns that a sheet fills, in characters. */
export function columnWidths({ above, table, below }: Sheet, { widths }: SheetLayout): readonly number[] {
  const inLines = [...above, ...below].map(({ cells }) => cells.length);
  const count = Math.max(1, ...inLines, table?.columns.length ?? 0);
  return Array.from({ length: count }, (_, index) => {
    if (Array.isArray(widths)) return widths[index] ?? OTHER_WIDTH;
    return widths[table?.columns[index]?.id ?? ''] ?? widths['other'] ?? OTHER_WIDTH;
  });
}
