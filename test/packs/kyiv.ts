import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Directory, Evaluation } from '../../src/core/policy/evaluation.ts';
import { evaluateTicket } from '../../src/core/policy/evaluate-ticket.ts';
import type { Effect, Intent } from '../../src/core/policy/intent.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../support/a-pack.ts';
import type { PackOverrides } from '../support/a-pack.ts';
import { aTicket, at } from '../support/a-ticket.ts';
import type { Step, TicketOptions } from '../support/a-ticket.ts';

/** The folder of the Kyiv pack. */
export const kyivFolder = fileURLToPath(new URL('../../mappings/kyiv-public-budget', import.meta.url));

/** The example overlay that stands beside the pack. */
export const kyivOverlay = readFileSync(`${kyivFolder}/overlay.example.yaml`, 'utf8');

let known: CompiledPack | undefined;

/** The Kyiv pack as it is shipped; compiled once. */
export function kyivPack(): CompiledPack {
  return (known ??= kyivPackWith({}));
}

/** The Kyiv pack with an overlay or with edits. */
export function kyivPackWith(overrides: PackOverrides): CompiledPack {
  return compileTestPack({ ...overrides, pack: kyivFolder });
}

/** A ticket as it comes by mail to the Information service, and what happens to it. */
export function kyivTicket(options: TicketOptions = {}, ...steps: readonly Step[]): Ticket {
  const fields = { group: 'information', request_channel: 'email', ...options.fields };
  return aTicket({ ...options, fields }, ...steps);
}

/** A ticket that an agent enters while an applicant calls. */
export function kyivCall(options: TicketOptions = {}, ...steps: readonly Step[]): Ticket {
  return kyivTicket(
    { by: 'agent', ...options, fields: { request_channel: 'phone', ...options.fields } },
    ...steps,
  );
}

const directory: Directory = {
  people: new Map(),
  leads: new Map(),
  deputies: new Map(),
  dutyAddress: null,
  addresses: new Map([['gbk', 'gbk@kyivcity.gov.ua']]),
};

export interface EvaluationOptions {
  readonly pack?: CompiledPack;
  readonly effects?: ReadonlyMap<string, Effect>;
  readonly directory?: Partial<Directory>;
}

/** The answer for a ticket at an ISO instant, every rule having been in force for long. */
export function evaluateAt(now: string, ticket: Ticket, options: EvaluationOptions = {}): Evaluation {
  const { pack = kyivPack(), effects = new Map<string, Effect>() } = options;
  const since = at('2022-01-01T00:00:00Z');
  return evaluateTicket(
    {
      pack,
      ticket,
      effects,
      directory: { ...directory, ...options.directory },
      activation: {
        enforcingSince: since,
        packSince: since,
        catchesUp: false,
        rules: new Map(pack.rules.map(({ id }) => [id, since])),
      },
    },
    at(now),
  );
}

/** The letters and notes owed: `rule → text`. */
export function textsOwed({ intents }: Evaluation): Readonly<Record<string, string>> {
  return Object.fromEntries(
    intents.flatMap(({ ruleId, article, mail }) => {
      const textId = article?.textId ?? mail?.textId;
      return textId === undefined ? [] : [[ruleId, textId]];
    }),
  );
}

/** The intent of a rule; it must be owed. */
export function intentOf(ruleId: string, { intents }: Evaluation): Intent {
  const intent = intents.find((each) => each.ruleId === ruleId);
  if (intent === undefined) {
    throw new Error(`"${ruleId}" owes nothing; owed are ${intents.map((each) => each.ruleId).join(', ')}`);
  }
  return intent;
}

/** The codes of what violates a clause, with the clause. */
export function violationsIn({ findings }: Evaluation): readonly string[] {
  return findings.flatMap(({ code, ground }) =>
    ground.kind === 'clause' ? [`${ground.clause}: ${code}`] : [],
  );
}
