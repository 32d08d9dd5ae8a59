import type { Migration } from './migration.ts';

/**
 * All that a tick asks about tickets that did not change stands in narrow rows of their own, which one index finds when
 * they are due. In the wide ones room is left for the next version of a ticket: it then needs no new entry in any index.
 */
export const head: Migration = {
  id: 5,
  name: 'head',
  statements: [
    'ALTER TABLE wake RENAME TO head',
    'ALTER TABLE head ADD COLUMN updated_at int8 NOT NULL DEFAULT 0',
    'UPDATE head SET updated_at = ticket.updated_at FROM ticket WHERE ticket.id = head.id',
    'ALTER TABLE head ALTER COLUMN updated_at DROP DEFAULT',
    'DROP INDEX wake_by_time, wake_by_fingerprint',
    'CREATE INDEX head_due ON head (fingerprint, wake_at, id)',
    'ALTER TABLE ticket DROP COLUMN updated_at',
    'ALTER TABLE ticket SET (fillfactor = 70)',
  ],
};
