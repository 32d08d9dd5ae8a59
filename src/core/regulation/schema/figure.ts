import { z } from 'zod';
import { Condition, EventMatch } from './condition.ts';
import { Grounded, Id, Localized } from './scalars.ts';

const figureCommon = {
  id: Id,
  label: Localized,
  still: Condition.optional().describe(
    'Counts each ticket once, by the last time it happened in the period, if this still holds at the cut-off.',
  ),
  ...Grounded,
};

/**
 * A figure of a tally, told of what happened in the period:
 * - `count`: how often the event happened
 * - `filled` + `on`: of the tickets to which it happened, in how many all these fields are filled in
 * - `values_of` + `on`: how often each of `values` stands in the field, in how many tickets nothing does, and how many
 *   are not asked (`asked_of` does not hold)
 */
export const Figure = z.union([
  z.strictObject({ count: EventMatch.describe('How often this happened.'), ...figureCommon }),
  z.strictObject({
    filled: z.array(Id).min(1).describe('In how many all these fields are filled in …'),
    on: EventMatch.describe('… of those to which this happened.'),
    ...figureCommon,
  }),
  z.strictObject({
    values_of: Id,
    values: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .describe('How often each stands in the field.'),
    on: EventMatch.describe('Of the tickets to which this happened.'),
    asked_of: Condition.optional().describe('Others are not asked.'),
    ...figureCommon,
  }),
]);
export type Figure = z.infer<typeof Figure>;
