import type { Caps } from '../core/policy/admit.ts';
import { createTextRenderer } from '../core/policy/render-text.ts';
import type { Store } from '../store/store.ts';
import type { Desk } from './desk.ts';
import type { Installation } from './installation.ts';
import { mailToolsOf } from './send-mail-once.ts';

const lettersPerApplicantAndHour = 3;
const lettersPerChange = 20;

/** The installation as the daemon works on it, with a store that is open. */
export async function openDesk(installation: Installation, store: Store): Promise<Desk> {
  const { pack, clock, log, settings } = installation;
  return {
    pack,
    store,
    clock,
    log,
    helpdesk: await installation.helpdesk(),
    render: createTextRenderer(pack),
    caps: capsOf(settings),
    mail: mailToolsOf(installation, store),
    rosters: installation.rosters,
    documents: installation.documents,
    fingerprint: `${pack.hash} ${settings.timeZoneData}`,
  };
}

function capsOf({ actionsPerTick }: Installation['settings']): Caps {
  return {
    lettersPerApplicantAndHour,
    lettersPerChange,
    perTick: { undo: actionsPerTick, move: actionsPerTick, letter: actionsPerTick, mail: actionsPerTick },
  };
}
