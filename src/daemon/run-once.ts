import { deliverReports } from '../app/deliver-reports.ts';
import type { Installation } from '../app/installation.ts';
import { openDesk } from '../app/open-desk.ts';
import { tick, type TickHooks, type TickReport } from '../app/tick.ts';
import { AppError } from '../core/app-error.ts';
import { createLease } from './lease.ts';

/**
 * One tick, as the daemon makes them, under the daemon's lease; reports and mails that are due by then go out too.
 * @throws AppError `refused` when a daemon governs this helpdesk already, `forbidden` when a governed group is out of
 * sight (the others were seen to); else as `tick` does.
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
    const report = await tick(desk, { directory: null, lastAt: null }, hooks);
    const { at, isEnforcing, stopped } = report;
    if (stopped === null) await deliverReports(installation, store, { now: at, isEnforcing });
    requireGroups(report);
    return report;
  } finally {
    await lease.giveUp();
  }
}

/** A daemon goes on with the other groups and alarms; who makes one tick by hand is told at once. */
function requireGroups({ lostGroups: lost }: TickReport): void {
  if (lost.length === 0) return;
  throw new AppError(
    'forbidden',
    `The service account may not read and change the group(s) ${lost.join(', ')}: give it access and run this again`,
    { details: { lost } },
  );
}
