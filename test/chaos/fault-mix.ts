import type { Dump } from '../../src/simulator/dump.ts';
import type { Fault, FaultRule } from '../../src/simulator/faults.ts';

const writes: Pick<FaultRule, 'method' | 'path'> = { method: 'PUT', path: /^\/api\/v1\/tickets\/\d+$/ };
const everything: Pick<FaultRule, 'path'> = { path: /^\/api\/v1\// };

/** How long faults last, in ms: the ones by the helpdesk's clock, the others by real time. */
export interface FaultTimes {
  readonly token: string;
  /** Shorter than the helpdesk's longest request. */
  readonly lateMs: number;
  readonly staleTabMs: number;
  /** Longer than the client waits. */
  readonly slowMs: number;
}

/**
 * Every way of failing that the simulator knows, so that one request of five fails, reads too; of the writes one of
 * three, most of these in a way that leaves open whether it was carried out.
 */
export function faultMix({ token, lateMs, staleTabMs, slowMs }: FaultTimes): readonly FaultRule[] {
  const onWrites = (probability: number, fault: FaultRule['fault']): FaultRule => ({
    ...writes,
    token,
    probability,
    fault,
  });
  const onAll = (probability: number, fault: FaultRule['fault']): FaultRule => ({
    ...everything,
    token,
    probability,
    fault,
  });
  return [
    onWrites(0.03, { kind: 'cut', when: 'after' }),
    onWrites(0.03, { kind: 'late', delayMs: lateMs, by: 'clock' }),
    onWrites(0.01, { kind: 'late', delayMs: Math.round(lateMs / 2), by: 'clock', isHanging: true }),
    onWrites(0.02, { kind: 'error', status: 500, isApplied: true }),
    onWrites(0.02, { kind: 'error', status: 502, isApplied: true }),
    onWrites(0.02, { kind: 'error', status: 503, isApplied: true }),
    onWrites(0.01, { kind: 'latency', delayMs: slowMs }),
    onWrites(0.1, { kind: 'stale-tab', delayMs: staleTabMs }),
    onAll(0.03, { kind: 'latency', delayMs: 15 }),
    onAll(0.05, { kind: 'throttle', retryAfterSeconds: 2 }),
    onAll(0.03, { kind: 'error', status: 500 }),
    onAll(0.03, { kind: 'error', status: 502 }),
    onAll(0.04, { kind: 'error', status: 503 }),
    onAll(0.06, { kind: 'cut', when: 'before' }),
  ];
}

/** How many requests the daemon made, and how many of them failed, by the helpdesk's own log. */
export function countRequests(
  serviceUserId: number,
  { requests }: Pick<Dump, 'requests'>,
): { readonly requests: number; readonly failed: number } {
  const ours = requests.filter(({ userId, faults }) => userId === serviceUserId || faults.length > 0);
  return { requests: ours.length, failed: ours.filter(({ faults }) => hasFailed(faults)).length };
}

/** What is answered a little later, or spoilt by a tab, did not fail. */
function hasFailed(faults: readonly Fault['kind'][]): boolean {
  return faults.some((kind) => kind !== 'latency' && kind !== 'stale-tab');
}
