import { z } from 'zod';
import { Condition, ValueMatch } from './condition.ts';
import { Grounded, Id, Localized, Span } from './scalars.ts';

/** One choice of a select. */
const Option = z.strictObject({
  id: Id,
  label: Localized,
  help: Localized.optional(),
  inactive: z.boolean().optional(),
  ...Grounded,
});

/** A ticket type with the priorities allowed for it. `help` tells agents what each pair means. */
export const TicketType = z.strictObject({
  id: Id,
  label: Localized,
  priorities: z.array(Id).min(1),
  help: z.record(Id, Localized).optional(),
  ...Grounded,
});
export type TicketType = z.infer<typeof TicketType>;

/** A priority (the regulation may call it category), highest first. */
export const Priority = z.strictObject({
  id: Id,
  label: Localized,
  default: z.boolean().optional(),
  ...Grounded,
});
export type Priority = z.infer<typeof Priority>;

/** A support line or service: a group of the helpdesk that this pack governs. */
export const Group = z.strictObject({
  id: Id,
  label: Localized,
  line: z.number().int().positive().optional(),
  /** New mail and form tickets start here. */
  entry: z.boolean().optional(),
  ...Grounded,
});
export type Group = z.infer<typeof Group>;

/** A ticket state. `seeded` names the helpdesk's built-in state that serves (`new`, `open`, `closed`, `merged`). */
export const State = z.strictObject({
  id: Id,
  label: Localized,
  kind: z.enum(['new', 'open', 'waiting', 'closed', 'merged']),
  seeded: z.enum(['new', 'open', 'closed', 'merged']).optional(),
  /** The applicant sees a change to it as a change of status (K Table 2). */
  visible: z.boolean().optional(),
  /** Outside every count and clock (spam, not registered). */
  uncounted: z.boolean().optional(),
  /** How long one waits there when the service puts a ticket there: the helpdesk reminds its owner then. */
  remind_after: Span.optional(),
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
  id: z.string().regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'lower-case words joined by _'),
  label: Localized,
  kind: z.enum(['text', 'longtext', 'select', 'date', 'datetime', 'integer', 'boolean']),
  of: z.enum(['ticket', 'user']).default('ticket'),
  role: z.enum(['type', 'channel', 'process', 'user_group', 'parent']).optional(),
  due: Id.optional(),
  options: z.array(Option).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  max_length: z.number().int().positive().optional(),
  help: Localized.optional(),
  /** Only the service writes it; agents see it. */
  computed: z.boolean().optional(),
  /** Personal data: it stays in the helpdesk, we remember no more than whether something is entered. */
  private: z.boolean().optional(),
  ...Grounded,
});
export type Field = z.infer<typeof Field>;

/** A role of people (or of the service) in the helpdesk. */
const Role = z.strictObject({
  id: Id,
  label: Localized,
  kind: z.enum(['agent', 'lead', 'service']),
  groups: z.record(Id, z.array(z.enum(['read', 'create', 'change', 'overview', 'full'])).min(1)),
  ...Grounded,
});
export type Role = z.infer<typeof Role>;

export const Catalog = z.strictObject({
  types: z.array(TicketType).min(1),
  priorities: z.array(Priority).min(1),
  groups: z.array(Group).min(1),
  states: z.array(State).min(1),
  fields: z.array(Field),
  roles: z.array(Role).default([]),
  /** A ticket matching this is not yet classified and runs on the provisional goal. */
  unclassified: Condition.optional(),
  /** Tickets matching this are outside every clock and count. */
  excluded: Condition.optional(),
  /** How the channel field follows from the first article when nobody set it: article channel → option id. */
  channel_of: z.partialRecord(z.enum(['email', 'phone', 'web', 'other']), Id).optional(),
  /** Field values that a new ticket is proposed: `when` → values. */
  proposals: z
    .array(z.strictObject({ when: Condition, set: z.record(Id, ValueMatch), ...Grounded }))
    .default([]),
});
export type Catalog = z.infer<typeof Catalog>;
