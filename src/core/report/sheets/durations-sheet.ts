import { clockOf } from '../../clock/compile-clocks.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { addDurations } from '../durations.ts';
import type { Durations } from '../durations.ts';
import { groupHead, groupLabel, keyOfGroup, orderGroups } from '../group-of.ts';
import { medianOf, percentileOf } from '../percentile.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { shareOf } from '../shares.ts';
import { spanText } from '../span-text.ts';

const HIGH_SHARE = 0.9;

/** How long things took, by group: in time and late, the median and the 90th percentile, never a bare mean. */
export function durationsSheet(
  annex: AnnexOf<'durations'>,
  context: ReportContext,
  { durations }: ReportData,
): Sheet {
  const { words } = context;
  const table = durations.get(annex) ?? new Map<string, ReadonlyMap<string | null, Durations>>();
  const found = [...table.values()].flatMap((groups) => [...groups.keys()]);
  const rows = orderGroups(annex.group_by, found, context).flatMap((group) =>
    [...table].flatMap(([source, groups]) => {
      const taken = groups.get(group);
      if (taken === undefined) return [];
      const cells = [text(groupLabel(annex.group_by, group, context)), ...cellsOf(source, taken, context)];
      return [{ key: `${source}/${keyOfGroup(group)}`, cells }];
    }),
  );
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, rows.length, rows.length)],
    table: {
      id: 'Durations',
      columns: [
        { id: 'group', head: groupHead(annex.group_by, context) },
        { id: 'source', head: words.duration_of },
        { id: 'goal', head: words.goal },
        { id: 'in_time', head: words.in_time },
        { id: 'late', head: words.late },
        { id: 'judged', head: words.judged },
        { id: 'share', head: words.in_time_share },
        { id: 'median', head: words.median },
        { id: 'high', head: words.percentile_90 },
        { id: 'attested', head: words.duration_attested },
        { id: 'unknown', head: words.duration_unknown },
      ],
      rows: rows.map(({ cells }) => cells),
      keys: rows.map(({ key }) => key),
      totals: [...table].map(([source, groups]) => [
        text(words.total),
        ...cellsOf(source, addDurations(groups.values()), context),
      ]),
    },
    below: [],
  };
}

function cellsOf(source: string, taken: Durations, context: ReportContext): readonly Cell[] {
  const judged = taken.inTime + taken.late;
  return [
    text(labelOf(source, context)),
    text(goalOf(source, context)),
    count(taken.inTime),
    count(taken.late),
    count(judged),
    { kind: 'share', value: shareOf(taken.inTime, judged) },
    { kind: 'duration', ms: medianOf(taken.tookMs) },
    { kind: 'duration', ms: percentileOf(taken.tookMs, HIGH_SHARE) },
    count(taken.attested),
    count(taken.unknown),
  ];
}

/** What the clock or measure is called; one that the regulation does not demand says so. */
function labelOf(source: string, context: ReportContext): string {
  const { clocks, measures } = context.pack;
  const element = measures.find(({ id }) => id === source) ?? clocks.find(({ id }) => id === source);
  if (element === undefined) return source;
  const label = inWords(context, element.label);
  return element.product === true ? `${label} (${context.words.for_reference})` : label;
}

/** The goal, where there is one for all tickets. */
function goalOf(source: string, { pack, words }: ReportContext): string {
  const measure = pack.measures.find(({ id }) => id === source);
  if (measure !== undefined) return spanText(measure.within, words);
  const clock = clockOf(source, pack);
  const isOneForAll = clock !== undefined && clock.definition.by.length === 0;
  const goal = isOneForAll ? clock.goalFor({}) : null;
  return goal === null ? '' : spanText(goal.within, words);
}
