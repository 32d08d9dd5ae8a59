import { z } from 'zod';
import { ClauseRef, Id } from './scalars.ts';

/**
 * A row of the regulation's clause table. `means` is how it is met; `by` names the elements (rule:ID, clock:ID,
 * field:ID, form:ID, notice:ID, calendar:ID, report:ID, overview:ID, …) and `tests` the tests (`file › name`) that show it.
 * `open` says in words what is not there yet.
 */
export const ClauseRow = z.strictObject({
  id: Id,
  clauses: z.array(ClauseRef).min(1),
  demands: z.string().min(1),
  means: z.array(z.enum(['configured', 'enforced', 'reported', 'attested', 'declared'])).min(1),
  by: z.array(z.string()).default([]),
  tests: z.array(z.string()).default([]),
  readings: z.array(z.string()).default([]),
  open: z.string().optional(),
});
export type ClauseRow = z.infer<typeof ClauseRow>;

export const ClauseTable = z.strictObject({ clauses: z.array(ClauseRow).min(1) });
export type ClauseTable = z.infer<typeof ClauseTable>;
