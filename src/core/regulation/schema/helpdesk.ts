import { z } from 'zod';
import { Condition, ValueMatch } from './condition.ts';
import { Grounded, Id, Localized } from './scalars.ts';

/** What agents see or must enter. `enforce: true` ones bind people and are switched on by `enforce on`. */
export const FormRule = z.strictObject({
  id: Id,
  label: Localized,
  when: Condition.optional().describe('In which tickets.'),
  on_change: z
    .record(Id, ValueMatch)
    .optional()
    .describe('Only when the agent moves the ticket there (state or group just chosen).'),
  require: z.array(Id).default([]).describe('Fields that must be filled in.'),
  restrict: z
    .record(Id, z.array(z.string()).min(1))
    .default({})
    .describe('Select → the only options offered.'),
  show: z.array(Id).default([]).describe('Fields that are shown.'),
  hide: z.array(Id).default([]).describe('Fields that are hidden.'),
  enforce: z
    .boolean()
    .default(true)
    .describe('true: binds people, from enforce on; false: only what they see, from bootstrap.'),
  ...Grounded,
});
export type FormRule = z.infer<typeof FormRule>;

export const Overview = z.strictObject({
  id: Id,
  label: Localized,
  when: Condition.describe('Which tickets it lists.'),
  roles: z.array(Id).default([]).describe('Who sees it; empty: every role of the pack.'),
  sort_by: Id.describe('A field, or number, received, title.'),
  direction: z.enum(['asc', 'desc']).default('asc').describe('Smallest or oldest first, or last.'),
  group_by: Id.optional().describe('A field whose values divide the list.'),
  columns: z.array(Id).min(1).describe('Fields, or number, title, received.'),
  ...Grounded,
});
export type Overview = z.infer<typeof Overview>;

export const Macro = z.strictObject({
  id: Id,
  label: Localized,
  set: z
    .record(Id, z.union([z.string(), z.number(), z.boolean()]))
    .describe('Field → value that the macro enters.'),
  message: z
    .strictObject({
      text: Id.describe('A text that names no more than the helpdesk itself can show.'),
      internal: z.boolean().default(true).describe('false: the applicant reads it.'),
    })
    .optional()
    .describe('A message written along.'),
  ...Grounded,
});
export type Macro = z.infer<typeof Macro>;

const TextModule = z.strictObject({
  id: Id,
  label: Localized,
  keywords: z.string().default('').describe('Words by which agents find it.'),
  body: Localized,
  ...Grounded,
});

export const HelpdeskObjects = z.strictObject({
  forms: z.array(FormRule).default([]).describe('What agents see, may choose and must enter.'),
  overviews: z.array(Overview).default([]).describe('Lists of tickets.'),
  macros: z.array(Macro).default([]).describe('Steps that agents take by one click.'),
  text_modules: z.array(TextModule).default([]).describe('Texts that agents put into answers.'),
});
export type HelpdeskObjects = z.infer<typeof HelpdeskObjects>;
