import { evaluateTicket } from '../../../src/core/policy/evaluate-ticket.ts';
import type { Directory, Evaluation, EvaluationInput } from '../../../src/core/policy/evaluation.ts';
import type { Effect, EffectStatus } from '../../../src/core/policy/intent.ts';
import { readSituation } from '../../../src/core/policy/situation.ts';
import type { Situation } from '../../../src/core/policy/situation.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { Notice, Rule } from '../../../src/core/regulation/schema/rule.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { at } from '../../support/a-ticket.ts';

/** Nobody is known. */
export const noDirectory: Directory = {
  people: new Map(),
  leads: new Map(),
  deputies: new Map(),
  dutyAddress: null,
  addresses: new Map(),
};

/** Every rule of the pack active since an instant. */
export function activeSince(pack: CompiledPack, since: number): EvaluationInput['activation'] {
  return {
    enforcingSince: since,
    rules: new Map(pack.rules.map((rule) => [rule.id, since])),
    packSince: since,
    catchesUp: false,
  };
}

export type EvaluationOptions = Partial<Omit<EvaluationInput, 'pack' | 'ticket'>>;

/**
 * What the pack asks of the ticket at an instant; by default everything is active and nothing was done yet. Nothing is
 * remembered of the pack from another test.
 */
export function evaluationOf(
  pack: CompiledPack,
  ticket: Ticket,
  now: string | number,
  options: EvaluationOptions = {},
): Evaluation {
  return evaluateTicket(inputOf(pack, ticket, options), typeof now === 'string' ? at(now) : now);
}

/** What the parts of an evaluation look at, as `evaluationOf` has it. */
export function situationOf(
  pack: CompiledPack,
  ticket: Ticket,
  now: string,
  options: EvaluationOptions = {},
): Situation {
  return readSituation(inputOf(pack, ticket, options), at(now));
}

function inputOf(pack: CompiledPack, ticket: Ticket, options: EvaluationOptions): EvaluationInput {
  return {
    pack: { ...pack },
    ticket,
    effects: new Map(),
    directory: noDirectory,
    activation: activeSince(pack, at('2026-01-01T00:00:00Z')),
    ...options,
  };
}

/** Effects by key, all in one status. */
export function effectsWith(status: EffectStatus, ...keys: readonly string[]): ReadonlyMap<string, Effect> {
  return new Map(keys.map((key) => [key, { key, status, at: 0, details: {} }]));
}

/** Rule ids of the intents, with the class, in order. */
export function owedBy({ intents }: Evaluation): string[] {
  return intents.map((intent) => `${intent.ruleId}:${intent.class}`);
}

/** The small pack with other rules (and notices); texts of any name are there. */
export function packWithRules(
  rules: readonly Readonly<Record<string, unknown>>[],
  notices: readonly Readonly<Record<string, unknown>>[] = [],
): CompiledPack {
  const pack = compileTestPack();
  const parsed = rules.map((rule) => Rule.parse({ id: 'rule', summary: 'A rule', clause: 'S 1', ...rule }));
  const added = notices.map((notice) =>
    Notice.parse({ label: 'A notice', text: 'letter-changed', ...notice }),
  );
  return {
    ...pack,
    rules: parsed,
    notices: new Map([...pack.notices, ...added.map((each) => [each.id, each] as const)]),
  };
}
