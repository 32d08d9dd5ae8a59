import type { HeldEffect } from '../../app/release.ts';
import { renderGround } from './ground.ts';
import { renderMinute } from './local-time.ts';
import { renderTable } from './table.ts';

/** What is held, or was just released, by clause and ticket; times in the zone. */
export function renderHeld(effects: readonly HeldEffect[], what: 'held' | 'released', zone: string): string {
  if (effects.length === 0) return `Nothing ${what === 'held' ? 'is held' : 'was released'}.\n`;
  const rows = effects.map(({ ground, ruleId, number, action, owedAt, heldAt, why, key }) => [
    renderGround(ground),
    number,
    ruleId,
    action,
    owedAt === null ? '' : renderMinute(owedAt, zone),
    renderMinute(heldAt, zone),
    why,
    key,
  ]);
  const table = renderTable(
    ['clause', 'ticket', 'rule', 'action', 'owed at', 'held since', 'by cap', 'key'].map((title) => ({
      title,
    })),
    rows.toSorted((one, other) => (one.join() < other.join() ? -1 : 1)),
  );
  const hint =
    what === 'held' ? 'release them with --key, --rule or --all' : 'the next tick sends what is still owed';
  return `${table}\n${effects.length} ${what} (times: ${zone}); ${hint}\n`;
}
