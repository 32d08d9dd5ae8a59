import { MS_PER_HOUR } from '../core/calendar/instant.ts';
import { clocksOf } from '../core/clock/compile-clocks.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { ParsedSpan } from '../core/regulation/span.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';
import type { Intake } from './scripted-ticket.ts';

/** What a script needs to know of a pack, whatever regulation it is. */
export interface Vocabulary {
  /** Every allowed pair of type and priority. */
  readonly pairs: readonly { readonly type: string; readonly priority: string }[];
  readonly intakes: readonly Intake[];
  readonly entryGroup: string;
  readonly otherGroups: readonly string[];
  readonly inWork: string;
  readonly waiting: string | null;
  readonly closed: string;
  /** A closed state outside every count, for spam; the ordinary one where the pack has none. */
  readonly spam: string;
  /** What people set when they hand over to a group. */
  handOver(group: string): FieldValues;
  /** What people set when they wait for the applicant; null where nobody can wait. */
  readonly awaitApplicant: FieldValues | null;
  /** Working time within which a ticket of that class is to be solved. */
  solutionMs(fields: FieldValues): number;
}

const usualSolutionMs = 8 * MS_PER_HOUR;

/** Reads from a pack the words that a script needs. */
export function vocabularyOf(pack: CompiledPack): Vocabulary {
  const { types, groups, states, channel_of: channelOf } = pack.catalog;
  const macros = pack.helpdesk.macros.map(({ set }) => set);
  const kindOf = (state: unknown): string | undefined => pack.states.get(String(state))?.kind;
  const counted = (kind: string): string | undefined =>
    states.find((state) => state.kind === kind && state.uncounted !== true)?.id;
  const closed = counted('closed') ?? 'closed';
  const entryGroup = groups.find(({ entry }) => entry === true)?.id ?? groups[0]?.id ?? '';
  const waiting = counted('waiting') ?? null;
  const waitMacro = macros.find((set) => kindOf(set['state']) === 'waiting' && set['type'] === undefined);
  return {
    pairs: types.flatMap(({ id, priorities }) => priorities.map((priority) => ({ type: id, priority }))),
    intakes: (['email', 'web', 'phone'] as const).filter(
      (intake) => channelOf === undefined || channelOf[intake] !== undefined,
    ),
    entryGroup,
    otherGroups: groups.map(({ id }) => id).filter((id) => id !== entryGroup),
    inWork: counted('open') ?? 'open',
    waiting,
    closed,
    spam: states.findLast(({ kind, uncounted }) => kind === 'closed' && uncounted === true)?.id ?? closed,
    handOver: (group) => macros.find((set) => set['group'] === group) ?? { group },
    awaitApplicant: waitMacro ?? (waiting === null ? null : { state: waiting }),
    solutionMs(fields) {
      const clock = clocksOf(pack).find(({ definition }) => definition.native === 'solution');
      const goal = clock?.goalFor(fields);
      if (goal == null || goal.span.kind === 'fixed-end') return usualSolutionMs;
      return inWorkingTime(goal.span, goal.calendar.workingDayMs);
    },
  };
}

/** About how much working time a span is. */
function inWorkingTime(span: ParsedSpan, workingDayMs: number): number {
  switch (span.kind) {
    case 'working':
    case 'elapsed':
      return span.durationMs;
    case 'working-days':
      return span.days * workingDayMs;
    case 'calendar-days':
      return (span.days * workingDayMs * 5) / 7;
    case 'years':
      return span.years * 250 * workingDayMs;
  }
}
