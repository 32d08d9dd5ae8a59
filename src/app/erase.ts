import { AppError } from '../core/app-error.ts';
import { erasePersonal } from '../core/ticket/erase-personal.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { Desk } from './desk.ts';
import { readOrGone } from './synchronise.ts';

/** What erasing a person would touch, or touched. */
export interface Erasure {
  /** Tickets that are kept as figures without the person. */
  readonly tickets: readonly Pick<Ticket, 'id' | 'number' | 'createdAt'>[];
}

/**
 * What is stored of a person, after looking whether the helpdesk still shows any of it.
 * @throws AppError `input` when nothing of that person is stored; `refused` while the helpdesk shows tickets of theirs:
 * the next pull would bring back what is erased here.
 */
export async function findErasable(applicantId: string, desk: Desk): Promise<Erasure> {
  const { tickets: store } = desk.store;
  const ids = await store.listOfApplicant(applicantId);
  if (ids.length === 0) {
    throw new AppError(
      'input',
      `Nothing is stored of a person ${applicantId}; give the id that the helpdesk has`,
    );
  }
  const shown: string[] = [];
  for (const id of ids) {
    const { ticket, gone } = await readOrGone(id, desk);
    if (gone !== null) await store.markGone(id, gone.how, desk.clock.now());
    else if (ticket?.applicant.id === applicantId) shown.push(ticket.number);
    else if (ticket !== null) await store.save(ticket, desk.clock.now());
  }
  if (shown.length > 0) {
    throw new AppError(
      'refused',
      `Nothing was erased: the helpdesk still shows ${shown.length} ticket(s) of this person (${shown.slice(0, 5).join(', ')}); delete them, or the person, there first, or the next pull brings everything back`,
      { details: { shown } },
    );
  }
  const known = await store.getAll(await store.listOfApplicant(applicantId));
  return { tickets: known.map(({ id, number, createdAt }) => ({ id, number, createdAt })) };
}

/**
 * Takes a person out of what is stored; figures and clocks stay. The ledger keeps its entries, which name nobody, and
 * says that it was done, of which tickets and on which ground.
 * @clause K 4.3
 */
export async function erasePerson(
  applicantId: string,
  ground: string,
  { store, pack, clock }: Desk,
): Promise<Erasure> {
  const at = clock.now();
  return store.transaction(async ({ tickets, ledger }) => {
    const known = await tickets.getAll(await tickets.listOfApplicant(applicantId));
    await tickets.replaceAll(
      known.map((ticket) => erasePersonal(ticket, pack)),
      at,
    );
    await ledger.append([
      {
        at,
        kind: 'admin',
        key: `desk/erasure/${at}`,
        subject: 'desk',
        ruleId: 'erasure',
        ground: { kind: 'product', about: null },
        status: 'noted',
        packHash: pack.hash,
        details: { ground, tickets: known.map(({ id }) => id) },
      },
    ]);
    return { tickets: known.map(({ id, number, createdAt }) => ({ id, number, createdAt })) };
  });
}
