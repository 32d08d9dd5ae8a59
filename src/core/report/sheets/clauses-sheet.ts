import { AppError } from '../../app-error.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { gatherEvidence } from '../clause-evidence.ts';
import type { ClauseEvidence } from '../clause-evidence.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text, textLine } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import { fillIn } from '../report-words.ts';
import type { ReportWords } from '../report-words.ts';
import { rowsLine } from '../rows-line.ts';

/** So many ticket numbers are shown with a clause; all of them stand in the list of violations. */
const MAX_NUMBERS = 20;

/** Every clause with how it is met, how it is read, and what the period shows of it. */
export function clausesSheet(annex: AnnexOf<'clauses'>, context: ReportContext, data: ReportData): Sheet {
  const { words } = context;
  const evidence = gatherEvidence(context, data);
  const violations = evidence.reduce((sum, each) => sum + each.violations, 0);
  const standing = data.findings.filter(({ isWithdrawn }) => !isWithdrawn).length;
  if (violations !== standing) {
    throw new AppError('bug', 'a violation stands on a clause that the table lacks, so it was not written', {
      details: { violations, standing },
    });
  }
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [
      ...annexHeading(annex, context),
      rowsLine(context, evidence.length, context.pack.clauses.length),
      textLine('note', fillIn(words.clauses_checked, { violations, standing })),
    ],
    table: {
      id: 'Clauses',
      columns: [
        { id: 'clause', head: words.clause },
        { id: 'demands', head: words.clause_demands },
        { id: 'means', head: words.clause_means },
        { id: 'judged', head: words.judged },
        { id: 'in_time', head: words.in_time },
        { id: 'violations', head: words.clause_violations },
        { id: 'tickets', head: words.clause_tickets },
        { id: 'done', head: words.clause_done },
        { id: 'ledger', head: words.clause_ledger },
        { id: 'readings', head: words.clause_readings },
      ],
      rows: evidence.map((each) => rowOf(each, context)),
      keys: evidence.map(({ row }) => row.id),
      totals: [],
    },
    below: [],
  };
}

function rowOf({ row, ...shown }: ClauseEvidence, context: ReportContext): readonly Cell[] {
  const { words } = context;
  const isSeen = row.means.some((each) => each !== 'attested' && each !== 'declared');
  const means = row.means.map((each) => words[`means_${each}`]).join(', ');
  return [
    text(clauseText(row.clauses, words)),
    text(row.demands),
    text(row.status === 'open' ? `${words.means_open}: ${row.why ?? ''}` : means),
    measured(shown.judged, shown.isTimed),
    measured(shown.inTime, shown.isTimed),
    measured(shown.violations, isSeen),
    text(numbersText(shown.ticketNumbers, words)),
    measured(shown.done, isSeen),
    text(shown.ledger === null ? '' : `${shown.ledger.firstSeq}–${shown.ledger.lastSeq}`),
    text(row.readings.map((reading) => readingText(reading, context)).join('; ')),
  ];
}

/** A number; nothing where there is nothing that tickets could show, rather than a zero that says all is well. */
function measured(value: number, isMeasured: boolean): Cell {
  return isMeasured || value > 0 ? count(value) : text('');
}

/** A reading in the pack's words; of a switch, what it switches. */
function readingText(reading: string, context: ReportContext): string {
  const [, id] = /^switch:(.+)$/.exec(reading) ?? [];
  const named = context.pack.manifest.switches.find((each) => each.id === id);
  // They are joined to one sentence.
  return (named === undefined ? reading : inWords(context, named.summary)).replace(/\.$/, '');
}

function numbersText(numbers: readonly string[], words: ReportWords): string {
  const rest = numbers.length - MAX_NUMBERS;
  const shown = numbers.slice(0, MAX_NUMBERS).join(', ');
  return rest > 0 ? `${shown} ${fillIn(words.and_more, { n: rest })}` : shown;
}
