import { createHash } from 'node:crypto';
import { AppError } from '../core/app-error.ts';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { Effect, Ground } from '../core/policy/intent.ts';
import type { Mailer } from '../output/output.ts';
import type { Ledger, LedgerDraft, Store } from '../store/store.ts';
import type { Installation } from './installation.ts';
import { MailAttempts, type OwedMail, promiseMail, untried } from './owed-mail.ts';
import type { Clock, Log } from './ports.ts';

/** What mail is sent and put on record with. */
export interface MailTools {
  readonly mailer: Mailer;
  /** Tells the Message-IDs of two installations apart; stays the same over restarts. */
  readonly installationId: string;
  readonly ledger: Pick<Ledger, 'append' | 'effectsOf' | 'listByStatus'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly packHash: string;
  /** Is told by mail of another that is refused or unconfirmed; null when the overlay names none. */
  readonly dutyAddress: string | null;
}

/**
 * Where an owed mail stands. `possibly-twice`: sent, and an earlier attempt may have arrived too. `waits`: tried again
 * later. `refused`: never tried again, somebody must see to it by other means.
 */
export type MailStanding = 'sent' | 'possibly-twice' | 'waits' | 'refused';

/** After so many attempts that surely failed it is told, once; it goes on being tried. */
const attemptsBeforeAlarm = 5;
const waitsAfterAttempt = [1, 5, 15, 60].map((minutes) => minutes * MS_PER_MINUTE);
const longestWaitMs = 4 * MS_PER_HOUR;
/** A mail whose fate is unknown is sent once more, never a third time. */
const unknownsAtMost = 2;

const notSent = 'mail-not-sent';

/** The `what` of a mail that tells those on duty of another. */
export const undelivered = 'undelivered';

/** What an installation sends mail with; null where no mail is set up. */
export function mailToolsOf(
  { mailer, settings, clock, log, pack }: Installation,
  { ledger }: Pick<Store, 'ledger'>,
): MailTools | null {
  if (mailer === null) return null;
  return {
    mailer,
    installationId: settings.installationId,
    ledger,
    clock,
    log,
    packHash: pack.hash,
    dutyAddress: pack.overlay.duty_address ?? null,
  };
}

/**
 * Sends an owed mail if it is time to, once: promises it (`pending`) before the server hears of it and records what
 * became of it. Called with each tick until it is settled; what a process left that ended half-way decides the same
 * way. Surely not sent: tried again after 1, 5, 15 and 60 minutes, then every 4 hours, and told after the fifth time.
 * Unknown: sent once more under the same Message-ID. Refused: told, and never tried again.
 * @throws AppError of `compose`; then nothing was promised
 */
