import type { World } from '../state/world.ts';
import { settleEscalations, settleTriggers, writeEscalation } from './commit.ts';
import { calculateEscalation } from './escalation.ts';
import { changeTicket } from './ticket-writer.ts';
import { fireTimeTriggers, hasTimeTriggers } from './triggers.ts';

const SYSTEM_USER_ID = 1;
const REBUILD_DELAY_MS = 1_000;
const ESCALATION_EVERY_MS = 300_000;
const PENDING_EVERY_MS = 900_000;
const WARNING_MS = 900_000;

/** Sets the background work going that Zammad's scheduler does. */
export function startJobs(world: World): void {
  repeat(world, ESCALATION_EVERY_MS, () => {
    processEscalations(world);
  });
  repeat(world, PENDING_EVERY_MS, () => {
    processPending(world);
  });
  let isRebuildQueued = false;
  world.onEscalationRulesChanged = () => {
    if (isRebuildQueued) return;
    isRebuildQueued = true;
    world.clock.schedule(world.clock.now() + REBUILD_DELAY_MS, () => {
      isRebuildQueued = false;
      rebuildEscalations(world);
    });
  };
}

function repeat(world: World, everyMs: number, job: () => void): void {
  const next = (Math.floor(world.clock.now() / everyMs) + 1) * everyMs;
  world.clock.schedule(next, () => {
    job();
    repeat(world, everyMs, job);
  });
}

/** Works out the deadlines of all open tickets anew, each in a transaction of its own. */
function rebuildEscalations(world: World): void {
  const open = new Set(['new', 'open', 'pending reminder', 'pending action']);
  for (const ticket of world.tickets.all()) {
    if (!open.has(world.stateTypeName(ticket.state_id))) continue;
    world.transaction(SYSTEM_USER_ID, ({ at, userId }) => {
      writeEscalation(world, ticket, calculateEscalation(world, ticket, true), { at, userId });
    });
  }
}

function processEscalations(world: World): void {
  if (!hasTimeTriggers(world)) return;
  const nowMs = world.clock.now();
  const soon = new Date(nowMs + WARNING_MS).toISOString();
  const now = new Date(nowMs).toISOString();
  for (const ticket of world.tickets.filter(({ escalation_at: at }) => at !== null && at <= soon)) {
    const action = (ticket.escalation_at ?? '') < now ? 'escalation' : 'escalation_warning';
    world.transaction(SYSTEM_USER_ID, (transaction) => {
      fireTimeTriggers(world, ticket, action, transaction);
      settleEscalations(world, transaction);
    });
  }
}

/** Moves tickets on whose pending action has come; a reminder only sets off triggers. */
function processPending(world: World): void {
  const now = new Date(world.clock.now()).toISOString();
  for (const ticket of world.tickets.filter(({ pending_time: at }) => at !== null && at <= now)) {
    const state = world.states.get(ticket.state_id);
    const typeName = world.stateTypeName(ticket.state_id);
    const isAction = typeName === 'pending action' && state?.next_state_id != null;
    if (!isAction && typeName !== 'pending reminder') continue;
    world.transaction(SYSTEM_USER_ID, (transaction) => {
      if (isAction) changeTicket(world, ticket, { state_id: state.next_state_id }, { transaction });
      else fireTimeTriggers(world, ticket, 'reminder_reached', transaction);
      settleEscalations(world, transaction);
      settleTriggers(world, transaction);
    });
  }
}
