import type { Installation } from '../app/installation.ts';
import { openDesk } from '../app/open-desk.ts';
import { tick, type TickHooks, type TickReport } from '../app/tick.ts';
import { createLease } from './lease.ts';

/**
 * One tick, as the daemon makes them, under the daemon's lease.
 * @throws AppError `refused` when a daemon governs this helpdesk already; else as `tick` does.
 */
export async function runOnce(
  installation: Installation,
  { holder, onPage }: Pick<TickHooks, 'onPage'> & { readonly holder: string },
): Promise<TickReport> {
  const store = await installation.store('write');
  const lease = createLease(store, holder, installation.clock);
  await lease.renew();
  try {
    const desk = await openDesk(installation, store);
    const hooks: TickHooks = {
      beforeEffect: () => lease.renew(),
      ...(onPage === undefined ? {} : { onPage }),
    };
    return await tick(desk, { directory: null, lastAt: null }, hooks);
  } finally {
    await lease.giveUp();
  }
}