export async function sendMailOnce(owed: OwedMail, tools: MailTools): Promise<MailStanding> {
  const { clock, ledger } = tools;
  const effect = (await ledger.effectsOf(owed.subject)).get(owed.key);
  const settled = settledAs(effect);
  if (settled !== null) return settled;
  const before: MailAttempts = {
    ...attemptsOf(effect),
    ...(owed.facts === undefined ? {} : { facts: owed.facts }),
  };
  if (before.unknowns >= unknownsAtMost) return giveUpUnknown(owed, before, tools);
  if (before.retryAt !== null && clock.now() < before.retryAt) return 'waits';
  const mail = await owed.compose();
  const attempts: MailAttempts = { ...before, attempt: before.attempt + 1, retryAt: null };
  await record(owed, 'pending', attempts, tools);
  try {
    await tools.mailer.send({ ...mail, messageId: messageIdOf(owed.key, tools) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return settleFailure(error, owed, attempts, tools);
  }
  return settleSent(owed, attempts, tools);
}

function settledAs(effect: Effect | undefined): MailStanding | null {
  switch (effect?.status) {
    case 'done':
      return 'sent';
    case 'possibly-twice':
      return 'possibly-twice';
    case 'refused':
    case 'skipped':
    case 'ineffective':
      return 'refused';
    default:
      return null;
  }
}

function attemptsOf(effect: Effect | undefined): MailAttempts {
  if (effect === undefined) return untried;
  const attempts = MailAttempts.parse(effect.details);
  return attempts.retryAt === null ? { ...attempts, unknowns: attempts.unknowns + 1 } : attempts;
}

async function settleSent(owed: OwedMail, attempts: MailAttempts, tools: MailTools): Promise<MailStanding> {
  const isFirst = attempts.unknowns === 0;
  await record(owed, isFirst ? 'done' : 'possibly-twice', attempts, tools);
  tools.log.info({ key: owed.key, attempt: attempts.attempt }, 'a mail was sent');
  return isFirst ? 'sent' : 'possibly-twice';
}

async function settleFailure(
  error: AppError,
  owed: OwedMail,
  attempts: MailAttempts,
  tools: MailTools,
): Promise<MailStanding> {
  const why = { why: error.code, ...pick(error.details, 'reason', 'responseCode', 'refused') };
  switch (error.code) {
    case 'rejected':
      await record(owed, 'refused', { ...attempts, ...why }, tools);
      await alarm(owed, 'mail-refused', why, tools);
      return 'refused';
    case 'partial':
      await alarm(owed, 'mail-refused-in-part', why, tools);
      return settleSent(owed, attempts, tools);
    case 'unknown-outcome': {
      const unknowns = attempts.unknowns + 1;
      const retryAt = tools.clock.now() + waitAfter(1);
      await record(owed, 'pending', { ...attempts, unknowns, retryAt, ...why }, tools);
      tools.log.warn({ key: owed.key }, 'nobody knows whether a mail arrived');
      return unknowns >= unknownsAtMost ? giveUpUnknown(owed, { ...attempts, unknowns }, tools) : 'waits';
    }
    default: {
      const retryAt = tools.clock.now() + waitAfter(attempts.attempt);
      await record(owed, 'pending', { ...attempts, retryAt, ...why }, tools);
      tools.log.warn({ key: owed.key, attempt: attempts.attempt, ...why }, 'a mail could not be sent yet');
      if (attempts.attempt === attemptsBeforeAlarm) await alarm(owed, notSent, why, tools);
      return 'waits';
    }
  }
}

/** Sent twice, and nobody knows of either: it may have arrived once, twice or not at all. */
async function giveUpUnknown(
  owed: OwedMail,
  attempts: MailAttempts,
  tools: MailTools,
): Promise<MailStanding> {
  await record(owed, 'possibly-twice', { ...attempts, isConfirmed: false }, tools);
  await alarm(owed, 'mail-unconfirmed', { attempts: attempts.attempt }, tools);
  return 'possibly-twice';
}

function waitAfter(attempt: number): number {
  return waitsAfterAttempt[attempt - 1] ?? longestWaitMs;
}

/** The same mail of the same installation has the same one; it says nothing about what the mail is about. */
function messageIdOf(key: string, { installationId, mailer }: MailTools): string {
  const local = createHash('sha256').update(`${installationId}\n${key}`).digest('hex').slice(0, 40);
  return `<${local}@${mailer.from.slice(mailer.from.lastIndexOf('@') + 1)}>`;
}

async function record(
  { key, subject, ruleId, ground }: OwedMail,
  status: Effect['status'],
  details: LedgerDraft['details'],
  { ledger, clock, packHash }: MailTools,
): Promise<void> {
  const at = clock.now();
  await ledger.append([{ at, kind: 'effect', key, subject, ruleId, ground, status, packHash, details }]);
}

/** Somebody must see to it: a finding of ours, which no clause demands, and a mail to those on duty. */
async function alarm(owed: OwedMail, code: string, details: object, tools: MailTools): Promise<void> {
  const { key, subject, ruleId } = owed;
  const { packHash } = tools;
  const at = tools.clock.now();
  tools.log.error({ key, code, ...details }, 'a mail needs somebody to see to it');
  const ground: Ground = { kind: 'product', about: null };
  const finding: LedgerDraft = {
    at,
    kind: 'finding',
    key: `${key}/${code}`,
    subject,
    ruleId,
    ground,
    status: 'found',
    packHash,
    details: { code, ...details },
  };
  // Of a mail that tells of another nobody else can be told by mail; nor of a server that takes none.
  const canMail = tools.dutyAddress !== null && owed.facts?.['what'] !== undelivered && code !== notSent;
  const facts = { what: undelivered, of: key, code };
  const telling = { key: `${key}/${undelivered}`, subject, ruleId, ground, facts };
  await tools.ledger.append(canMail ? [finding, promiseMail(telling, { at, packHash })] : [finding]);
}

function pick(details: AppError['details'], ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in details).map((name) => [name, details[name]]));
}
