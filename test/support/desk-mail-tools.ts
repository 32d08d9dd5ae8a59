import type { AppError } from '../../src/core/app-error.ts';
import type { Desk } from '../../src/app/desk.ts';
import type { MailTools } from '../../src/app/send-mail-once.ts';
import type { OutgoingMail } from '../../src/output/output.ts';

/** Mail tools of a desk whose server adds what it is given to a list, and answers with the failure if there is one. */
export function deskMailTools(
  { store, clock, log, pack }: Desk,
  mailed: OutgoingMail[],
  failure: AppError | null = null,
): MailTools {
  return {
    mailer: {
      from: 'reglament@desk.example.org',
      check: () => Promise.resolve(),
      send: (mail) => {
        mailed.push(mail);
        return failure === null ? Promise.resolve() : Promise.reject(failure);
      },
    },
    installationId: 'here',
    ledger: store.ledger,
    clock,
    log,
    packHash: pack.hash,
    dutyAddress: 'duty@example.org',
  };
}
