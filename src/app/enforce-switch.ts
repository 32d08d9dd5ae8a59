import { AppError } from '../core/app-error.ts';
import type { BootstrapPlan } from '../core/bootstrap/bootstrap-plan.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { Ledger } from '../store/store.ts';
import { applyApproved, type BootstrapInput, type BootstrapReport, planWith } from './bootstrap.ts';
import { readEnforcement, recordEnforcement, type Enforcement } from './enforcement.ts';

/** What switching needs beside what bootstrap needs. */
export interface EnforceInput extends BootstrapInput {
  readonly ledger: Ledger;
  /** The end of the daemon's last tick without failure; null when none was seen. */
  readonly daemonHealthyAt: Instant | null;
}

/** The position of the switch and what became of the objects that follow it. */
export interface EnforceReport extends BootstrapReport {
  /** Unchanged while anything is left to do. */
  readonly enforcement: Enforcement | null;
}

const healthyWithinMs = 15 * MS_PER_MINUTE;

/**
 * What turning the switch would change in the helpdesk: what binds people comes into force or goes out of it, what
 * enforcing takes over is taken or given back. Changes nothing.
 * @throws AppError refused when the helpdesk is not bootstrapped, or nobody would enforce.
 */
export async function planEnforcement(to: 'on' | 'off', input: EnforceInput): Promise<BootstrapPlan> {
  if (to === 'on') await refuseUnready(input);
  return planSwitch(to, input);
}

/**
 * Turns the switch as planned. The instant of activation is recorded when everything is in place, once: nothing that
 * happened before it will be acted on.
 */
export async function applyEnforcement(
  to: 'on' | 'off',
  approved: BootstrapPlan,
  input: EnforceInput,
): Promise<EnforceReport> {
  const report = await applyApproved(approved, () => planSwitch(to, input), input);
  const mode = to === 'on' ? 'enforcing' : 'observing';
  const before = await readEnforcement(input.state);
  if (!report.isComplete || before?.mode === mode) return { ...report, enforcement: before };
  const enforcement: Enforcement = { mode, since: input.clock.now() };
  await noteInLedger(enforcement, input);
  await recordEnforcement(input.state, enforcement);
  return { ...report, enforcement };
}

/** Everything that follows the switch changes at once. */
function planSwitch(to: 'on' | 'off', input: EnforceInput): Promise<BootstrapPlan> {
  return planWith(to === 'on', input, { allowsMany: true });
}

async function refuseUnready(input: EnforceInput): Promise<void> {
  const { daemonHealthyAt, clock } = input;
  if (daemonHealthyAt === null || clock.now() - daemonHealthyAt > healthyWithinMs) {
    throw new AppError(
      'refused',
      `No daemon has finished a tick without failure in the last ${healthyWithinMs / MS_PER_MINUTE} minutes; start "reglament daemon" first, or applicants would be left without letters`,
      { details: { daemonHealthyAt } },
    );
  }
  const plan = await planWith('as-it-is', input);
  const { additions, changes, needsMigration, problems } = plan;
  if (additions.length + changes.length + problems.length > 0 || needsMigration) {
    throw new AppError(
      'refused',
      'The helpdesk is not as the pack wants it; run "reglament bootstrap" first, then turn enforcing on',
      { details: { additions: additions.length, changes: changes.length, problems } },
    );
  }
}

async function noteInLedger({ mode, since }: Enforcement, { ledger, pack }: EnforceInput): Promise<void> {
  await ledger.append([
    {
      at: since,
      kind: 'activation',
      key: `desk/enforcement/${mode}/${since}`,
      subject: 'desk',
      ruleId: 'enforcement',
      ground: { kind: 'product', about: null },
      status: 'noted',
      packHash: pack.hash,
      details: { mode, pack: pack.manifest.id, version: pack.manifest.version },
    },
  ]);
}
