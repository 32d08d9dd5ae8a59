import type { Migration } from './migration.ts';

/** A ticket may name another as its parent, by number: what happens there concerns it too. */
export const parents: Migration = {
  id: 3,
  name: 'parents',
  statements: [
    'ALTER TABLE ticket ADD COLUMN parent_number text',
    'CREATE INDEX ticket_parent ON ticket (parent_number) WHERE parent_number IS NOT NULL',
  ],
};
