import type { CompiledPack } from './compiled-pack.ts';
import type { Action } from './schema/rule.ts';

/** Whether an action of a rule may find fault: by a finding, or by a notice that may be given too late. */
export function mayFindFault(action: Action, { notices }: Pick<CompiledPack, 'notices'>): boolean {
  if ('finding' in action) return true;
  return 'letter' in action && notices.get(action.letter)?.overdue_after !== undefined;
}
