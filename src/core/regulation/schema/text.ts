import { z } from 'zod';
import { Grounded, Id, Localized } from './scalars.ts';

/** A letter or note: Handlebars over the data of its intent; `subject` for letters and mails. */
export const Text = z.strictObject({ id: Id, subject: Localized.optional(), body: Localized, ...Grounded });
export type Text = z.infer<typeof Text>;

export const Texts = z.strictObject({ texts: z.array(Text) });
export type Texts = z.infer<typeof Texts>;
