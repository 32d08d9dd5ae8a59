import { generateTickets } from '../../src/demo/scenario.ts';
import type { ScriptedStep, ScriptedTicket } from '../../src/demo/scripted-ticket.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';

/** A step with its ticket, as it comes. */
export interface DueStep {
  readonly at: number;
  readonly ticket: ScriptedTicket;
  readonly step: ScriptedStep;
}

/** What people do, oldest first, from now on. */
export function writeScript(
  { pack, time }: ChaosDesk,
  options: { readonly seed: number; readonly days: number; readonly count: number },
): readonly DueStep[] {
  const { seed, days, count } = options;
  return generateTickets(pack, { seed, fromAt: time.now(), weeks: days / 7, count })
    .flatMap((ticket) => ticket.steps.map((step) => ({ at: step.at, ticket, step })))
    .sort((one, other) => one.at - other.at);
}
