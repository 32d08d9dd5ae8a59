import { z } from 'zod';
import { Condition, EventMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

const TimedGoal = z.union([
  Span,
  z.strictObject({ within: Span, calendar: Id.describe('The calendar that counts for this goal.') }),
]);

/**
 * A term that people set: the clock is due at the instant in that date-time field of the ticket, whatever time was
 * used or paused before. Another instant entered later is the goal from then on; while the field was never filled
 * there is no goal, and emptying it takes none back.
 */
export const FieldGoal = z.strictObject({ field: Id.describe('A date-time field: people set the term.') });
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
  applies: Condition.optional().describe('Runs only for tickets matching this.'),
  starts: EventMatch.default('registered').describe('What starts it; registered unless said otherwise.'),
  restarts: EventMatch.optional().describe(
    'Begins a new cycle each time (a line’s clock at each assignment).',
  ),
  stops: EventMatch.describe('What stops it. Of simultaneous events: stop, then pause, then start.'),
  resumes: EventMatch.optional().describe('What puts a stopped clock back to work, as on_resume says.'),
  on_resume: z
    .enum(['resume', 'restart', 'keep-first'])
    .default('resume')
    .describe(
      'resume: time used is kept, stopped time does not count; restart: anew; keep-first: the first stop stays.',
    ),
  pauses: z
    .array(z.strictObject({ while: Condition.describe('While this holds, no time counts.'), ...Grounded }))
    .default([])
    .describe('When the clock stands still; due moves by what was paused.'),
  calendar: Id.optional().describe('The calendar that counts; otherwise the default one.'),
  by: z.array(Id).default([]).describe('Fields that choose the goal, outermost first.'),
  goals: GoalTable.describe(
    'A span, or spans nested by the values of by; a cell may stand at any depth and serves all below: { fault: { high: 1h, low: 4h }, question: 2d }.',
  ),
  unclassified: TimedGoal.optional().describe(
    'Provisional goal of an unclassified ticket: warns, never violates.',
  ),
  on_goal_change: z
    .enum(['keep-start', 'restart'])
    .default('keep-start')
    .describe('When another type or priority gives another goal: the start stays, or it starts anew.'),
  native: z
    .enum(['first-response', 'solution'])
    .optional()
    .describe('Configure it as the helpdesk’s own SLA: first response or solution.'),
  ...Grounded,
});
export type PackClock = z.infer<typeof PackClock>;

export const Clocks = z.strictObject({
  clocks: z.array(PackClock).min(1).describe('Terms of the regulation.'),
});
export type Clocks = z.infer<typeof Clocks>;
