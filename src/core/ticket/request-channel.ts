import type { TicketHistory } from './history.ts';

/** The channel by which the request came, as the pack names it, entered or derived; null when it is not known. */
export function requestChannel({ acts, pack }: TicketHistory): string | null {
  const field = pack.fieldByRole.get('channel');
  const channel = field === undefined ? null : (acts.at(-1)?.fieldsAfter[field] ?? null);
  return channel === null ? null : String(channel);
}
