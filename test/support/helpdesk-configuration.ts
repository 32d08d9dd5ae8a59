import type { Simulator } from '../../src/simulator/simulator.ts';

const instants = new Set(['created_at', 'updated_at', 'last_sync']);

/** Everything configured in a simulated helpdesk, but for the instants at which it was: equal text, equal state. */
export function configurationOf(simulator: Simulator): string {
  const { configuration } = simulator.dump();
  return JSON.stringify(configuration, (key, value: unknown) => (instants.has(key) ? undefined : value), 1);
}
