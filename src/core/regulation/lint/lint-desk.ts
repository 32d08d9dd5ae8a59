import type { Problem } from '../diagnostic.ts';
import type { LintContext } from './lint-context.ts';

/** Rules about the desk have what they are about: a roster, a schedule of works. */
export function lintDesk({ document, pathOf }: LintContext): readonly Problem[] {
  const { roster, works, rules } = document.desk;
  return rules.flatMap((rule): readonly Problem[] => {
    const about = 'roster' in rule.on ? 'roster' : 'works';
    if ((about === 'roster' ? roster : works) !== undefined) return [];
    const message = `the rule is about the ${about}, and desk.yaml has no "${about}"`;
    return [{ severity: 'error', path: [...pathOf(rule), 'on'], message }];
  });
}
