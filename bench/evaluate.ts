import { evaluateTicket } from '../src/core/policy/evaluate-ticket.ts';
import type { Activation, Directory } from '../src/core/policy/evaluation.ts';
import { kyivPack } from './support/kyiv.ts';
import { kyivTicket, rememberedEffects, yearBefore } from './support/kyiv-tickets.ts';

const TICKETS = 10_000;
const ROUNDS = 30;
const REQUIRED_PER_SECOND = 20_000;
const now = Date.parse('2026-11-20T14:00:00Z');

/** Full evaluation of Kyiv tickets, clocks, findings and intents: how many a second of one core. */
export function bench(): boolean {
  const pack = kyivPack();
  const tickets = Array.from({ length: TICKETS }, (_, index) => kyivTicket(index, pack, yearBefore(now)));
  const effectsOf = tickets.map(rememberedEffects);
  const facts = tickets.reduce((sum, { timeline }) => sum + timeline.length, 0);
  const people: Directory = {
    people: new Map(),
    leads: new Map(),
    deputies: new Map(),
    dutyAddress: null,
    addresses: new Map(),
  };
  const activation: Activation = {
    enforcingSince: now - 30 * 24 * 3_600_000,
    rules: new Map(pack.rules.map(({ id }) => [id, 0])),
    packSince: 0,
    catchesUp: false,
  };
  let bestMs = Infinity;
  let [clocks, findings, intents] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    [clocks, findings, intents] = [0, 0, 0];
    const before = process.cpuUsage();
    for (const [index, ticket] of tickets.entries()) {
      const effects = effectsOf[index] ?? new Map();
      const evaluation = evaluateTicket({ pack, ticket, effects, directory: people, activation }, now);
      clocks += evaluation.clocks.length;
      findings += evaluation.findings.length;
      intents += evaluation.intents.length;
    }
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1_000);
  }
  const perSecond = Math.round((TICKETS * 1_000) / bestMs);
  console.log(
    `${TICKETS} tickets of ${(facts / TICKETS).toFixed(1)} facts, ${pack.rules.length} rules: ` +
      `${clocks} clocks, ${findings} findings, ${intents} intents`,
  );
  console.log(
    `${perSecond.toLocaleString('en')} tickets a second of one core, best of ${ROUNDS} rounds (at least ${REQUIRED_PER_SECOND.toLocaleString('en')})`,
  );
  return perSecond >= REQUIRED_PER_SECOND;
}
