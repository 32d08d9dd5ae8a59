import { AppError } from '../../app-error.ts';
import type { Figure } from '../../regulation/schema/figure.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { optionLabel } from '../field-cell.ts';
import { groupHead, groupLabel, keyOfGroup, orderGroups } from '../group-of.ts';
import type { Group } from '../group-of.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text, textLine } from '../report-model.ts';
import type { Cell, Column, Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { shareOf } from '../shares.ts';
import { tallyKey, tallyParts, valuePart } from '../tally.ts';
import type { TallyCounts, TallyKey } from '../tally.ts';

type Counts = ReadonlyMap<TallyKey, number>;

/** Figures by person or by field, a row each; the total was counted by itself and is the sum of the rows. */
export function tallySheet(annex: AnnexOf<'tally'>, context: ReportContext, { tallies }: ReportData): Sheet {
  const { words } = context;
  const counts: TallyCounts = tallies.get(annex) ?? { byGroup: new Map(), total: new Map() };
  const groups = orderGroups(annex.group_by, counts.byGroup.keys(), context);
  assertComplete(counts, groups);
  const columns = annex.figures.flatMap((figure) => columnsOf(figure, context));
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [
      ...annexHeading(annex, context),
      rowsLine(context, groups.length, groups.length),
      textLine('note', words.totals_checked),
    ],
    table: {
      id: 'Tally',
      columns: [
        { id: 'group', head: groupHead(annex.group_by, context) },
        ...columns.map(({ id, head }) => ({ id, head })),
      ],
      rows: groups.map((group) => [
        text(groupLabel(annex.group_by, group, context)),
        ...columns.map(({ cell }) => cell(counts.byGroup.get(group) ?? new Map())),
      ]),
      keys: groups.map(keyOfGroup),
      totals: [[text(words.total), ...columns.map(({ cell }) => cell(counts.total))]],
    },
    below: [],
  };
}

/** A column and what it shows of some counts. */
type TallyColumn = Column & { readonly cell: (counts: Counts) => Cell };

function columnsOf(figure: Figure, context: ReportContext): readonly TallyColumn[] {
  const { words } = context;
  const label = inWords(context, figure.label);
  const numberOf = (counts: Counts, part: string): number => counts.get(tallyKey(figure, part)) ?? 0;
  const column = (part: string, head: string): TallyColumn => ({
    id: `${figure.id}_${part}`,
    head,
    cell: (counts) => count(numberOf(counts, part)),
  });
  if ('count' in figure) return [column(tallyParts.count, label)];
  if ('filled' in figure) {
    const { full, all } = tallyParts;
    return [
      column(full, `${label}: ${words.tally_full}`),
      column(all, `${label}: ${words.tally_all}`),
      {
        id: `${figure.id}_share`,
        head: `${label}: ${words.share}`,
        cell: (counts) => ({ kind: 'share', value: shareOf(numberOf(counts, full), numberOf(counts, all)) }),
      },
    ];
  }
  const valueLabel = (value: string | number): string =>
    optionLabel(context, figure.values_of, value) ?? String(value);
  return [
    ...figure.values.map((value) => column(valuePart(value), `${label}: ${valueLabel(value)}`)),
    column(tallyParts.missing, `${label}: ${words.tally_missing}`),
    column(tallyParts.notAsked, `${label}: ${words.tally_not_asked}`),
  ];
}

/** @throws AppError `bug` when the groups that are shown do not make the total */
function assertComplete({ byGroup, total }: TallyCounts, groups: readonly Group[]): void {
  for (const [key, all] of total) {
    const sum = groups.reduce((made, group) => made + (byGroup.get(group)?.get(key) ?? 0), 0);
    if (sum === all) continue;
    throw new AppError('bug', 'a tally of the report does not add up, so it was not written', {
      details: { key, sum, all },
    });
  }
}
