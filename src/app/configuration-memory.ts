import { z } from 'zod';
import type { ObjectReference, Takeover } from '../core/bootstrap/configuration-object.ts';
import { objectKinds } from '../core/bootstrap/desired-object.ts';
import type { KnownIdentities } from '../core/bootstrap/identify-object.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { StateStore } from '../store/store.ts';

const Identities = z.record(z.string(), z.object({ id: z.string(), createdAt: z.string() }));
const Values = z.record(z.string(), z.json());
const Takeovers = z.array(
  z.object({
    kind: z.enum(objectKinds),
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    why: z.string(),
    before: Values,
    taken: Values,
  }),
);

/**
 * What bootstrap remembers of a helpdesk: which object is which of the pack (a cache), what was taken over (needed to
 * give it back) and when fields were last migrated.
 */
export interface ConfigurationMemory {
  identities(): Promise<KnownIdentities>;
  /** Adds to what is remembered: objects that left the pack stay known as ours. */
  rememberIdentities(references: ReadonlyMap<string, ObjectReference>): Promise<void>;
  takeovers(): Promise<readonly Takeover[]>;
  /** To be called before the taking, so that a crash cannot lose what there is to give back. */
  rememberTakeover(takeover: Takeover): Promise<void>;
  forgetTakeover(takeover: Takeover): Promise<void>;
  migratedAt(): Promise<Instant | null>;
  rememberMigration(at: Instant): Promise<void>;
}

const identitiesKey = 'configuration.identities';
const takeoversKey = 'configuration.takeovers';
const migratedKey = 'configuration.migrated-at';

/** The memory in a state store. */
export function createConfigurationMemory(state: StateStore): ConfigurationMemory {
  const readTakeovers = async (): Promise<readonly Takeover[]> =>
    Takeovers.parse(JSON.parse((await state.get(takeoversKey)) ?? '[]'));
  const readIdentities = async (): Promise<z.infer<typeof Identities>> =>
    Identities.parse(JSON.parse((await state.get(identitiesKey)) ?? '{}'));
  const others = (all: readonly Takeover[], { kind, id }: Takeover): readonly Takeover[] =>
    all.filter((each) => each.kind !== kind || each.id !== id);
  return {
    identities: async () => new Map(Object.entries(await readIdentities())),
    async rememberIdentities(references) {
      const entries = [...references].map(([key, { id, createdAt }]) => [key, { id, createdAt }] as const);
      const known = { ...(await readIdentities()), ...Object.fromEntries(entries) };
      await state.set(identitiesKey, JSON.stringify(known));
    },
    takeovers: readTakeovers,
    async rememberTakeover(takeover) {
      const rest = others(await readTakeovers(), takeover);
      await state.set(takeoversKey, JSON.stringify([...rest, takeover]));
    },
    async forgetTakeover(takeover) {
      await state.set(takeoversKey, JSON.stringify(others(await readTakeovers(), takeover)));
    },
    async migratedAt() {
      const text = await state.get(migratedKey);
      return text === null ? null : Number(text);
    },
    rememberMigration: (at) => state.set(migratedKey, String(at)),
  };
}
