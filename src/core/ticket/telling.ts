import type { Instant } from '../calendar/instant.ts';
import type { Notice } from '../regulation/schema/rule.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Fact } from './fact.ts';
import type { TicketMoment } from './history.ts';
import { isAgentReply } from './act-events.ts';

/** How and when the applicant was told of a stage. */
export interface Telling {
  readonly at: Instant;
  readonly factId: string;
  readonly how: 'letter' | 'orally' | 'reply';
}

/**
 * The first telling of a notice at or after `sinceAt` (default: ever) that had happened at the moment, or null.
 * A letter that bounced tells nobody. Where the notice says so, an agent's own reply tells, and a ticked box
 * says that it was done by word of mouth.
 */
export function findTelling(
  noticeId: string,
  moment: TicketMoment,
  sinceAt: Instant = -Infinity,
): Telling | null {
  const { acts, pack } = moment.history;
  const notice = pack.notices.get(noticeId);
  if (notice === undefined) return null;
  for (let index = 0; index < moment.actCount; index += 1) {
    for (const fact of acts[index]?.facts ?? []) {
      const how = fact.at < sinceAt ? null : howTold(fact, notice, pack);
      if (how !== null) return { at: fact.at, factId: fact.id, how };
    }
  }
  return null;
}

/** Whether a letter of one notice tells what another notice is for. */
export function tellsNotice(letterNotice: string, wanted: string, pack: CompiledPack): boolean {
  return letterNotice === wanted || (pack.notices.get(letterNotice)?.covers.includes(wanted) ?? false);
}

function howTold(fact: Fact, notice: Notice, pack: CompiledPack): Telling['how'] | null {
  switch (fact.kind) {
    case 'article':
      if (fact.delivery === 'failed') return null;
      if (fact.notice !== null && tellsNotice(fact.notice, notice.id, pack)) return 'letter';
      return notice.agent_reply_tells && isAgentReply(fact) ? 'reply' : null;
    default:
      return notice.oral_tick !== undefined && isTicked(fact, notice.oral_tick) ? 'orally' : null;
  }
}

/** Whether a box was ticked by this fact, at registration or later. */
export function isTicked(fact: Fact, field: string): boolean {
  if (fact.kind === 'created') return fact.fields[field] === true;
  return fact.kind === 'field-changed' && fact.field === field && fact.to === true;
}
