import { z } from 'zod';
import { Grounded, Id, Localized } from './scalars.ts';

/**
 * A letter or note: Handlebars over the data of its intent; `subject` for letters and mails. `answer` marks what
 * `reglament status` prints for a person who answers where no request is taken: where to turn, or how a ticket stands.
 */
export const Text = z.strictObject({
  id: Id,
  subject: Localized.optional().describe('The subject of a letter or mail.'),
  body: Localized.describe('The text, with {{names}} and helpers; docs/packs.md lists them.'),
  answer: z
    .enum(['where-to-turn', 'status'])
    .optional()
    .describe('Printed by reglament status: where to turn, or how a ticket stands.'),
  ...Grounded,
});
export type Text = z.infer<typeof Text>;

export const Texts = z.strictObject({ texts: z.array(Text).describe('Letters, notes and mails.') });
export type Texts = z.infer<typeof Texts>;
