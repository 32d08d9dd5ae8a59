import { touchTicket } from '../engine/ticket-writer.ts';
import type { World } from '../state/world.ts';
import type { WireRequest } from './request.ts';

/** Lets a browser tab that was opened before the request save its copy of the ticket's preferences afterwards. */
export function scheduleStaleTab(world: World, request: WireRequest, delayMs: number): void {
  const id = /^\/api\/v1\/tickets\/(\d+)$/.exec(request.path)?.[1];
  const ticket = world.tickets.get(id);
  if (request.method !== 'PUT' || ticket === undefined) return;
  const copy = structuredClone(ticket.preferences);
  world.clock.schedule(world.clock.now() + delayMs, () => {
    if (!world.tickets.has(ticket)) return;
    world.transaction(ticket.owner_id, (transaction) => {
      world.tickets.update(ticket, { preferences: copy });
      touchTicket(world, ticket, transaction);
    });
  });
}
