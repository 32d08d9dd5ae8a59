import type { z } from 'zod';
import type { Problem } from '../diagnostic.ts';
import { Approvers, RestrictedPeriods } from '../schema/desk.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Rules about the desk have what they are about, and the overlay says who approves works, and when, in a way that can
 * be read.
 */
export function lintDesk(context: LintContext): readonly Problem[] {
  return [...rulesAboutNothing(context), ...unreadableApproval(context)];
}

function rulesAboutNothing({ document, pathOf }: LintContext): readonly Problem[] {
  const { roster, works, rules } = document.desk;
  return rules.flatMap((rule): readonly Problem[] => {
    const about = 'roster' in rule.on ? 'roster' : 'works';
    if ((about === 'roster' ? roster : works) !== undefined) return [];
    const message = `the rule is about the ${about}, and desk.yaml has no "${about}"`;
    return [{ severity: 'error', path: [...pathOf(rule), 'on'], message }];
  });
}

function unreadableApproval({ document, pathOf }: LintContext): readonly Problem[] {
  const approval = document.desk.works?.approval;
  if (approval === undefined) return [];
  const { values } = document.overlay;
  const check = (id: string, schema: z.ZodType): readonly Problem[] =>
    values[id] === undefined
      ? []
      : (schema.safeParse(values[id]).error?.issues ?? []).map(({ path, message }) => ({
          severity: 'error',
          path: [...pathOf(values), id, ...path.filter((part) => typeof part !== 'symbol')],
          message,
        }));
  return [...check(approval.periods, RestrictedPeriods), ...check(approval.by, Approvers)];
}
