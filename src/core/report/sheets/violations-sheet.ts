import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData, ReportedFinding } from '../report-data.ts';
import { text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { ticketCell, ticketColumn } from '../ticket-cells.ts';

const ticketColumnIds = ['number', 'type', 'priority', 'line'] as const;

/** What the rules of the regulation found wrong in the period, each with its clause. */
export function violationsSheet(
  annex: AnnexOf<'violations'>,
  context: ReportContext,
  { findings }: ReportData,
): Sheet {
  const { words } = context;
  const rows = findings.map((finding) => rowOf(finding, context));
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, rows.length, findings.length)],
    table: {
      id: 'Violations',
      columns: [
        { id: 'at', head: words.found_at },
        ...ticketColumnIds.map((id) => ticketColumn(context, id)),
        { id: 'violation', head: words.violation },
        { id: 'clause', head: words.clause },
        { id: 'withdrawn', head: words.withdrawn },
      ],
      rows,
      totals: [],
    },
    below: [],
  };
}

function rowOf(finding: ReportedFinding, context: ReportContext): readonly Cell[] {
  return [
    { kind: 'instant', at: finding.at },
    ...ticketColumnIds.map((id) => ticketCell(context, id, finding.ticket)),
    text(violationText(finding, context)),
    text(clauseText([finding.clause], context.words)),
    text(finding.isWithdrawn ? context.words.yes : ''),
  ];
}

/** What the rule says of itself; of a notice not given, which notice. */
function violationText({ ruleId, notTold }: ReportedFinding, context: ReportContext): string {
  const { pack, words } = context;
  const notice = notTold === null ? undefined : pack.notices.get(notTold);
  if (notice !== undefined) return `${words.not_told}: ${inWords(context, notice.label)}`;
  const rule = pack.rules.find(({ id }) => id === ruleId);
  return rule === undefined ? ruleId : inWords(context, rule.summary);
}
