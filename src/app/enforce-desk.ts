import type { Instant } from '../core/calendar/instant.ts';
import { NO_LONGER_OWED } from '../core/policy/effect-standing.ts';
import { evaluateDesk } from '../core/policy/evaluate-desk.ts';
import type { Activation, Directory } from '../core/policy/evaluation.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { LedgerDraft, Standing } from '../store/store.ts';
import type { Carried } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { type DeskFacts, readDeskFacts } from './desk-facts.ts';
import { composeDeskMail, deskRecipients } from './desk-mail.ts';
import { effectDraft, findingDrafts, mishapDraft } from './ledger-drafts.ts';
import { sendMailOnce } from './send-mail-once.ts';

/** What the desk as a whole owes, and what became of it. */
export interface DeskReport {
  readonly executed: readonly Carried[];
  /** What would be done now if enforcing were on. */
  readonly observed: readonly Intent[];
}

/** What a look at the desk shares with the tick it belongs to. */
export interface DeskContext {
  readonly now: Instant;
  readonly directory: Directory;
  readonly activation: Activation;
  readonly isEnforcing: boolean;
}

/**
 * Evaluates what no single ticket shows, puts findings on record and, while enforcing, sends what is owed, each mail
 * once. What cannot be sent yet (no mail set up, nobody to send it to) stays owed and is told once.
 * @throws AppError of the store
 */
export async function enforceDesk(
  desk: Desk,
  context: DeskContext,
  beforeEffect: () => Promise<void> = () => Promise.resolve(),
): Promise<DeskReport> {
  const { now, activation, isEnforcing } = context;
  if (desk.pack.desk.rules.length === 0) return { executed: [], observed: [] };
  const facts = await readDeskFacts(desk, activation, now);
  const { findings, intents, skipped } = evaluateDesk(facts.input, now);
  const standingOf = (subject: string): Standing => facts.standings.get(subject) ?? nothing;
  const drafts: LedgerDraft[] = [
    ...findings.flatMap((finding) => findingDrafts(finding, standingOf(finding.subject), { now, desk })),
    ...(isEnforcing ? skipped : []).map(({ intent, why }) =>
      effectDraft(intent, { status: 'skipped', at: now, details: { why } }, desk),
    ),
    ...(isEnforcing ? dropped(facts, intents, { now, desk }) : []),
  ];
  if (drafts.length > 0) await desk.store.ledger.append(drafts);
  const due = intents.filter((intent) => isDue(intent, now, desk));
  if (!isEnforcing) return { executed: [], observed: due };
  const executed: Carried[] = [];
  for (const intent of due) {
    await beforeEffect();
    executed.push({ intent, became: await send(intent, facts, { desk, context }) });
  }
  return { executed: executed.filter(({ became }) => became !== 'waits'), observed: [] };
}

const nothing: Standing = { effects: new Map(), findings: new Map() };

function isDue({ notBefore, inOpenHours }: Intent, now: Instant, { pack }: Desk): boolean {
  return notBefore <= now && (!inOpenHours || pack.defaultCalendar.isOpen(now));
}

async function send(
  intent: Intent,
  facts: DeskFacts,
  { desk, context }: { readonly desk: Desk; readonly context: DeskContext },
): Promise<Carried['became']> {
  const to = deskRecipients(intent, desk.pack, context);
  if (desk.mail === null || to.length === 0) {
    await tellOnce(intent, desk.mail === null ? 'no-mail' : 'no-recipient', facts, { desk, context });
    return 'waits';
  }
  const { key, subject, ruleId, ground } = intent;
  const compose = () => composeDeskMail(intent, to, { desk, rosters: facts.rosters });
  const standing = await sendMailOnce({ key, subject, ruleId, ground, compose }, desk.mail);
  return standing === 'sent' ? 'done' : standing;
}

async function tellOnce(
  intent: Intent,
  code: string,
  { standings }: DeskFacts,
  { desk, context: { now } }: { readonly desk: Desk; readonly context: DeskContext },
): Promise<void> {
  const draft = mishapDraft(intent, { code, at: now, details: {} }, desk);
  if (standings.get(intent.subject)?.findings.has(draft.key) === true) return;
  desk.log.error({ key: intent.key, code }, 'a mail about the desk cannot be sent');
  await desk.store.ledger.append([draft]);
}

/** A promise that nobody is owed any more must not wait for ever; one whose fate is unknown stays. */
function dropped(
  { standings }: DeskFacts,
  intents: readonly Intent[],
  { now, desk }: { readonly now: Instant; readonly desk: Desk },
): readonly LedgerDraft[] {
  const owed = new Set(intents.map(({ key }) => key));
  return [...standings].flatMap(([subject, { effects }]) =>
    [...effects.values()]
      .filter((effect) => isIdlePromise(effect) && !owed.has(effect.key))
      .map(({ key, details }): LedgerDraft => {
        const ruleId = key.split('/')[1] ?? '';
        return {
          at: now,
          kind: 'effect',
          key,
          subject,
          ruleId,
          ground: { kind: 'product', about: null },
          status: 'skipped',
          packHash: desk.pack.hash,
          details: { ...details, why: NO_LONGER_OWED },
        };
      }),
  );
}

function isIdlePromise({ status, details }: Effect): boolean {
  return status === 'pending' && typeof details['retryAt'] === 'number';
}
