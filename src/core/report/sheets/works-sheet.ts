import { judgeWorks } from '../../works/judge-works.ts';
import type { WorksRules } from '../../works/judge-works.ts';
import { readApprovalFacts } from '../../works/restricted-periods.ts';
import type { RecordedWorks } from '../../works/works.ts';
import { clausesOf } from '../../regulation/list-elements.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { text, textLine } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';

/** The works of the period by the schedule in force at the cut-off, and what each breaks. */
export function worksReportSheet(
  annex: AnnexOf<'works'>,
  context: ReportContext,
  { works }: ReportData,
): Sheet {
  const { words, pack } = context;
  const approval = readApprovalFacts(pack);
  const note = approval.periods === null ? [textLine('note', words.works_periods_unknown)] : [];
  const rules =
    pack.desk.works === undefined ? null : { works: pack.desk.works, approval, zone: pack.manifest.zone };
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), ...note, rowsLine(context, works.length, works.length)],
    table: {
      id: 'Works',
      columns: [
        { id: 'from', head: words.works_from },
        { id: 'to', head: words.works_to },
        { id: 'kind', head: words.works_kind },
        { id: 'what', head: words.works_what },
        { id: 'agreed_by', head: words.works_agreed_by },
        { id: 'approved_by', head: words.works_approved_by },
        { id: 'breach', head: words.works_breach },
        { id: 'clause', head: words.clause },
      ],
      rows: rules === null ? [] : works.map((each) => rowOf(each, rules, context)),
      totals: [],
    },
    below: [],
  };
}

function rowOf(works: RecordedWorks, rules: WorksRules, context: ReportContext): readonly Cell[] {
  const { words } = context;
  const kind = rules.works.kinds.find(({ id }) => id === works.kind);
  const breaches = judgeWorks(works, rules);
  const kept = kind?.bound === false ? words.works_not_bound : words.works_kept;
  return [
    { kind: 'instant', at: works.fromAt },
    { kind: 'instant', at: works.toAt },
    text(kind === undefined ? works.kind : inWords(context, kind.label)),
    text(works.title),
    text(works.agreedBy),
    text(works.approvedBy),
    text(breaches.length === 0 ? kept : breaches.map((breach) => words[`works_${breach}`]).join('; ')),
    text(breaches.length === 0 ? '' : clauseText(clausesOf(rules.works).slice(0, 1), words)),
  ];
}
