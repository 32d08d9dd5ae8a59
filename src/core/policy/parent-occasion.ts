import type { Instant } from '../calendar/instant.ts';
import { momentAt, readHistory } from '../ticket/history.ts';
import { listOccurrences } from '../ticket/list-occurrences.ts';
import type { TicketHistory } from '../ticket/history.ts';
import type { Occasion } from './rule-index.ts';
import { noOccasion, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer } from './rule-occurrence.ts';
import type { Situation } from './situation.ts';

/**
 * Every time the event happened to the ticket's parent since the ticket named it. Of what happened before, the last
 * time counts from that naming on: whoever joins late learns how things stand, and no more.
 */
export function findParentOccasions(
  { match }: Extract<Occasion, { kind: 'parent' }>,
  { history, now, input }: Situation,
): OccasionAnswer {
  const { parent = null, pack, ticket } = input;
  if (parent === null || parent.id === ticket.id) return noOccasion;
  const joinedAt = joiningOf(parent.number, history);
  if (joinedAt === null) return noOccasion;
  const all = listOccurrences(match, readHistory(parent, pack, now));
  const before = all.filter(({ at }) => at <= joinedAt).slice(-1);
  const counted = [...before, ...all.filter(({ at }) => at > joinedAt)];
  const occurrences = counted.map(({ at, fact }) => {
    const concernsAt = Math.max(at, joinedAt);
    const id = `${parent.number}.${fact.id}`;
    return occurrence({ id, at: concernsAt, moment: momentAt(history, concernsAt), evidence: [id] });
  });
  return { occurrences, nextAt: null };
}

/** Since when the ticket names this parent; null when it does not. */
function joiningOf(number: string, { pack, acts }: TicketHistory): Instant | null {
  const field = pack.fieldByRole.get('parent') ?? '';
  let joinedAt: Instant | null = null;
  for (const { at, fieldsAfter } of acts) {
    if (String(fieldsAfter[field] ?? '').trim() === number) joinedAt ??= at;
    else joinedAt = null;
  }
  return joinedAt;
}
