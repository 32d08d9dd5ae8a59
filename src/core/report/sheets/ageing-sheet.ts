import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { byArrival } from '../open-tickets.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import type { ReportedTicket } from '../reported-ticket.ts';
import { rowsLine } from '../rows-line.ts';
import { sharesOf } from '../shares.ts';

/** The open tickets by age in working days, for each group, with the oldest of each age. */
export function ageingSheet(
  annex: AnnexOf<'ageing'>,
  context: ReportContext,
  { tickets, figures }: ReportData,
): Sheet {
  const { words, pack } = context;
  const open = tickets.filter(({ standing }) => standing === 'open').sort(byArrival);
  const limits = [...annex.days.toSorted((a, b) => a - b), Infinity];
  const bands = limits.map((limit, index) => {
    const from = limits[index - 1] ?? 0;
    const isIn = (days: number): boolean => (index === 0 || days > from) && days <= limit;
    return {
      label: bandLabel(from, limit),
      tickets: open.filter((ticket) => isIn(ageInDays(ticket, context))),
    };
  });
  const shares = sharesOf(bands.map((band) => band.tickets.length));
  const groups = [...pack.groups.values()];
  const groupCounts = (of: readonly ReportedTicket[]): readonly Cell[] =>
    groups.map(({ id }) => count(of.filter(({ fields }) => fields['group'] === id).length));
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, open.length, figures.open)],
    table: {
      id: 'Ageing',
      columns: [
        { id: 'age', head: words.age_working_days },
        ...groups.map(({ id, label }) => ({ id: `group_${id}`, head: inWords(context, label) })),
        { id: 'total', head: words.total },
        { id: 'share', head: words.share },
        { id: 'oldest', head: words.oldest },
      ],
      rows: bands.map((band, index) => [
        text(band.label),
        ...groupCounts(band.tickets),
        count(band.tickets.length),
        { kind: 'share', value: shares[index] ?? null },
        { kind: 'name', text: band.tickets[0]?.number ?? '' },
      ]),
      keys: bands.map(({ label }) => label),
      totals: [[text(words.total), ...groupCounts(open), count(open.length)]],
    },
    below: [],
  };
}

/** Working days since the registration, as parts of a regular day. */
function ageInDays({ receivedAt }: ReportedTicket, { pack, cutOffAt }: ReportContext): number {
  const { defaultCalendar } = pack;
  return defaultCalendar.between(receivedAt, cutOffAt) / defaultCalendar.workingDayMs;
}

function bandLabel(from: number, to: number): string {
  if (from === 0) return `≤ ${to}`;
  return to === Infinity ? `> ${from}` : `> ${from}, ≤ ${to}`;
}
