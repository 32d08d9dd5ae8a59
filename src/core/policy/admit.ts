import type { Instant } from '../calendar/instant.ts';
import { MS_PER_HOUR } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { intentClasses } from './intent.ts';
import type { Effect, Intent, IntentClass } from './intent.ts';

/** How much may happen at once before a person looks. Caps hold back and list; they never drop an obligation. */
export interface Caps {
  /** Letters to one applicant within an hour; further ones wait. */
  readonly lettersPerApplicantAndHour: number;
  /** Letters that one change outside the tickets (pack, calendar) may cause without approval. */
  readonly lettersPerChange: number;
  /** Intents of one class in one tick; more are held for approval. */
  readonly perTick: Readonly<Partial<Record<IntentClass, number>>>;
}

/** What the caps look at beside the intents. */
export interface AdmissionContext {
  readonly caps: Caps;
  /** The hours in which reminders and moves happen. */
  readonly hours: WorkingCalendar;
  /** Instants of the letters sent to an applicant lately. */
  readonly lettersSentTo: (applicantId: string) => readonly Instant[];
}

/** Why an intent needs approval. */
const holdReasons = ['letters-per-change', 'per-tick'] as const;
type HoldReason = (typeof holdReasons)[number];

/** What goes now and in which order, what a person must release, and what waits until when. */
export interface Admission {
  readonly go: readonly Intent[];
  readonly held: readonly { readonly intent: Intent; readonly why: HoldReason }[];
  readonly waiting: readonly { readonly intent: Intent; readonly until: Instant }[];
}

/**
 * Orders intents (undo, hold, move, letter, mail, reminder, fields; then by when they became owed) and applies the
 * caps. An effect that is `pending` was let through before and goes; one that is `held` stays so until it is released.
 */
export function admit(
  intents: readonly Intent[],
  effects: ReadonlyMap<string, Effect>,
  context: AdmissionContext,
  now: Instant,
): Admission {
  const go: Intent[] = [];
  const held: { intent: Intent; why: HoldReason }[] = [];
  const waiting: { intent: Intent; until: Instant }[] = [];
  const counts = countChanges(intents);
  const letters = new LetterBook(context, now);
  const goneByClass = new Map<IntentClass, number>();
  for (const intent of [...intents].sort(compareIntents)) {
    const effect = effects.get(intent.key);
    const status = effect?.status;
    const until = waitsUntil(intent, context, now) ?? letters.waitsUntil(intent);
    if (until !== null) waiting.push({ intent, until });
    else if (status === 'pending') go.push(intent);
    else {
      const gone = goneByClass.get(intent.class) ?? 0;
      const why = reasonToHold(
        intent,
        { gone, sameChange: counts.get(intent.change ?? '') ?? 0 },
        context.caps,
      );
      const recorded = status === 'held' ? recordedReason(effect) : null;
      const holds = recorded ?? why;
      if (holds !== null) {
        held.push({ intent, why: holds });
        continue;
      }
      goneByClass.set(intent.class, gone + 1);
      go.push(intent);
    }
    if (until === null) letters.enter(intent);
  }
  return { go, held, waiting };
}

function recordedReason(effect: Effect | undefined): HoldReason {
  return holdReasons.find((reason) => reason === effect?.details['why']) ?? 'per-tick';
}

function compareIntents(one: Intent, other: Intent): number {
  return (
    intentClasses.indexOf(one.class) - intentClasses.indexOf(other.class) ||
    one.owedAt - other.owedAt ||
    (one.key < other.key ? -1 : 1)
  );
}

function waitsUntil(intent: Intent, { hours }: AdmissionContext, now: Instant): Instant | null {
  if (intent.notBefore > now) return intent.notBefore;
  return intent.inOpenHours && !hours.isOpen(now) ? hours.nextOpening(now) : null;
}

function countChanges(intents: readonly Intent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { change, article } of intents) {
    if (change !== null && article?.kind === 'letter') counts.set(change, (counts.get(change) ?? 0) + 1);
  }
  return counts;
}

function reasonToHold(
  intent: Intent,
  { gone, sameChange }: { readonly gone: number; readonly sameChange: number },
  caps: Caps,
): HoldReason | null {
  if (intent.article?.kind === 'letter' && sameChange > caps.lettersPerChange) return 'letters-per-change';
  return gone >= (caps.perTick[intent.class] ?? Infinity) ? 'per-tick' : null;
}

/** Letters per applicant within the last hour, those admitted just now included. */
class LetterBook {
  readonly #context: AdmissionContext;
  readonly #now: Instant;
  readonly #entered = new Map<string, Instant[]>();

  constructor(context: AdmissionContext, now: Instant) {
    this.#context = context;
    this.#now = now;
  }

  waitsUntil({ article }: Intent): Instant | null {
    if (article?.kind !== 'letter') return null;
    const { lettersPerApplicantAndHour } = this.#context.caps;
    const recent = [
      ...this.#context.lettersSentTo(article.applicantId),
      ...(this.#entered.get(article.applicantId) ?? []),
    ]
      .filter((at) => at > this.#now - MS_PER_HOUR)
      .sort((one, other) => one - other);
    const oldest = recent.at(-lettersPerApplicantAndHour);
    return recent.length < lettersPerApplicantAndHour || oldest === undefined ? null : oldest + MS_PER_HOUR;
  }

  enter({ article }: Intent): void {
    if (article?.kind !== 'letter') return;
    this.#entered.set(article.applicantId, [...(this.#entered.get(article.applicantId) ?? []), this.#now]);
  }
}
