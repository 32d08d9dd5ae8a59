import { z } from 'zod';
import { ClauseRef, Id } from './scalars.ts';

/**
 * A row of the regulation's clause table. `means` is how it is met; `by` names the elements (rule:ID, clock:ID,
 * field:ID, form:ID, notice:ID, calendar:ID, report:ID, overview:ID, …) and `tests` the tests (`file › name`) that show it.
 * `open` says in words what is not there yet.
 */
export const ClauseRow = z.strictObject({
  id: Id,
  clauses: z.array(ClauseRef).min(1).describe('The clauses of this row.'),
  demands: z.string().min(1).describe('What they demand, in a sentence.'),
  means: z
    .array(z.enum(['configured', 'enforced', 'reported', 'attested', 'declared']))
    .min(1)
    .describe(
      'How that is met: set up in the helpdesk, enforced by rules and clocks, shown in a report, vouched for by a person, or only declared.',
    ),
  by: z
    .array(z.string())
    .default([])
    .describe(
      'What meets it: rule:ID, clock:ID, field:ID (field:type), form:ID, notice:ID, text:ID, calendar:ID, report:ID, engine:ID, …; without one of them the row is open.',
    ),
  tests: z.array(z.string()).default([]).describe('Tests that show it: file › name.'),
  readings: z.array(z.string()).default([]).describe('How the clause is read: switch:ID, or words.'),
  open: z.string().optional().describe('What is not there yet, in words.'),
});
export type ClauseRow = z.infer<typeof ClauseRow>;

export const ClauseTable = z.strictObject({
  clauses: z.array(ClauseRow).min(1).describe('The regulation, clause by clause.'),
});
export type ClauseTable = z.infer<typeof ClauseTable>;
