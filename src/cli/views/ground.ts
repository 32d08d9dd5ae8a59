import type { Ground } from '../../core/policy/intent.ts';

/** What something stands on, in a table's cell: its clause, or that it is an addition of ours. */
export function renderGround(ground: Ground): string {
  return ground.kind === 'clause' ? ground.clause : '(product)';
}
