import type { Instant } from '../core/calendar/instant.ts';
import { evaluateTicket } from '../core/policy/evaluate-ticket.ts';
import type { Activation, Directory, Evaluation } from '../core/policy/evaluation.ts';
import type { Effect, Finding, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { LedgerDraft, Standing } from '../store/store.ts';
import type { Desk } from './desk.ts';

/** What every evaluation of a tick shares. */
export interface TickContext {
  readonly now: Instant;
  readonly directory: Directory;
  readonly activation: Activation;
}

/** A ticket with what is on record about it and what the regulation says of it now. */
export interface EvaluatedTicket {
  readonly ticket: Ticket;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly evaluation: Evaluation;
}

/** The subject by which the ledger knows a ticket. */
export function subjectOf(id: TicketId): string {
  return `ticket:${id}`;
}

const nothing: Standing = { effects: new Map(), findings: new Map() };

/**
 * Evaluates stored tickets, puts new findings and skipped obligations on record, and remembers when to look again.
 * What was found while observing is recorded too: it is what happened, and binds nobody.
 */
export async function evaluateTickets(
  ids: readonly TicketId[],
  context: TickContext,
  desk: Desk,
): Promise<readonly EvaluatedTicket[]> {
  const tickets = await desk.store.tickets.getAll(ids);
  const standings = await desk.store.ledger.standingsOf(tickets.map(({ id }) => subjectOf(id)));
  const evaluated = await Promise.all(
    tickets.map(async (ticket) => {
      const standing = standings.get(subjectOf(ticket.id)) ?? nothing;
      const evaluation = await evaluateStored(ticket, standing.effects, { context, desk });
      return {
        ticket,
        effects: standing.effects,
        evaluation,
        drafts: draftsOf(evaluation, standing, context, desk),
      };
    }),
  );
  await desk.store.transaction(async ({ ledger, tickets: inner }) => {
    const drafts = evaluated.flatMap((each) => each.drafts);
    if (drafts.length > 0) await ledger.append(drafts);
    await inner.setWake(
      evaluated.map(({ ticket, evaluation }) => ({
        id: ticket.id,
        wakeAt: evaluation.wakeAt,
        fingerprint: desk.fingerprint,
      })),
    );
  });
  return evaluated;
}

/** Evaluates one ticket with what is known of the applicant's others. */
export async function evaluateStored(
  ticket: Ticket,
  effects: ReadonlyMap<string, Effect>,
  { context, desk }: { readonly context: TickContext; readonly desk: Desk },
): Promise<Evaluation> {
  const earlierOfApplicant = await desk.store.tickets.listOfApplicant(ticket.applicant.id);
  const { directory, activation, now } = context;
  const related = {
    parent: null,
    children: [],
    earlierOfApplicant: earlierOfApplicant.filter((id) => id !== ticket.id),
  };
  return evaluateTicket({ pack: desk.pack, ticket, related, effects, directory, activation }, now);
}

function draftsOf(
  { findings, skipped }: Evaluation,
  standing: Standing,
  { now }: TickContext,
  desk: Desk,
): readonly LedgerDraft[] {
  return [
    ...findings.flatMap((finding) => findingDraft(finding, standing, { now, desk })),
    ...skipped
      .filter(({ intent }) => standing.effects.get(intent.key)?.status !== 'skipped')
      .map(({ intent, why }) => effectDraft(intent, { status: 'skipped', at: now, details: { why } }, desk)),
  ];
}

function findingDraft(
  finding: Finding,
  { findings }: Standing,
  { now, desk }: { readonly now: Instant; readonly desk: Desk },
): readonly LedgerDraft[] {
  const { key, subject, ruleId, ground, code, evidence, withdrawn, at } = finding;
  const known = findings.get(key);
  const base = { at: now, kind: 'finding', key, subject, ruleId, ground, packHash: desk.pack.hash } as const;
  const found: LedgerDraft = { ...base, status: 'found', details: { code, evidence, happenedAt: at } };
  const taken: LedgerDraft = { ...base, status: 'withdrawn', details: { code, withdrawn } };
  if (known === undefined) return withdrawn === null ? [found] : [found, taken];
  return known === 'found' && withdrawn !== null ? [taken] : [];
}

/** A ledger line about an intent: ids, codes and instants only. */
export function effectDraft(
  intent: Intent,
  what: Pick<LedgerDraft, 'at' | 'details'> & { readonly status: Effect['status'] },
  desk: Pick<Desk, 'pack'>,
): LedgerDraft {
  const { key, subject, ruleId, ground, owedAt, evidence, set, article } = intent;
  return {
    at: what.at,
    kind: 'effect',
    key,
    subject,
    ruleId,
    ground,
    status: what.status,
    packHash: desk.pack.hash,
    details: {
      owedAt,
      evidence,
      fields: Object.keys(set),
      ...(article === null ? {} : { article: article.kind, text: article.textId }),
      ...(article?.kind === 'letter'
        ? { notice: article.notice, told: article.told, applicantId: article.applicantId }
        : {}),
      ...what.details,
    },
  };
}
