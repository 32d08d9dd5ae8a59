import { z } from 'zod';
import { Condition, EventMatch, ValueMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

const WallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, or 24:00');

/** Days in which works need approval, both inclusive, as a value of the overlay lists them. */
export const RestrictedPeriods = z.array(
  z
    .strictObject({ from: z.iso.date(), to: z.iso.date(), summary: z.string().default('') })
    .refine(({ from, to }) => from <= to, '"to" is before "from"'),
);

/** Who may agree to works and approve them, as a value of the overlay lists them. */
export const Approvers = z.array(z.string().min(1));

/** The duty roster: made for each month, `ready` so long after the month's first midnight at the latest. */
const RosterDuty = z.strictObject({ id: Id, ready: Span, ...Grounded });

/** A kind of works as a schedule names it; one that is not `bound` (an emergency) stands outside every check. */
const WorksKind = z.strictObject({
  id: Id,
  label: Localized,
  bound: z.boolean().default(true).describe('false: outside every check, as emergencies are.'),
  ...Grounded,
});

/**
 * Scheduled works on the system. `windows` are spans of the wall clock of any day in which they may run; one whose end
 * is not after its start runs over midnight. `approval`: in the periods that one value of the overlay lists (`from` and
 * `to` as dates, both inclusive) they also need the agreement and approval of persons whom another value lists.
 */
const ScheduledWorks = z.strictObject({
  id: Id,
  label: Localized,
  kinds: z.array(WorksKind).min(1).describe('Kinds of works as a schedule names them.'),
  windows: z
    .array(z.tuple([WallTime, WallTime]))
    .min(1)
    .describe('Spans of any day in which they may run; one may go over midnight.'),
  approval: z
    .strictObject({ periods: Id, by: Id, ...Grounded })
    .optional()
    .describe('In the periods that one value of the overlay lists, works need persons whom another lists.'),
  ...Grounded,
});
export type ScheduledWorks = z.infer<typeof ScheduledWorks>;

/**
 * The order in which requests are taken. Those with one value in the field `by` are one queue, oldest first. `taken`
 * takes a request out of it; one that `waits` meanwhile was passed over. Out of turn may go what matches `may_jump` when
 * it is taken or by its latest class, and what is taken to be handed on to a value of `hands_on_to`.
 */
const Queue = z.strictObject({
  id: Id,
  by: Id,
  taken: EventMatch.describe('What takes a request out of the queue.'),
  waits: Condition.describe('What is passed over if it holds meanwhile.'),
  may_jump: Condition.optional().describe('What may be taken out of turn.'),
  hands_on_to: ValueMatch.optional(),
  ...Grounded,
});
export type Queue = z.infer<typeof Queue>;

/**
 * When a rule of the desk acts.
 * - `roster`: a month's roster was `approved` for the first time; `changed` by a later version; `changed-afterwards` by
 *   one that came after a shift or break it alters had begun; or is `missing` when it should be ready, or `before` that
 * - `works`: they break a rule of the schedule; `planned`: it is known and they have not begun, `begun`: they have
 */
export const DeskOccasion = z.union([
  z.strictObject({
    roster: z
      .enum(['approved', 'changed', 'changed-afterwards'])
      .describe(
        'approved: for the first time; changed: by a later version; changed-afterwards: by one that came after a shift had begun.',
      ),
  }),
  z.strictObject({
    roster: z.literal('missing').describe('Not there when it should be ready, or so long before.'),
    before: Span.optional(),
  }),
  z.strictObject({
    works: z
      .enum(['outside-window', 'unapproved', 'unscheduled', 'any-breach'])
      .describe('Which rule of the schedule they break.'),
    when: z.enum(['planned', 'begun']).default('begun').describe('planned: known and not begun yet.'),
  }),
]);
export type DeskOccasion = z.infer<typeof DeskOccasion>;

/** Whom a notice about the desk goes to: the leads of its lines, or a named address. */
const DeskRecipient = z.union([z.literal('lead'), z.strictObject({ address: Id })]);

/** `finding`: goes on record; `notify`: a mail to people of the desk; `mail`: one to a named address. */
export const DeskAction = z.union([
  z.strictObject({ finding: Id }),
  z.strictObject({
    notify: z
      .array(DeskRecipient)
      .min(1)
      .describe('A mail to the leads of the lines, or to { address: NAME }.'),
    text: Id,
  }),
  z.strictObject({ mail: Id, text: Id }),
]);
export type DeskAction = z.infer<typeof DeskAction>;

/** A rule about what no single ticket shows. */
export const DeskRule = z
  .strictObject({
    id: Id,
    summary: Localized,
    on: DeskOccasion.describe(
      '{ roster: approved | changed | changed-afterwards | missing } or { works: outside-window | unapproved | unscheduled | any-breach }.',
    ),
    do: z.array(DeskAction).min(1).describe('What is done: finding, notify or mail.'),
    anytime: z.boolean().default(false).describe('Acts outside open hours too.'),
    stale_after: Span.optional().describe('Older occurrences are recorded as skipped.'),
    ...Grounded,
  })
  .refine(
    (rule) => (rule.clause !== undefined) !== (rule.product === true),
    'a rule names its clause or says product: true, not both',
  );
export type DeskRule = z.infer<typeof DeskRule>;

/** `desk.yaml`: the roster of duty, the schedule of works, the order of the queue, and rules about them. */
export const DeskSection = z.strictObject({
  roster: RosterDuty.optional().describe('The duty roster of each month.'),
  works: ScheduledWorks.optional().describe('Scheduled works on the system.'),
  queue: Queue.optional().describe('The order in which requests are taken.'),
  rules: z.array(DeskRule).default([]).describe('Rules about what no single ticket shows.'),
});
export type DeskSection = z.infer<typeof DeskSection>;
