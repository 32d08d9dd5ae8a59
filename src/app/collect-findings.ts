import type { Instant } from '../core/calendar/instant.ts';
import { evaluateTicket } from '../core/policy/evaluate-ticket.ts';
import type { Activation, Directory, Evaluation } from '../core/policy/evaluation.ts';
import type { ReportedFinding } from '../core/report/report-data.ts';
import { listTellings } from '../core/report/reported-telling.ts';
import type { ReportedTelling } from '../core/report/reported-telling.ts';
import { listTicket } from '../core/report/reported-ticket.ts';
import type { ListedTicket, ReportSpan } from '../core/report/reported-ticket.ts';
import { closedAtOf, isExcluded } from '../core/report/standing.ts';
import type { LifeReader } from '../core/report/standing.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { TicketHistory } from '../core/ticket/history.ts';
import type { Ticket } from '../core/ticket/ticket.ts';

const nobody: Directory = {
  people: new Map(),
  leads: new Map(),
  deputies: new Map(),
  dutyAddress: null,
  addresses: new Map(),
};
const neverActivated: Activation = {
  enforcingSince: null,
  rules: new Map(),
  packSince: null,
  catchesUp: false,
};

/** Evaluates a ticket by its own facts: what was done about it changes nothing here. */
export function evaluateLife(life: TicketHistory): Evaluation {
  const { ticket, pack, now } = life;
  return evaluateTicket(
    { pack, ticket, life, effects: new Map(), directory: nobody, activation: neverActivated },
    now,
  );
}

/** What was found violated within a span, of a ticket as it is to be listed. */
export function violationsIn(
  { findings }: Evaluation,
  { ticket, pack }: { readonly ticket: ListedTicket; readonly pack: CompiledPack },
  { fromAt, cutOffAt }: ReportSpan,
): readonly ReportedFinding[] {
  return findings.flatMap(({ at, ruleId, code, ground, withdrawn }) => {
    if (ground.kind !== 'clause' || at < fromAt || at >= cutOffAt) return [];
    const notTold = [...pack.notices.keys()].find((notice) => code === `${notice}-not-told`) ?? null;
    return [{ ticket, at, ruleId, clause: ground.clause, notTold, isWithdrawn: withdrawn !== null }];
  });
}

/**
 * What was found violated within a span of a ticket that was closed before it: a notice that was still owed then may
 * have become overdue since.
 */
export function findAfterwards(
  { createdAt, timeline }: Ticket,
  lifeAt: LifeReader,
  { span, owedFromAt }: { readonly span: ReportSpan; readonly owedFromAt: Instant },
): readonly ReportedFinding[] {
  if (createdAt >= span.cutOffAt || (timeline.at(-1)?.at ?? createdAt) < owedFromAt) return [];
  const { history, standings } = lifeAt(span.cutOffAt - 1);
  const standing = standings.at(-1);
  if (standing === undefined || isExcluded(standing)) return [];
  const evaluation = evaluateLife(history);
  const ticket = listTicket(history, closedAtOf(history, standings), evaluation.clocks);
  return violationsIn(evaluation, { ticket, pack: history.pack }, span);
}

/** What its applicant was told within a span, whatever part the ticket has in it. */
export function tellingsIn(
  { createdAt, timeline }: Ticket,
  lifeAt: LifeReader,
  { fromAt, cutOffAt }: ReportSpan,
): readonly ReportedTelling[] {
  if (createdAt >= cutOffAt || (timeline.at(-1)?.at ?? createdAt) < fromAt) return [];
  return listTellings(lifeAt(cutOffAt - 1).history, fromAt);
}
