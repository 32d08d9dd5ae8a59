import type { Instant } from '../calendar/instant.ts';
import { evaluateClocks } from '../clock/evaluate-clocks.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TextData } from './intent.ts';
import { valueLabel } from './value-label.ts';

/**
 * What everybody may be told of a ticket as of `now`: number, state and, while it is being solved, the term it is
 * solved by. Nothing of whose it is or what it says.
 * @clause K 4.10.5
 */
export function statusData(ticket: Ticket, pack: CompiledPack, now: Instant): TextData {
  return {
    'ticket.number': ticket.number,
    state: valueLabel('state', ticket.fields['state'] ?? null, pack),
    term: termOf(ticket, pack, now),
    ...openData(pack),
  };
}

/** What texts for everybody may show where no ticket is spoken of. */
export function openData({ manifest, overlay }: CompiledPack): TextData {
  const addresses = Object.entries({ ...manifest.addresses, ...overlay.addresses });
  return {
    'pack.title': manifest.title,
    ...Object.fromEntries(addresses.map(([id, address]) => [`addresses.${id}`, address])),
  };
}

function termOf(ticket: Ticket, pack: CompiledPack, now: Instant): TextData[string] {
  const clock = pack.clocks.find(({ native }) => native === 'solution');
  const reading = evaluateClocks({ pack, ticket }, now).findLast(({ clockId }) => clockId === clock?.id);
  const isReal = reading?.goals.at(-1)?.isProvisional === false;
  const isRunning = reading?.state === 'running' || reading?.state === 'breached';
  return isReal && isRunning && reading.dueAt !== null ? { instant: reading.dueAt } : null;
}
