import type { Migration } from './migration.ts';

/** Instants are int8 milliseconds; documents are JSON in text: the ledger's exact bytes are hashed. */
export const first: Migration = {
  id: 1,
  name: 'first',
  statements: [
    `CREATE TABLE ticket (
      id text PRIMARY KEY,
      number text NOT NULL,
      applicant_id text NOT NULL,
      created_at int8 NOT NULL,
      updated_at int8 NOT NULL,
      pulled_at int8 NOT NULL,
      state text,
      state_since_at int8 NOT NULL,
      gone text,
      wake_at int8,
      fingerprint text NOT NULL DEFAULT '',
      document text NOT NULL
    )`,
    `CREATE INDEX ticket_number ON ticket (number)`,
    `CREATE INDEX ticket_applicant ON ticket (applicant_id, created_at)`,
    `CREATE INDEX ticket_created ON ticket (created_at, id)`,
    `CREATE INDEX ticket_wake ON ticket (wake_at, id)`,
    `CREATE INDEX ticket_fingerprint ON ticket (fingerprint)`,

    `CREATE TABLE ledger (
      seq int8 PRIMARY KEY,
      at int8 NOT NULL,
      kind text NOT NULL,
      key text NOT NULL,
      subject text NOT NULL,
      rule_id text NOT NULL,
      ground text NOT NULL,
      status text NOT NULL,
      pack_hash text NOT NULL,
      details text NOT NULL,
      hash text NOT NULL,
      previous_hash text NOT NULL
    )`,
    `CREATE INDEX ledger_at ON ledger (at, seq)`,
    `CREATE INDEX ledger_subject ON ledger (subject, seq)`,
    `CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$`,
    `CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()`,

    // Where each effect and finding stands: the last ledger line of its key, so that the queue is found without a scan.
    `CREATE TABLE standing (
      kind text NOT NULL,
      key text NOT NULL,
      subject text NOT NULL,
      status text NOT NULL,
      at int8 NOT NULL,
      seq int8 NOT NULL REFERENCES ledger (seq),
      PRIMARY KEY (kind, key)
    )`,
    `CREATE INDEX standing_subject ON standing (subject)`,
    `CREATE INDEX standing_status ON standing (kind, status, seq)`,

    `CREATE TABLE state (key text PRIMARY KEY, value text NOT NULL)`,
    `CREATE TABLE lease (name text PRIMARY KEY, holder text NOT NULL, ends_at int8 NOT NULL)`,
    `CREATE TABLE document (
      id text PRIMARY KEY,
      kind text NOT NULL,
      period text NOT NULL,
      issued_at int8 NOT NULL,
      sha256 text NOT NULL,
      path text NOT NULL,
      figures text NOT NULL,
      recipients text NOT NULL
    )`,
    `CREATE INDEX document_kind ON document (kind, issued_at)`,
  ],
};
