import { AppError } from '../core/app-error.ts';
import { MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { Store } from '../store/store.ts';
import type { Installation } from './installation.ts';
import { openDesk } from './open-desk.ts';
import { synchronise, type PullOptions } from './synchronise.ts';
import { readLastGoodTick } from './tick-memory.ts';

const freshForMs = 10 * MS_PER_MINUTE;

/**
 * Brings the store up to date before something is read from it, unless a daemon did so just now. Without a service
 * token what is stored must do.
 * @throws AppError `input` when there is neither a token nor anything stored; else as the helpdesk does.
 */
export async function pullFirst(
  installation: Installation,
  store: Store,
  options: Pick<PullOptions, 'onPage'> = {},
): Promise<void> {
  const { clock, log } = installation;
  const lastAt = await readLastGoodTick(store.state);
  if (lastAt !== null && clock.now() - lastAt < freshForMs) return;
  try {
    const pull = await synchronise(await openDesk(installation, store), clock.now(), options);
    log.info({ pages: pull.pages, read: pull.read }, 'pulled before reading');
  } catch (error) {
    const hasNoToken = error instanceof AppError && error.code === 'input';
    if (!hasNoToken || (await store.tickets.countAll()) === 0) throw error;
    log.warn({ lastAt }, 'no service token: what is stored is used as it is');
  }
}
