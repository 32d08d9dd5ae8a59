/** How a column is set: numbers to the right. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Lines of a plain table; the last column may be as long as it likes, the others take what they need. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? fill + text : text + fill;
}

/** Code points, combining marks aside: enough for Latin and Cyrillic tables. */
function displayWidth(text: string): number {
  return Array.from(text.replace(/\p{M}/gu, '')).length;
}
