import { z } from 'zod';
import { Condition, EventMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

const Recipient = z.union([z.enum(['owner', 'deputy', 'lead', 'duty']), z.strictObject({ address: Id })]);

/**
 * What a rule writes into a field: a value, a clock's due instant, the instant of the occurrence, a person, the value
 * before the event, or the applicant's user group as it is now.
 */
export const SetValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ due_of: Id }),
  z.strictObject({ occurrence: z.literal(true) }),
  z.strictObject({ person: z.enum(['duty', 'lead', 'actor']) }),
  z.strictObject({ previous: z.literal(true) }),
  z.strictObject({ applicant: z.literal('group') }),
]);
export type SetValue = z.infer<typeof SetValue>;

/**
 * What is done. One action is one request to the helpdesk: `set` may stand beside one message.
 * - `finding`: a violation (rules with a clause) or remark (product) goes on record
 * - `notify`: an internal note with mention and mail to people; a numbered `document` about the ticket is attached to it
 * - `letter`: a notice to the applicant, by the way `notices` gives for the channel (an oral one becomes a call task)
 * - `set`: fields; `undo`: the event's field goes back to its old value, or to `to`
 * - `mail`: a letter outside the helpdesk to a named address
 * - `take_in`: the first letter is read by the layout of an intake: its lines become fields, the person it names the
 *   applicant; an internal note says whether it could be read (`{{taken_in}}`)
 */
export const Action = z.union([
  z.strictObject({ finding: Id }),
  z.strictObject({
    notify: z.array(Recipient).min(1),
    text: Id,
    set: z.record(Id, SetValue).optional(),
    document: Id.optional(),
  }),
  z.strictObject({ letter: Id, text: Id.optional(), set: z.record(Id, SetValue).optional() }),
  z.strictObject({ set: z.record(Id, SetValue) }),
  z.strictObject({ undo: z.record(Id, SetValue), text: Id, to: z.array(Recipient).optional() }),
  z.strictObject({ mail: Id, text: Id, set: z.record(Id, SetValue).optional() }),
  z.strictObject({
    take_in: Id,
    text: Id,
    to: z.array(Recipient).optional(),
    set: z.record(Id, SetValue).optional(),
  }),
]);
export type Action = z.infer<typeof Action>;

/**
 * At a clock: its breach, its due instant whether it has stopped by then or not (`due`; once the goal is known), a share
 * of its goal, or working time before (`-30m`) or after (`+2h`) its due instant.
 */
const ClockMoment = z.strictObject({
  clock: Id,
  at: z
    .string()
    .regex(
      /^(?:breach|due|\d{1,3}%|[+-]\d+(?:\.\d+)?[mh](?:-elapsed)?)$/,
      'breach, due, a share such as 75%, or working time before or after such as -30m, +2h',
    ),
});

/** `while` held without a break for `lasts`. */
const Lasting = z.strictObject({ while: Condition, lasts: Span });

/** A date or instant in a field came, or is `offset` away (`-3d`, `+1wd`). */
const FieldMoment = z.strictObject({
  field: Id,
  offset: z
    .string()
    .regex(
      /^[+-](?:\d+(?:\.\d+)?[mh](?:-elapsed)?|\d+wd|\d+d|\d+y)$/,
      'a span before or after such as -30m, -3d, +1wd',
    )
    .optional(),
});

/** The due instant of a clock moved (settled for `settles`), seen against what the applicant was last told. */
const DueChange = z.strictObject({ due_changed: Id, settles: Span.default('15m') });

/**
 * Something happened to the ticket's parent (the field in the role `parent` names it) after the ticket joined it, or was
 * the last of its kind before. Texts show the parent by `{{parent.number}}` and `{{parent.FIELD}}`.
 */
const ParentEvent = z.strictObject({ of_parent: EventMatch });

export const Occasion = z.union([
  z.strictObject({ event: EventMatch }),
  ParentEvent,
  ClockMoment,
  Lasting,
  FieldMoment,
  DueChange,
]);
export type Occasion = z.infer<typeof Occasion>;

/** One rule of the regulation (or ours): an occasion, a condition, actions. Each occurrence acts once. */
export const Rule = z
  .strictObject({
    id: Id,
    summary: Localized,
    on: Occasion,
    when: Condition.optional(),
    do: z.array(Action).min(1),
    /** Acts outside open hours too. */
    anytime: z.boolean().default(false),
    /** Older occurrences are recorded as skipped. */
    stale_after: Span.optional(),
    /** Steps of one ladder: after downtime only the last one due acts. */
    ladder: Id.optional(),
    ...Grounded,
  })
  .refine(
    (rule) => (rule.clause !== undefined) !== (rule.product === true),
    'a rule names its clause or says product: true, not both',
  );
export type Rule = z.infer<typeof Rule>;

/** How the applicant is told at a stage, by channel of the request (K Table 2). */
export const Notice = z.strictObject({
  id: Id,
  label: Localized,
  text: Id,
  by_channel: z.record(Id, z.enum(['oral', 'oral-or-email', 'email', 'none'])),
  /** For a channel not named above, or unknown. */
  otherwise: z.enum(['oral', 'oral-or-email', 'email', 'none']).default('email'),
  /** A boolean field that an agent ticks when it was said. */
  oral_tick: Id.optional(),
  /** Sent at registration by a trigger of the helpdesk itself; the service sends only what is missing. */
  native_trigger: z.boolean().default(false),
  /** The note that asks an agent to tell it by word of mouth; without it the letter's text is shown. */
  call_text: Id.optional(),
  /** An agent's own public message after the event tells as well. */
  agent_reply_tells: z.boolean().default(false),
  /** Its letter says all that the letters of these notices would say; owed together, it alone is sent. */
  covers: z.array(Id).default([]),
  /** Owed and still not told after this, it violates the clause of the rule that owes it. */
  overdue_after: Span.optional(),
  ...Grounded,
});
export type Notice = z.infer<typeof Notice>;

/**
 * Letters of one sender, a machine, in a fixed layout: `labels` gives for each field the words that stand before its
 * value at the beginning of a line, any of them; `applicant` the field in whose value the address of the person the
 * letter is about is found. The sender is the overlay's to say, and without one no letter is taken in. A machine is sent
 * no letter and asked nothing.
 */
export const Intake = z.strictObject({
  id: Id,
  summary: Localized,
  labels: z.record(Id, z.array(z.string().min(1)).min(1)),
  applicant: Id,
  ...Grounded,
});
export type Intake = z.infer<typeof Intake>;

export const Rules = z.strictObject({
  notices: z.array(Notice).default([]),
  intake: z.array(Intake).default([]),
  rules: z.array(Rule).min(1),
});
export type Rules = z.infer<typeof Rules>;
