import type { Migration } from './migration.ts';

/** Numbers of a year have no gap: one is taken with the row that registers its act, and no row is taken away. */
export const acts: Migration = {
  id: 2,
  name: 'acts',
  statements: [
    `CREATE TABLE act (
      year int NOT NULL,
      number int NOT NULL CHECK (number >= 1),
      document_id text NOT NULL,
      subject text NOT NULL,
      issued_at int8 NOT NULL,
      pack_hash text NOT NULL,
      effect_key text UNIQUE,
      files text NOT NULL DEFAULT '{}',
      cancelled_at int8,
      cancelled_why text,
      PRIMARY KEY (year, number)
    )`,
    `CREATE INDEX act_subject ON act (subject)`,
    `CREATE FUNCTION refuse_act_removal() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the register of acts keeps every number'; END $$`,
    `CREATE TRIGGER acts_are_kept BEFORE DELETE OR TRUNCATE ON act
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_act_removal()`,
  ],
};
