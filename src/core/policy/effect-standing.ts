import type { Effect, EffectStatus } from './intent.ts';
import type { Situation } from './situation.ts';

/** Nothing more is to be done about an effect in one of these. */
const settled: ReadonlySet<EffectStatus> = new Set([
  'done',
  'skipped',
  'ineffective',
  'refused',
  'possibly-twice',
]);

/**
 * Why a promise or hold was given up that nobody was owed any more when its turn came. It was not done, so it binds
 * nobody: should the ticket come to owe the same again, it is done then.
 */
export const NO_LONGER_OWED = 'no longer owed';

/** Whether an effect on record was done, or given up, once and for all. */
export function isSettled(effect: Effect | undefined): boolean {
  if (effect === undefined || !settled.has(effect.status)) return false;
  return effect.status !== 'skipped' || effect.details['why'] !== NO_LONGER_OWED;
}

/**
 * Whether what a key stands for was done, or given up, once and for all. The message that carries the key proves it,
 * whatever the ledger says: a ledger restored from a backup must not write twice.
 */
export function effectIsSettled(key: string, { input, effectMarks }: Situation): boolean {
  return isSettled(input.effects.get(key)) || effectMarks.has(key);
}

/** The same of a letter: one that was skipped for being late is owed again while the operator catches up. */
export function letterIsSettled(key: string, situation: Situation): boolean {
  const { activation, effects } = situation.input;
  const effect = effects.get(key);
  const isLate = effect?.status === 'skipped' && effect.details['why'] === 'stale';
  if (activation.catchesUp && isLate) return situation.effectMarks.has(key);
  return effectIsSettled(key, situation);
}

/** Whether a person has it in hand: held for approval, or approved and not sent yet. It does not go stale meanwhile. */
export function effectIsWithPerson(key: string, { input }: Situation): boolean {
  const effect = input.effects.get(key);
  if (effect === undefined) return false;
  return effect.status === 'held' || (effect.status === 'pending' && effect.details['released'] === true);
}

/** Statuses of an effect that the helpdesk has seen. */
const carriedOut: ReadonlySet<EffectStatus> = new Set(['done', 'ineffective', 'possibly-twice']);

/** Whether what a key stands for was carried out; what is only promised, held or given up was not. */
export function effectIsCarriedOut(key: string, { input, effectMarks }: Situation): boolean {
  const effect = input.effects.get(key);
  return (effect !== undefined && carriedOut.has(effect.status)) || effectMarks.has(key);
}
