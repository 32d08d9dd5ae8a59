import type { TickMemory } from '../../src/app/begin-round.ts';
import type { Desk } from '../../src/app/desk.ts';
import { tick } from '../../src/app/tick.ts';
import type { TickReport } from '../../src/app/tick.ts';
import { createTextRenderer } from '../../src/core/policy/render-text.ts';
import { ZammadHelpdesk } from '../../src/helpdesk/zammad/zammad.ts';
import { createDocumentSetter } from '../../src/output/document/document-setter.ts';
import { createRosterWorkbooks } from '../../src/output/roster-workbook.ts';
import { openStore } from '../../src/store/open-store.ts';
import { CountedZammad } from './counted-zammad.ts';
import { kyivPack, templatesFolder } from './kyiv.ts';
import { answeredAgain, asOf, kyivTicket, yearBefore } from './kyiv-tickets.ts';

/** When the mirror was last brought up to date. */
export const mirroredAt = Date.parse('2026-11-20T14:00:00Z');

/** An open mirrored desk. */
export type MirroredDesk = Awaited<ReturnType<typeof openMirroredDesk>>;

/** A desk of Kyiv tickets: real adapter, evaluation and store in a folder, over a counting helpdesk. Rules observe. */
export async function openMirroredDesk(folder: string, size: number) {
  const pack = kyivPack();
  const answeredAt = new Map<number, number>();
  const zammad = new CountedZammad(pack, mirroredAt, (id) => {
    const ticket = asOf(kyivTicket(id - 1, pack, yearBefore(mirroredAt)), mirroredAt);
    const at = answeredAt.get(id);
    return at === undefined ? ticket : answeredAgain(ticket, at);
  });
  zammad.index(size);
  const store = await openStore({ folder, mode: 'write' });
  const desk: Desk = {
    pack,
    helpdesk: new ZammadHelpdesk({ http: zammad, pack }),
    store,
    clock: { now: () => zammad.now, sleep: () => Promise.resolve() },
    log: { debug: ignore, info: ignore, warn: ignore, error: console.error },
    render: createTextRenderer(pack),
    caps: { lettersPerApplicantAndHour: 3, lettersPerChange: 20, perTick: {} },
    mail: null,
    rosters: createRosterWorkbooks(templatesFolder),
    documents: createDocumentSetter(templatesFolder),
    fingerprint: 'bench',
  };
  const memory: TickMemory = { directory: null, lastAt: null };
  return {
    desk,
    zammad,
    store,
    tick: (): Promise<TickReport> => tick(desk, memory),
    /** Agents answer in these tickets, one a millisecond. */
    answer: (ids: readonly number[], fromAt: number): void => {
      for (const [index, id] of ids.entries()) answeredAt.set(id, fromAt + index);
      zammad.touch(ids);
    },
  };
}

function ignore(): void {
  // Nothing is said of a measurement.
}
