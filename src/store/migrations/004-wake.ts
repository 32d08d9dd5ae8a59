import type { Migration } from './migration.ts';

/** When tickets are looked at next, apart from the tickets: each tick changes it, and need not write a whole row anew. */
export const wake: Migration = {
  id: 4,
  name: 'wake',
  statements: [
    `CREATE TABLE wake (
      id text PRIMARY KEY,
      wake_at int8,
      fingerprint text NOT NULL DEFAULT ''
    )`,
    'INSERT INTO wake (id, wake_at, fingerprint) SELECT id, wake_at, fingerprint FROM ticket',
    'CREATE INDEX wake_by_time ON wake (wake_at, id)',
    'CREATE INDEX wake_by_fingerprint ON wake (fingerprint)',
    'ALTER TABLE ticket DROP COLUMN wake_at, DROP COLUMN fingerprint',
  ],
};
