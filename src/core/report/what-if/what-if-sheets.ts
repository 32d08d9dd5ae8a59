import { clockOf } from '../../clock/compile-clocks.ts';
import type { FieldValues } from '../../ticket/field-value.ts';
import { fieldLabel, optionLabel } from '../field-cell.ts';
import { inWords, type ReportContext } from '../report-context.ts';
import { type Cell, count, type Line, type Sheet, text, textLine } from '../report-model.ts';
import { fillIn, writeInstant } from '../report-words.ts';
import { rowsLine } from '../rows-line.ts';
import { spanText } from '../span-text.ts';
import type { JudgedCount, WhatIfFigure, WhatIfInput } from './what-if-figures.ts';
import type { ChangedVerdict } from './compare-verdicts.ts';
import type { WhatIfWords } from './what-if-words.ts';

/** What was changed, over which period, and one line for each class that it makes a difference to. */
export function summarySheet(
  { before, after, change, words }: WhatIfInput,
  figures: readonly WhatIfFigure[],
): Sheet {
  const { context } = before;
  const { period, cutOffAt, pack } = context;
  const local = (at: number): string => writeInstant(at, context.words, pack.manifest.zone);
  const values = {
    from: local(period.fromAt),
    to: local(period.toAt),
    cut_off: local(cutOffAt),
    zone: pack.manifest.zone,
  };
  const differences = figures.filter(({ changed }) => changed > 0);
  return {
    id: 'summary',
    name: words.summary_sheet,
    above: [
      textLine('title', fillIn(words.title, { change })),
      textLine('note', words.note),
      textLine('line', fillIn(words.period, values)),
      textLine('line', fillIn(words.pack_now, packWords(context))),
      textLine('line', fillIn(words.pack_then, packWords(after.context))),
      textLine('heading', words.differences),
      ...(differences.length > 0
        ? differences.map((figure) => differenceLine(figure, context, words))
        : [textLine('item', words.no_difference)]),
    ],
    table: null,
    below: [],
  };
}

function packWords({ pack }: ReportContext): { readonly pack: string; readonly hash: string } {
  return { pack: `${pack.manifest.id} ${pack.manifest.version}`, hash: pack.hash };
}

function differenceLine(figure: WhatIfFigure, context: ReportContext, words: WhatIfWords): Line {
  const percent = new Intl.NumberFormat(context.language, { style: 'percent', maximumFractionDigits: 1 });
  const share = ({ share: value }: JudgedCount): string =>
    value === null ? words.nothing : percent.format(value);
  const values = {
    clock: clockLabel(figure.clockId, context),
    class: classLabels(figure, context).join(', '),
    before: share(figure.before),
    after: share(figure.after),
    count: figure.changed,
  };
  return textLine('item', fillIn(words.difference, values));
}

/** Type × priority × clock under both packs. */
export function whatIfComplianceSheet(
  { before, after, words }: WhatIfInput,
  figures: readonly WhatIfFigure[],
): Sheet {
  const { context } = before;
  const heads = ['goal', 'in_time', 'judged', 'share'] as const;
  const column = (head: (typeof heads)[number], side: 'before' | 'after'): { id: string; head: string } => ({
    id: `${head}_${side}`,
    head: words[`${head}_${side}`],
  });
  return {
    id: 'compliance',
    name: words.compliance_sheet,
    above: [textLine('title', words.compliance_sheet)],
    table: {
      id: 'WhatIfCompliance',
      columns: [
        { id: 'clock', head: context.words.clock },
        { id: 'type', head: fieldLabel(context, 'type') },
        { id: 'priority', head: fieldLabel(context, 'priority') },
        ...heads.map((head) => column(head, 'before')),
        ...heads.map((head) => column(head, 'after')),
        { id: 'changed', head: words.changed },
      ],
      rows: figures.map((figure) => [
        text(clockLabel(figure.clockId, context)),
        ...classLabels(figure, context).map(text),
        ...judgedCells(figure, figure.before, context),
        ...judgedCells(figure, figure.after, after.context),
        count(figure.changed),
      ]),
      totals: [],
    },
    below: [],
  };
}

function judgedCells(
  { clockId, type, priority }: WhatIfFigure,
  { inTime, judged, share }: JudgedCount,
  context: ReportContext,
): readonly Cell[] {
  const clock = clockOf(clockId, context.pack);
  const goal = clock?.goalFor({ type, priority })?.within;
  const goalCell = text(goal === undefined ? '' : spanText(goal, context.words));
  return [goalCell, count(inTime), count(judged), { kind: 'share', value: share }];
}

const verdictWords = {
  'in-time': 'in_time',
  late: 'late',
  running: 'running',
  earlier: 'earlier',
  none: 'none',
} as const;

/** The tickets that are judged otherwise, with both due instants. */
export function ticketsSheet({ before, words }: WhatIfInput, changes: readonly ChangedVerdict[]): Sheet {
  const { context } = before;
  const own = ['verdict_before', 'due_before', 'verdict_after', 'due_after'] as const;
  return {
    id: 'tickets',
    name: words.tickets_sheet,
    above: [textLine('title', words.tickets_title), rowsLine(context, changes.length, changes.length)],
    table: {
      id: 'WhatIfTickets',
      columns: [
        { id: 'number', head: context.words.number },
        { id: 'received', head: context.words.received },
        { id: 'type', head: fieldLabel(context, 'type') },
        { id: 'priority', head: fieldLabel(context, 'priority') },
        { id: 'clock', head: context.words.clock },
        ...own.map((id) => ({ id, head: words[id] })),
      ],
      rows: changes.map(({ ticket, clockId, before: old, after: present }): readonly Cell[] => [
        { kind: 'name', text: ticket.number },
        { kind: 'instant', at: ticket.receivedAt },
        ...classLabels(classOfTicket(ticket.fields), context).map(text),
        text(clockLabel(clockId, context)),
        text(words[verdictWords[old.verdict]]),
        { kind: 'instant', at: old.dueAt },
        text(words[verdictWords[present.verdict]]),
        { kind: 'instant', at: present.dueAt },
      ]),
      totals: [],
    },
    below: [],
  };
}

interface TicketClass {
  readonly type: string | null;
  readonly priority: string | null;
}

function classOfTicket({ type, priority }: FieldValues): TicketClass {
  return { type: type == null ? null : String(type), priority: priority == null ? null : String(priority) };
}

/** What a type and a priority are called in the pack. */
function classLabels({ type, priority }: TicketClass, context: ReportContext): readonly string[] {
  const label = (field: string, value: string | null): string =>
    value === null ? context.words.unclassified : (optionLabel(context, field, value) ?? value);
  return [label('type', type), label('priority', priority)];
}

/** What a clock is called in the pack. */
function clockLabel(clockId: string, context: ReportContext): string {
  const clock = context.pack.clocks.find(({ id }) => id === clockId);
  return clock === undefined ? clockId : inWords(context, clock.label);
}
