import type { BootstrapInput } from '../../src/app/bootstrap.ts';
import type { Clock } from '../../src/app/ports.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { createZammadConfiguration } from '../../src/helpdesk/zammad/configuration/zammad-configuration.ts';
import { createZammadHttp, type ZammadHttp } from '../../src/helpdesk/zammad/http/zammad-http.ts';
import { VirtualClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';
import type { StateStore } from '../../src/store/store.ts';
import { hurriedClock, hurry } from './hurried-clock.ts';
import { createMemoryState } from './memory-state.ts';

/** A fresh simulated helpdesk with an admin's client, and a clock that waiting moves for both. */
export interface TestHelpdesk {
  readonly simulator: Simulator;
  readonly clock: Clock;
  /** Lets time pass at once. */
  readonly advanceBy: (ms: number) => void;
  readonly http: ZammadHttp;
  readonly state: StateStore;
  /** What a bootstrap of a pack needs; the memory is the helpdesk's unless another is given. */
  readonly input: (pack: CompiledPack, state?: StateStore) => BootstrapInput;
}

/** Starts one; the test stops its simulator. */
export async function startTestHelpdesk(options: SimulatorOptions = {}): Promise<TestHelpdesk> {
  const time = new VirtualClock(Date.parse('2026-11-23T07:30:00Z'));
  const simulator = await startSimulator({
    clock: time,
    restartTiming: { untilDownMs: 3000 / hurry, downMs: 3800 / hurry, loopUpMs: 1000 / hurry },
    ...options,
  });
  const clock = hurriedClock(
    () => time.now(),
    (ms) => {
      time.advanceBy(ms);
    },
  );
  const http = createZammadHttp({
    baseUrl: simulator.url,
    token: simulator.adminToken,
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    requestsPerSecond: 0,
  });
  const ownState = createMemoryState();
  return {
    simulator,
    clock,
    advanceBy: (ms) => {
      time.advanceBy(ms);
    },
    http,
    state: ownState,
    input: (pack, state = ownState) => ({
      pack,
      configuration: createZammadConfiguration(http),
      state,
      clock,
    }),
  };
}
