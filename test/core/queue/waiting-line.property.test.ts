import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingLine, type Waiting } from '../../../src/core/queue/waiting-line.ts';
import { ticketId } from '../../../src/core/ticket/ticket-id.ts';

const waitings = fc
  .array(fc.tuple(fc.nat(50), fc.nat(20), fc.nat(30)), { minLength: 1, maxLength: 40 })
  .map((drafts) =>
    drafts.map(([receivedAt, later, lasts], index): Waiting => ({
      id: ticketId(String(index + 1)),
      number: String(index + 1),
      queue: 'q',
      receivedAt,
      fromAt: receivedAt + later,
      toAt: receivedAt + later + lasts,
    })),
  );
const questions = fc
  .array(fc.tuple(fc.nat(110), fc.nat(60)), { minLength: 1, maxLength: 30 })
  .map((asked) => asked.toSorted(([one], [other]) => one - other));

describe('WaitingLine', () => {
  it('counts those who wait and are older, and names the oldest, as looking at each does', () => {
    const property = fc.property(waitings, questions, (all, asked) => {
      const line = new WaitingLine(all);
      for (const [at, receivedAt] of asked) {
        const older = all.filter(
          (each) => each.fromAt <= at && at < each.toAt && each.receivedAt < receivedAt,
        );
        const answer = line.olderAt(at, receivedAt);
        expect(answer?.passedOver ?? 0).toBe(older.length);
        const oldestAt = Math.min(...older.map((each) => each.receivedAt));
        if (answer !== null) expect(answer.oldest.receivedAt).toBe(oldestAt);
      }
    });

    expect(fc.check(property, { numRuns: 300, seed: 7 })).toMatchObject({ failed: false });
  });
});
