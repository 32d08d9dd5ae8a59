import type { Caps } from '../core/policy/admit.ts';
import type { TextRenderer } from '../core/policy/render-text.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { DocumentSetter, RosterWorkbooks } from '../output/output.ts';
import type { Helpdesk } from '../helpdesk/helpdesk.ts';
import type { Store } from '../store/store.ts';
import type { Clock, Log } from './ports.ts';
import type { MailTools } from './send-mail-once.ts';

/** One helpdesk governed by one pack, as the daemon's use cases work on it. */
export interface Desk {
  readonly pack: CompiledPack;
  readonly helpdesk: Helpdesk;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly render: TextRenderer;
  readonly caps: Caps;
  /** Null where no mail is set up. */
  readonly mail: MailTools | null;
  readonly rosters: RosterWorkbooks;
  readonly documents: DocumentSetter;
  /** Of everything but the ticket that decides: pack, overlay, calendars, time-zone data. */
  readonly fingerprint: string;
}
