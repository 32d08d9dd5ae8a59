import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { clauseText } from '../clause-text.ts';
import type { ReportContext } from '../report-context.ts';
import { count, text, textLine } from '../report-model.ts';
import type { Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';

/** The clauses that no ticket can prove, a line each, for a person to fill in and sign. */
export function attestedSheet(annex: AnnexOf<'attested'>, context: ReportContext): Sheet {
  const { words, pack } = context;
  const rows = pack.clauses.filter(({ means }) => means.includes('attested'));
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, rows.length, rows.length)],
    table: {
      id: 'Attested',
      columns: [
        { id: 'index', head: words.row_number },
        { id: 'clause', head: words.clause },
        { id: 'demands', head: words.clause_demands },
        { id: 'kept', head: words.attested_kept },
        { id: 'remark', head: words.attested_remark },
        { id: 'signature', head: words.attested_signature },
      ],
      rows: rows.map(({ clauses, demands }, index) => [
        count(index + 1),
        text(clauseText(clauses, words)),
        text(demands),
        text(''),
        text(''),
        text(''),
      ]),
      totals: [],
    },
    below: [textLine('line', ''), textLine('line', words.attested_by)],
  };
}
