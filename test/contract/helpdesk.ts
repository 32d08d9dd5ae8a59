import { afterAll, beforeAll, describe } from 'vitest';
import type { TicketId } from '../../src/core/ticket/ticket-id.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import { describeChanges } from './helpdesk/changes.ts';
import { describeReading } from './helpdesk/reading.ts';
import { describeWriting } from './helpdesk/writing.ts';

/** Somebody at work in the helpdesk: what they do goes past the port, as people's work does. */
export interface Colleague {
  readonly userId: string;
  /** Becomes the owner and sets the state `open`. */
  take(id: TicketId): Promise<void>;
  /** Sets type `fault` and priority `high`. */
  classify(id: TicketId): Promise<void>;
  /** Writes to the applicant. */
  answer(id: TicketId): Promise<void>;
  /** Writes something that stays inside. */
  remark(id: TicketId): Promise<void>;
  handOver(id: TicketId, to: 'front' | 'back' | 'ungoverned'): Promise<void>;
  merge(id: TicketId, into: TicketId): Promise<void>;
  /** Makes another ticket of a part of this one. */
  split(id: TicketId): Promise<TicketId>;
}

/** A helpdesk set up for the small test pack, seen through the port, and the world around it. */
export interface TestDesk {
  readonly helpdesk: Helpdesk;
  readonly colleague: Colleague;
  /** The service account's id. */
  readonly serviceUserId: string;
  /** An applicant writes a mail to the front desk; `id` tells to which ticket, otherwise it is a new one. */
  readonly receiveMail: (mail?: {
    readonly id?: TicketId;
    readonly isAutomatic?: boolean;
  }) => Promise<TicketId>;
  /** The mail server reports that the letter could not be delivered. */
  readonly bounce: (articleId: string) => Promise<void>;
  readonly remove: (id: TicketId) => Promise<void>;
  readonly now: () => number;
  /** Lets time pass and the helpdesk do what it does in the background. */
  readonly pass: (durationMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every helpdesk must do that has all capabilities. */
export function describeHelpdesk(name: string, open: () => Promise<TestDesk>): void {
  describe(name, () => {
    let desk: TestDesk;
    beforeAll(async () => {
      desk = await open();
    });
    afterAll(() => desk.close());

    describeReading(() => desk);
    describeWriting(() => desk);
    describeChanges(() => desk);
  });
}
