import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { countWeek } from '../weekly-figures.ts';

/** Some of the tickets counted apart, each row as the page counts all; a ticket may be in several rows or in none. */
export function apartSheet(annex: AnnexOf<'apart'>, context: ReportContext, { tickets }: ReportData): Sheet {
  const { words } = context;
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, annex.rows.length, annex.rows.length)],
    table: {
      id: 'Apart',
      columns: [
        { id: 'label', head: words.apart_label },
        { id: 'received', head: words.trend_received },
        { id: 'carried_over', head: words.trend_carried_over },
        { id: 'resolved', head: words.method_resolved },
        { id: 'open', head: words.method_open },
        { id: 'total', head: words.total },
      ],
      rows: annex.rows.map(({ id, label }) => {
        const figures = countWeek(tickets.filter(({ matches }) => matches.includes(id)));
        const { received, carriedOver, resolved, open, universe } = figures;
        return [
          text(inWords(context, label)),
          ...[received, carriedOver, resolved, open, universe].map(count),
        ];
      }),
      keys: annex.rows.map(({ id }) => id),
      totals: [],
    },
    below: [],
  };
}
