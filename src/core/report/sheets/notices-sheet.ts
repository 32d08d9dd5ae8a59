import { clausesOf } from '../../regulation/list-elements.ts';
import type { Notice } from '../../regulation/schema/rule.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Sheet } from '../report-model.ts';
import type { TellingWay } from '../reported-telling.ts';
import { rowsLine } from '../rows-line.ts';

const ways: readonly TellingWay[] = ['letter', 'orally', 'bounced'];

/** What applicants were owed, by stage: letters, calls, bounces, and what was not told in time. */
export function noticesSheet(
  annex: AnnexOf<'notices'>,
  context: ReportContext,
  { tellings, findings }: ReportData,
): Sheet {
  const { words, pack } = context;
  const notices = [...pack.notices.values()];
  const countsOf = ({ id }: Notice): readonly number[] => [
    ...ways.map((way) => tellings.filter((each) => each.notice === id && each.way === way).length),
    findings.filter(({ notTold }) => notTold === id).length,
  ];
  const counts = notices.map(countsOf);
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, notices.length, pack.notices.size)],
    table: {
      id: 'Notices',
      columns: [
        { id: 'notice', head: words.notice },
        { id: 'clause', head: words.clause },
        { id: 'letter', head: words.told_letter },
        { id: 'orally', head: words.told_orally },
        { id: 'bounced', head: words.told_bounced },
        { id: 'not_told', head: words.not_told_in_time },
      ],
      rows: notices.map((notice, index) => [
        text(inWords(context, notice.label)),
        text(clauseText(clausesOf(notice), words)),
        ...(counts[index] ?? []).map(count),
      ]),
      keys: notices.map(({ id }) => id),
      totals: [
        [
          text(words.total),
          text(''),
          ...[0, 1, 2, 3].map((column) => count(counts.reduce((sum, row) => sum + (row[column] ?? 0), 0))),
        ],
      ],
    },
    below: [],
  };
}
