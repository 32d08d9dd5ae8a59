import type { Outcome } from '../../app/apply-plan.ts';
import type { Waiting } from '../../app/migrate-fields.ts';

const signs: Readonly<Record<Outcome['done'], string>> = {
  created: '+',
  changed: '~',
  'taken over': '>',
  'given back': '<',
  deactivated: '-',
  migrated: '*',
  failed: '!',
  skipped: '…',
};

/** One line per object as it is done. */
export function renderOutcome({ kind, name, done, why }: Outcome): string {
  return `  ${signs[done]} ${done} ${kind} "${name}"${why === null ? '' : `: ${why}`}\n`;
}

/** Why the run stands still. */
export function renderWaiting({ reason, waitMs }: Waiting): string {
  const seconds = Math.ceil(waitMs / 1000);
  return reason === 'migrated-lately'
    ? `  … waiting ${seconds} s: two migrations within five minutes can put Zammad into a restart loop\n`
    : `  … waiting for the helpdesk to come back (up to ${seconds} s)\n`;
}
