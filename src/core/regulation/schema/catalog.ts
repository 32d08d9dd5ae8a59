import { z } from 'zod';
import { Condition, ValueMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

/** One choice of a select. */
const Option = z.strictObject({
  id: Id,
  label: Localized,
  help: Localized.optional().describe('Explanation for people, shown in the helpdesk.'),
  inactive: z.boolean().optional().describe('true: no longer offered; old tickets keep it.'),
  ...Grounded,
});

/** A ticket type with the priorities allowed for it. `help` tells agents what each pair means. */
export const TicketType = z.strictObject({
  id: Id,
  label: Localized,
  priorities: z.array(Id).min(1).describe('The priorities that this type may have.'),
  help: z.record(Id, Localized).optional().describe('Priority → what the pair means, for agents.'),
  ...Grounded,
});
export type TicketType = z.infer<typeof TicketType>;

/** A priority (the regulation may call it category), highest first. */
export const Priority = z.strictObject({
  id: Id,
  label: Localized,
  default: z.boolean().optional().describe('true for the one that new tickets have.'),
  ...Grounded,
});
export type Priority = z.infer<typeof Priority>;

/** A support line or service: a group of the helpdesk that this pack governs. */
export const Group = z.strictObject({
  id: Id,
  label: Localized,
  line: z.number().int().positive().optional().describe('Number of the support line, shown in reports.'),
  entry: z.boolean().optional().describe('New mail and form tickets start here.'),
  ...Grounded,
});
export type Group = z.infer<typeof Group>;

/** A ticket state. `seeded` names the helpdesk's built-in state that serves (`new`, `open`, `closed`, `merged`). */
export const State = z.strictObject({
  id: Id,
  label: Localized,
  kind: z
    .enum(['new', 'open', 'waiting', 'closed', 'merged'])
    .describe('What the state is to clocks and counts; one of kind waiting needs a date, see remind_after.'),
  seeded: z
    .enum(['new', 'open', 'closed', 'merged'])
    .optional()
    .describe('The helpdesk’s built-in state that serves as this one.'),
  visible: z.boolean().optional().describe('The applicant sees a change to it as a change of status.'),
  uncounted: z.boolean().optional().describe('Outside every count and clock (spam, not registered).'),
  remind_after: Span.optional().describe(
    'How long one waits there when the service puts a ticket there: the helpdesk reminds its owner then.',
  ),
  ...Grounded,
});
export type State = z.infer<typeof State>;

/**
 * A field of the ticket (or user). `role` gives the fields that the engine itself knows:
 * type (the ticket type's select; its options are `types`), channel, process, user_group, told_orally (boolean tick),
 * parent (a text: the number of the ticket of which this is one case among many, for rules `of_parent`),
 * and `due: clock` a date-time which the service fills with that clock's due instant.
 */
export const Field = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'lower-case words joined by _')
    .describe('The field’s name here and in the helpdesk: lower-case words joined by _.'),
  label: Localized,
  kind: z
    .enum(['text', 'longtext', 'select', 'date', 'datetime', 'integer', 'boolean'])
    .describe('What is entered; a select has options.'),
  of: z.enum(['ticket', 'user']).default('ticket').describe('Whose field it is.'),
  role: z
    .enum(['type', 'channel', 'process', 'user_group', 'parent'])
    .optional()
    .describe(
      'What the field is to the engine. type: the request’s type, options are the types, called "type" everywhere; channel: how it came; process: what it is about; user_group: the user’s group; parent: number of the ticket this is a case of.',
    ),
  due: Id.optional().describe('The clock whose due instant the service writes here; a datetime.'),
  options: z.array(Option).optional().describe('Choices of a select.'),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().describe('What a new ticket has.'),
  max_length: z.number().int().positive().optional().describe('Longest text, in characters.'),
  help: Localized.optional(),
  computed: z.boolean().optional().describe('Only the service writes it; agents see it.'),
  private: z
    .boolean()
    .optional()
    .describe(
      'Personal data: it stays in the helpdesk, we remember no more than whether something is entered.',
    ),
  ...Grounded,
});
export type Field = z.infer<typeof Field>;

/** A role of people (or of the service) in the helpdesk. */
const Role = z.strictObject({
  id: Id,
  label: Localized,
  kind: z
    .enum(['agent', 'lead', 'service'])
    .describe('service: the daemon’s own account, with read and change in every group.'),
  groups: z
    .record(Id, z.array(z.enum(['read', 'create', 'change', 'overview', 'full'])).min(1))
    .describe('Group → rights in it.'),
  ...Grounded,
});
export type Role = z.infer<typeof Role>;

export const Catalog = z.strictObject({
  types: z.array(TicketType).min(1).describe('Kinds of requests.'),
  priorities: z.array(Priority).min(1).describe('Priorities, highest first.'),
  groups: z.array(Group).min(1).describe('Support lines or services; tickets elsewhere are left alone.'),
  states: z
    .array(State)
    .min(1)
    .describe('States of a ticket; at least one each of kind new, open and closed.'),
  fields: z.array(Field).describe('Fields beside those of every ticket: priority, group, state, owner.'),
  roles: z.array(Role).default([]).describe('Roles of people and of the service in the helpdesk.'),
  unclassified: Condition.optional().describe(
    'A ticket matching this is not yet classified and runs on the provisional goal.',
  ),
  excluded: Condition.optional().describe('Tickets matching this are outside every clock and count.'),
  channel_of: z
    .partialRecord(z.enum(['email', 'phone', 'web', 'other']), Id)
    .optional()
    .describe(
      'How the channel field follows from the first article when nobody set it: article channel → option id.',
    ),
  proposals: z
    .array(
      z.strictObject({
        when: Condition.describe('For tickets like this.'),
        set: z.record(Id, ValueMatch).describe('Field → value.'),
        ...Grounded,
      }),
    )
    .default([])
    .describe('Field values that a new ticket is proposed: when → values.'),
});
export type Catalog = z.infer<typeof Catalog>;
