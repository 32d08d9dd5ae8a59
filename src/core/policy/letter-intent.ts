import type { Instant } from '../calendar/instant.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import type { Action, Notice } from '../regulation/schema/rule.ts';
import type { ArticleFact } from '../ticket/fact.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import { requestChannel } from '../ticket/request-channel.ts';
import { findTelling, tellsNotice } from '../ticket/telling.ts';
import { effectIsSettled, letterIsSettled } from './effect-standing.ts';
import type { Intent } from './intent.ts';
import type { OwedAction } from './owed-action.ts';
import { makeIntent } from './owed-action.ts';
import { resolveValues } from './resolve-values.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import { ruleIndexOf } from './rule-index.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';

/** The helpdesk's own trigger sends at once; only what is still missing then is ours to send. */
const nativeTriggerGraceMs = 2 * MS_PER_MINUTE;

/** The action of a rule that owes the applicant a notice. */
export type LetterAction = OwedAction<Extract<Action, { letter: string }>>;

/**
 * The letter owed to the applicant, or the task to call where the regulation, the missing address or a bounce wants
 * words; null when the applicant was told since the event, or must not be written to.
 */
export function letterIntent(situation: Situation, owed: LetterAction): Intent | null {
  const { pack } = situation.input;
  const notice = pack.notices.get(owed.action.letter);
  if (notice === undefined || isBarred(situation)) return null;
  const sinceAt = owedSince(owed.occurrence);
  if (findTelling(notice.id, situation.present, sinceAt) !== null) return null;
  // A letter that the helpdesk refused (no mail channel, no such address) leaves only the telephone.
  const isRefused = situation.input.effects.get(owed.key)?.status === 'refused';
  const way = wayOfTelling(notice, sinceAt, situation);
  switch (way === 'letter' && isRefused ? 'call' : way) {
    case 'none':
      return null;
    case 'call':
      return callTask(situation, owed, notice);
    case 'letter':
      if (letterIsSettled(owed.key, situation)) return null;
      return isTermAlreadyPast(situation, owed)
        ? noteToLead(situation, owed, notice)
        : letter(situation, owed, notice);
  }
}

/** Telling counts from the act that owes it: its own message may tell. */
export function owedSince({ act, at }: RuleOccurrence): Instant {
  return act?.at ?? at;
}

/** Whether the notice is owed to this applicant at all, by letter or by word of mouth. */
export function isOwedHere(notice: Notice, { occurrence }: OwedAction, situation: Situation): boolean {
  return !isBarred(situation) && wayOfTelling(notice, owedSince(occurrence), situation) !== 'none';
}

/** How the notice goes: by the channel of the request, and by a call where no letter can arrive. */
function wayOfTelling(notice: Notice, sinceAt: Instant, situation: Situation): 'letter' | 'call' | 'none' {
  const channel = requestChannel(situation.history);
  const way = (channel === null ? undefined : notice.by_channel[channel]) ?? notice.otherwise;
  if (way === 'none') return 'none';
  if (way === 'oral' || hasBounced(notice.id, sinceAt, situation)) return 'call';
  return situation.input.ticket.applicant.hasEmail ? 'letter' : 'call';
}

/** No machine is told or answered, and nothing is written about spam, merged tickets and the like. */
function isBarred({ history, exclusion, input }: Situation): boolean {
  if (exclusion !== null || input.ticket.applicant.isMachine === true) return true;
  const last = lastIncoming(history);
  // A letter taken in is answered to the person it is about, who wrote no automatic letter.
  return last !== null && last.isAutomatic && last.intake === undefined;
}

function lastIncoming({ acts }: TicketHistory): ArticleFact | null {
  for (let index = acts.length - 1; index >= 0; index -= 1) {
    const { facts } = acts[index] as Act;
    for (let place = facts.length - 1; place >= 0; place -= 1) {
      const fact = facts[place];
      if (fact?.kind === 'article' && fact.sender === 'applicant') return fact;
    }
  }
  return null;
}

function hasBounced(noticeId: string, sinceAt: Instant, { history }: Situation): boolean {
  return history.acts.some((act) =>
    act.facts.some(
      (fact) =>
        fact.kind === 'article' &&
        fact.at >= sinceAt &&
        fact.delivery === 'failed' &&
        fact.notice !== null &&
        tellsNotice(fact.notice, noticeId, history.pack),
    ),
  );
}

function letter(situation: Situation, owed: LetterAction, notice: Notice): Intent {
  const textId = owed.action.text ?? notice.text;
  const intent = makeIntent(situation, owed, {
    class: 'letter',
    set: resolveValues(owed.action.set ?? {}, owed.occurrence, situation),
    article: {
      kind: 'letter',
      applicantId: situation.input.ticket.applicant.id,
      notice: notice.id,
      textId,
      told: termsTold(textId, situation),
      data: {},
    },
  });
  return notice.native_trigger
    ? { ...intent, notBefore: Math.max(intent.notBefore, intent.owedAt + nativeTriggerGraceMs) }
    : intent;
}

/** An agent is asked to tell it by word of mouth and to tick that it was done. */
function callTask(situation: Situation, owed: LetterAction, notice: Notice): Intent | null {
  const key = `${owed.key}/call`;
  if (effectIsSettled(key, situation)) return null;
  const tick = notice.oral_tick;
  const untick = tick !== undefined && situation.present.fields[tick] === true ? { [tick]: false } : {};
  return makeIntent(
    situation,
    { ...owed, key },
    {
      class: 'reminder',
      set: { ...resolveValues(owed.action.set ?? {}, owed.occurrence, situation), ...untick },
      article: {
        kind: 'note',
        to: ['owner'],
        asksToTell: notice.id,
        textId: notice.call_text ?? owed.action.text ?? notice.text,
        data: {},
      },
    },
  );
}

function noteToLead(situation: Situation, owed: LetterAction, notice: Notice): Intent {
  return makeIntent(situation, owed, {
    class: 'reminder',
    article: {
      kind: 'note',
      to: ['lead'],
      asksToTell: null,
      textId: owed.action.text ?? notice.text,
      data: {},
    },
  });
}

/** A changed term that is over before it was told is a matter for the lead, not for the applicant. */
function isTermAlreadyPast({ now }: Situation, { indexed, occurrence }: LetterAction): boolean {
  return indexed.occasion.kind === 'due-change' && (occurrence.clock?.dueAt ?? now) <= now;
}

function termsTold(textId: string, { clocks, input }: Situation): Readonly<Record<string, Instant>> {
  const clockIds = ruleIndexOf(input.pack).termsOfText.get(textId) ?? [];
  return Object.fromEntries(
    clockIds.flatMap((clockId) => {
      const dueAt = findClock(clocks, clockId)?.dueAt ?? null;
      return dueAt === null ? [] : [[clockId, dueAt]];
    }),
  );
}
