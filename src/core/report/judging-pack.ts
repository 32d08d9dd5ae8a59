import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { mayFindFault } from '../regulation/may-find-fault.ts';
import type { Action, Rule } from '../regulation/schema/rule.ts';

/**
 * The pack with those of its rules alone that can find a clause violated: the reports ask nothing else of an
 * evaluation, and most rules remind, write or tell. Rules that put something back stay, since nobody had to be told of
 * what was put back.
 */
export function judgingPack(pack: CompiledPack): CompiledPack {
  return {
    ...pack,
    rules: pack.rules.filter((rule) => rule.do.some((action) => matters(action, rule, pack))),
  };
}

function matters(action: Action, rule: Rule, pack: CompiledPack): boolean {
  return 'undo' in action || (rule.product !== true && mayFindFault(action, pack));
}
