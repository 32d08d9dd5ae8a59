import { z } from 'zod';
import { Id } from './scalars.ts';

/** What a field is compared with: a value, or any of several; `null` means nothing entered. */
export const ValueMatch = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).min(1),
  ])
  .describe('A value, or a list of values any of which fits; null stands for nothing entered.');
export type ValueMatch = z.infer<typeof ValueMatch>;

/** Words of a condition that are not field ids. */
export const conditionWords = [
  'all',
  'any',
  'not',
  'missing',
  'present',
  'clock',
  'told',
  'happened',
  'applicant',
  'attached',
  'letter_of',
  'state_kind',
] as const;

/** Words of a condition that only the service understands: the helpdesk cannot be asked for them. */
export const serviceWords = ['clock', 'told', 'happened', 'applicant', 'attached', 'letter_of'] as const;

/**
 * Holds of a ticket at an instant. Keys are joined by *and*; a key that is no word below is a field id.
 * - `missing` / `present`: fields without / with a value
 * - `clock`: clock id → its state or states
 * - `told`: the notice of that stage reached the applicant (see `notices`)
 * - `happened`: an event of that kind is in the past
 * - `applicant`: `{ email: true }` when there is an address; `{ group: x }`
 * - `letter_of`: the request began with a letter of that intake's sender (see `intake`)
 * - `attached`: the applicant sent a file whose name ends in one of these, without the dot
 * - `state_kind`: the kind of the current state (new, open, waiting, closed, merged)
 */
export type Condition = {
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly present?: readonly string[] | undefined;
  readonly clock?: Readonly<Record<string, ValueMatch>> | undefined;
  readonly told?: string | undefined;
  readonly happened?: EventMatch | undefined;
  readonly applicant?:
    { readonly email?: boolean | undefined; readonly group?: ValueMatch | undefined } | undefined;
  readonly attached?: readonly string[] | undefined;
  readonly letter_of?: string | undefined;
  readonly state_kind?: ValueMatch | undefined;
} & Readonly<Record<string, unknown>>;

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .object({
      all: z.array(Condition).optional().describe('All of these hold.'),
      any: z.array(Condition).optional().describe('At least one of these holds.'),
      not: Condition.optional().describe('This does not hold.'),
      missing: z.array(Id).optional().describe('Fields in which nothing is entered, each of them.'),
      present: z.array(Id).optional().describe('Fields in which something is entered, each of them.'),
      clock: z
        .record(Id, ValueMatch)
        .optional()
        .describe('Clock id → its state: running, paused, met, breached, missed, …'),
      told: Id.optional().describe('The notice of that id reached the applicant.'),
      happened: z
        .lazy(() => EventMatch)
        .optional()
        .describe('Such an event is in the past.'),
      applicant: z
        .strictObject({
          email: z.boolean().optional().describe('Whether there is an address.'),
          group: ValueMatch.optional().describe(
            'The user group: an option of the field in the role user_group.',
          ),
        })
        .optional()
        .describe('What is known of the applicant.'),
      attached: z
        .array(z.string().regex(/^[a-z0-9]+$/, 'a file extension in lower case, such as bmp'))
        .min(1)
        .optional()
        .describe('The applicant sent a file whose name ends in one of these, without the dot.'),
      letter_of: Id.optional().describe('The request began with a letter of that intake’s sender.'),
      state_kind: ValueMatch.optional().describe(
        'The kind of the current state: new, open, waiting, closed, merged.',
      ),
    })
    .catchall(ValueMatch),
);

const Actors = z.union([
  z.enum(['agent', 'applicant', 'service', 'automation']),
  z.array(z.enum(['agent', 'applicant', 'service', 'automation'])).min(1),
]);

const ChangeMatch = z.union([
  ValueMatch,
  z.strictObject({
    from: ValueMatch.optional().describe('What it was; null: nothing.'),
    to: ValueMatch.optional().describe('What it became.'),
    any: z
      .literal(true)
      .optional()
      .describe('Any real change; a value that is there at registration is none.'),
  }),
]);
export type ChangeMatch = z.infer<typeof ChangeMatch>;

/**
 * Something that happens to a ticket. Plain words:
 * `registered`; `agent-reply` (an agent's message that reaches the applicant: mail, call, web); `applicant-message`;
 * `password-shown` (somebody's message seems to give a password away);
 * `closed` / `reopened` (into / out of a state of kind closed); `waiting` / `resumed` (into / out of kind waiting);
 * `assigned` (a person became owner, by an agent); `left` (out of the governed groups); `deleted` (from the helpdesk).
 */
export const EventWord = z
  .enum([
    'registered',
    'agent-reply',
    'applicant-message',
    'password-shown',
    'closed',
    'reopened',
    'waiting',
    'resumed',
    'assigned',
    'left',
    'deleted',
  ])
  .describe(
    'registered; agent-reply: an agent’s message that reaches the applicant (mail, call, web); applicant-message; password-shown; closed, reopened: into, out of a state of kind closed; waiting, resumed: into, out of kind waiting; assigned: a person became owner; left: out of the governed groups; deleted.',
  );
export type EventWord = z.infer<typeof EventWord>;

/**
 * `changed`: each named field changed in one act to a matching value (`{from, to}` or `{any: true}`); a value that is
 * there at registration counts as changed from null, except for `{any: true}`, which wants a real change.
 * `handed_over`: the group changed by an agent; `by` limits the actors (default: anybody, agents for `handed_over` and
 * `assigned`); `before` must hold right before the act, `when` right after it.
 */
export type EventMatch =
  | EventWord
  | { readonly any: readonly EventMatch[] }
  | {
      readonly event?: EventWord | undefined;
      readonly changed?: Readonly<Record<string, ChangeMatch>> | undefined;
      readonly handed_over?:
        { readonly from?: ValueMatch | undefined; readonly to?: ValueMatch | undefined } | undefined;
      readonly by?: z.infer<typeof Actors> | undefined;
      readonly before?: Condition | undefined;
      readonly when?: Condition | undefined;
    };

export const EventMatch: z.ZodType<EventMatch> = z.lazy(() =>
  z.union([
    EventWord,
    z.strictObject({ any: z.array(EventMatch).min(1).describe('Any of these happens.') }),
    z
      .strictObject({
        event: EventWord.optional().describe('One of the words, to join with by, before and when.'),
        changed: z
          .record(Id, ChangeMatch)
          .optional()
          .describe(
            'Field → what it became; all in one act. A value there at registration counts as changed from null.',
          ),
        handed_over: z
          .strictObject({
            from: ValueMatch.optional().describe('The group it came from.'),
            to: ValueMatch.optional().describe('The group it went to.'),
          })
          .optional()
          .describe('An agent changed the group.'),
        by: Actors.optional().describe(
          'Who did it: agent, applicant, service (we), automation (triggers of the helpdesk).',
        ),
        before: Condition.optional().describe('Holds right before the act.'),
        when: Condition.optional().describe('Holds right after the act.'),
      })
      .refine(
        (e) => [e.event, e.changed, e.handed_over].filter((x) => x !== undefined).length === 1,
        'one of event, changed, handed_over',
      ),
  ]),
);
