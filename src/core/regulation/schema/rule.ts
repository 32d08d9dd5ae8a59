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
  z.strictObject({ due_of: Id.describe('The due instant of that clock.') }),
  z.strictObject({ occurrence: z.literal(true).describe('The instant of what happened.') }),
  z.strictObject({
    person: z.enum(['duty', 'lead', 'actor']).describe('A person: on duty, the lead, or whoever did it.'),
  }),
  z.strictObject({ previous: z.literal(true).describe('The value before the event.') }),
  z.strictObject({ applicant: z.literal('group').describe('The applicant’s user group as it is now.') }),
]);
export type SetValue = z.infer<typeof SetValue>;

const AlsoSet = z
  .record(Id, SetValue)
  .optional()
  .describe('Fields that are written along, in the one request.');
const AlsoTo = z
  .array(Recipient)
  .optional()
  .describe('Whom the note is for: owner, deputy, lead, duty, or { address: NAME }.');

/**
 * What is done. One action is one request to the helpdesk: `set` may stand beside one message.
 * - `finding`: a violation (rules with a clause) or remark (product) goes on record
 * - `notify`: an internal note with mention and mail to people; a numbered `document` about the ticket is attached to it
 * - `letter`: a notice to the applicant, by the way `notices` gives for the channel (an oral one becomes a call task)
 * - `set`: fields; `undo`: a field of the event goes back to a value, and clocks forget that it had another
 * - `mail`: a letter outside the helpdesk to a named address
 * - `take_in`: the first letter is read by the layout of an intake: its lines become fields, the person it names the
 *   applicant; an internal note says whether it could be read (`{{taken_in}}`)
 */
export const Action = z.union([
  z.strictObject({
    finding: Id.describe('Goes on record: a violation of the rule’s clause, or a remark of a product rule.'),
  }),
  z.strictObject({
    notify: z
      .array(Recipient)
      .min(1)
      .describe('An internal note with mention and mail: owner, deputy, lead, duty, or { address: NAME }.'),
    text: Id,
    set: AlsoSet,
    document: Id.optional().describe('A numbered document about the ticket, attached to the note.'),
  }),
  z.strictObject({
    letter: Id.describe(
      'The notice that the applicant is told; by mail or as a call task, as its channel says.',
    ),
    text: Id.optional().describe('Another text than the notice’s own.'),
    set: AlsoSet,
  }),
  z.strictObject({
    set: z
      .record(Id, SetValue)
      .describe(
        'Field → value, { due_of: CLOCK }, { occurrence: true }, { person: duty | lead | actor }, { previous: true } or { applicant: group }.',
      ),
  }),
  z.strictObject({
    undo: z
      .record(Id, SetValue)
      .describe(
        'Field → the value it is put back to, once; no clock has moved by it then. On repetition the lead is told instead.',
      ),
    text: Id,
    to: AlsoTo,
  }),
  z.strictObject({
    mail: Id.describe('A mail outside the helpdesk to a named address.'),
    text: Id,
    set: AlsoSet,
  }),
  z.strictObject({
    take_in: Id.describe('The first letter is read by the layout of that intake.'),
    text: Id,
    to: AlsoTo,
    set: AlsoSet,
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
    )
    .describe(
      'breach: the term is missed; due: the instant itself; a share of the goal such as 75%; or time before or after due, working (-30m, +2h) or -elapsed.',
    ),
});

/** `while` held without a break for `lasts`. */
const Lasting = z.strictObject({
  while: Condition.describe('Held without a break …'),
  lasts: Span.describe('… for so long.'),
});

/** A date or instant in a field came, or is `offset` away (`-3d`, `+1wd`). */
const FieldMoment = z.strictObject({
  field: Id.describe('A date or date-time field whose instant comes.'),
  offset: z
    .string()
    .regex(
      /^[+-](?:\d+(?:\.\d+)?[mh](?:-elapsed)?|\d+wd|\d+d|\d+y)$/,
      'a span before or after such as -30m, -3d, +1wd',
    )
    .describe('So long before or after it: -3d, +1wd.')
    .optional(),
});

/** The due instant of a clock moved (settled for `settles`), seen against what the applicant was last told. */
const DueChange = z.strictObject({
  due_changed: Id.describe('The due instant of that clock differs from what the applicant was last told.'),
  settles: Span.default('15m').describe('How long fields are left to settle first.'),
});

/**
 * Something happened to the ticket's parent (the field in the role `parent` names it) after the ticket joined it, or was
 * the last of its kind before. Texts show the parent by `{{parent.number}}` and `{{parent.FIELD}}`.
 */
const ParentEvent = z.strictObject({ of_parent: EventMatch.describe('It happened to the ticket’s parent.') });

export const Occasion = z.union([
  z.strictObject({ event: EventMatch.describe('What happens to the ticket.') }),
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
    summary: Localized.describe('What the intake is, in words.'),
    on: Occasion.describe(
      'When: { event: … } happened; { clock: ID, at: breach | due | 75% | -30m | +2h }; { while: …, lasts: 30m }; { field: ID, offset: -3d }; { due_changed: CLOCK }; { of_parent: … }.',
    ),
    when: Condition.optional().describe('Only if this holds then.'),
    do: z.array(Action).min(1).describe('What is done, in this order; each once an occurrence.'),
    anytime: z.boolean().default(false).describe('Acts outside open hours too.'),
    stale_after: Span.optional().describe('Older occurrences are recorded as skipped.'),
    ladder: Id.optional().describe('Steps of one ladder: after downtime only the last one due acts.'),
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
  by_channel: z
    .record(Id, z.enum(['oral', 'oral-or-email', 'email', 'none']))
    .describe('Option of the channel field → how it is told: oral, oral-or-email, email, none.'),
  otherwise: z
    .enum(['oral', 'oral-or-email', 'email', 'none'])
    .default('email')
    .describe('For a channel not named above, or unknown.'),
  oral_tick: Id.optional().describe('A boolean field that an agent ticks when it was said.'),
  native_trigger: z
    .boolean()
    .default(false)
    .describe(
      'Sent at registration by a trigger of the helpdesk itself; the service sends only what is missing.',
    ),
  call_text: Id.optional().describe(
    'The note that asks an agent to tell it by word of mouth; without it the letter’s text is shown.',
  ),
  agent_reply_tells: z
    .boolean()
    .default(false)
    .describe('An agent’s own public message after the event tells as well.'),
  covers: z
    .array(Id)
    .default([])
    .describe(
      'Its letter says all that the letters of these notices would say; owed together, it alone is sent.',
    ),
  overdue_after: Span.optional().describe(
    'Owed and still not told after this, it violates the clause of the rule that owes it.',
  ),
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
  labels: z
    .record(Id, z.array(z.string().min(1)).min(1))
    .describe('Field → the words before its value at the beginning of a line.'),
  applicant: Id.describe('The field whose value holds the address of the person it is about.'),
  ...Grounded,
});
export type Intake = z.infer<typeof Intake>;

export const Rules = z.strictObject({
  notices: z.array(Notice).default([]).describe('What applicants are told, and how.'),
  intake: z.array(Intake).default([]).describe('Letters of machines that are read.'),
  rules: z.array(Rule).min(1).describe('What is watched and done.'),
});
export type Rules = z.infer<typeof Rules>;
