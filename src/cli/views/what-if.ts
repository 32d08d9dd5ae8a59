import type { WhatIfFigure } from '../../core/report/what-if/what-if-figures.ts';
import { renderTable } from './table.ts';

/** The classes that a what-if makes a difference to, and where the workbook lies. */
export function renderWhatIf(path: string, figures: readonly WhatIfFigure[]): string {
  const differing = figures.filter(({ changed }) => changed > 0);
  if (differing.length === 0) return `No ticket is judged otherwise.\n${path}\n`;
  const share = ({ share: value, inTime, judged }: WhatIfFigure['before']): string =>
    value === null ? '–' : `${(value * 100).toFixed(1)} % (${inTime} of ${judged})`;
  const table = renderTable(
    [
      { title: 'clock' },
      { title: 'type' },
      { title: 'priority' },
      { title: 'kept now', align: 'right' },
      { title: 'kept then', align: 'right' },
      { title: 'judged otherwise', align: 'right' },
    ],
    differing.map(({ clockId, type, priority, before, after, changed }) => [
      clockId,
      type ?? '–',
      priority ?? '–',
      share(before),
      share(after),
      String(changed),
    ]),
  );
  return `${table}\n${path}\n`;
}
