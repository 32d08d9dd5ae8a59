import { z } from 'zod';
import { Grounded, Id, Localized } from './scalars.ts';

/**
 * A letter or note: Handlebars over the data of its intent; `subject` for letters and mails. `answer` marks what
 * `reglament status` prints for a person who answers where no request is taken: where to turn, or how a ticket stands.
 */
export const Text = z.strictObject({
  id: Id,
  subject: Localized.optional(),
  body: Localized,
  answer: z.enum(['where-to-turn', 'status']).optional(),
  ...Grounded,
});
export type Text = z.infer<typeof Text>;

export const Texts = z.strictObject({ texts: z.array(Text) });
export type Texts = z.infer<typeof Texts>;
