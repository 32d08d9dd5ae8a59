import { z } from 'zod';
import { Condition, ValueMatch } from './condition.ts';
import { Grounded, Id, Localized } from './scalars.ts';

/** What agents see or must enter. `enforce: true` ones bind people and are switched on by `enforce on`. */
export const FormRule = z.strictObject({
  id: Id,
  label: Localized,
  when: Condition.optional(),
  /** Only when the agent moves the ticket there (state or group just chosen). */
  on_change: z.record(Id, ValueMatch).optional(),
  require: z.array(Id).default([]),
  restrict: z.record(Id, z.array(z.string()).min(1)).default({}),
  show: z.array(Id).default([]),
  hide: z.array(Id).default([]),
  enforce: z.boolean().default(true),
  ...Grounded,
});
export type FormRule = z.infer<typeof FormRule>;

export const Overview = z.strictObject({
  id: Id,
  label: Localized,
  when: Condition,
  roles: z.array(Id).default([]),
  sort_by: Id,
  direction: z.enum(['asc', 'desc']).default('asc'),
  group_by: Id.optional(),
  columns: z.array(Id).min(1),
  ...Grounded,
});
export type Overview = z.infer<typeof Overview>;

export const Macro = z.strictObject({
  id: Id,
  label: Localized,
  set: z.record(Id, z.union([z.string(), z.number(), z.boolean()])),
  message: z.strictObject({ text: Id, internal: z.boolean().default(true) }).optional(),
  ...Grounded,
});
export type Macro = z.infer<typeof Macro>;

const TextModule = z.strictObject({
  id: Id,
  label: Localized,
  keywords: z.string().default(''),
  body: Localized,
  ...Grounded,
});

export const HelpdeskObjects = z.strictObject({
  forms: z.array(FormRule).default([]),
  overviews: z.array(Overview).default([]),
  macros: z.array(Macro).default([]),
  text_modules: z.array(TextModule).default([]),
});
export type HelpdeskObjects = z.infer<typeof HelpdeskObjects>;
