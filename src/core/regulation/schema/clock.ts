import { z } from 'zod';
import { Condition, EventMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

const TimedGoal = z.union([Span, z.strictObject({ within: Span, calendar: Id })]);

/**
 * A term that people set: the clock is due at the instant in that date-time field of the ticket, whatever time was
 * used or paused before. Another instant entered later is the goal from then on; while the field was never filled
 * there is no goal, and emptying it takes none back.
 */
export const FieldGoal = z.strictObject({ field: Id });
export type FieldGoal = z.infer<typeof FieldGoal>;

/** A cell of a goal table: a span, a span on a calendar of its own, or the instant in a field. */
export const GoalCell = z.union([TimedGoal, FieldGoal]);
export type GoalCell = z.infer<typeof GoalCell>;

/** Goals nested by the fields of `by`; a cell may stand at any depth and serves everything below it. */
export type GoalTable = GoalCell | { readonly [value: string]: GoalTable };
export const GoalTable: z.ZodType<GoalTable> = z.lazy(() =>
  z.union([GoalCell, z.record(z.string(), GoalTable)]),
);

/**
 * A clock over a ticket's life. Simultaneous events: stop, then pause, then start.
 * `resumes` puts a stopped clock back to work: `resume` keeps the time used (stopped time does not count), `restart`
 * begins anew, `keep-first` keeps the first stop for good.
 */
export const PackClock = z.strictObject({
  id: Id,
  label: Localized,
  /** Runs only for tickets matching this. */
  applies: Condition.optional(),
  starts: EventMatch.default('registered'),
  /** Begins a new cycle each time (a line's clock at each assignment). */
  restarts: EventMatch.optional(),
  stops: EventMatch,
  resumes: EventMatch.optional(),
  on_resume: z.enum(['resume', 'restart', 'keep-first']).default('resume'),
  pauses: z.array(z.strictObject({ while: Condition, ...Grounded })).default([]),
  calendar: Id.optional(),
  /** Fields that choose the goal, outermost first. */
  by: z.array(Id).default([]),
  goals: GoalTable,
  /** Provisional goal of an unclassified ticket: warns, never violates. */
  unclassified: TimedGoal.optional(),
  on_goal_change: z.enum(['keep-start', 'restart']).default('keep-start'),
  /** Configure it as the helpdesk's own SLA: first response or solution. */
  native: z.enum(['first-response', 'solution']).optional(),
  ...Grounded,
});
export type PackClock = z.infer<typeof PackClock>;

export const Clocks = z.strictObject({ clocks: z.array(PackClock).min(1) });
export type Clocks = z.infer<typeof Clocks>;
