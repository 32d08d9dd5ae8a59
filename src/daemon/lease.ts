import { AppError } from '../core/app-error.ts';
import type { Clock } from '../app/ports.ts';
import type { Installation } from '../app/installation.ts';

type OpenStore = Awaited<ReturnType<Installation['store']>>;

const leaseName = 'daemon';
const leaseMs = 5 * 60_000;

/** The right to be the one daemon of a helpdesk. */
export interface Lease {
  /** Takes or keeps it. @throws AppError `refused` when another daemon has it. */
  renew(): Promise<void>;
  giveUp(): Promise<void>;
}

/** A lease in the store, for daemons on one server; an embedded store has one writing process anyway. */
export function createLease(store: OpenStore, holder: string, clock: Clock): Lease {
  return {
    async renew() {
      if (await store.lease(holder, leaseName, leaseMs, clock.now())) return;
      throw new AppError(
        'refused',
        'Another daemon governs this helpdesk; one is enough. It gives way 5 minutes after its end',
      );
    },
    giveUp: async () => {
      await store.lease(holder, leaseName, 0, clock.now());
    },
  };
}
