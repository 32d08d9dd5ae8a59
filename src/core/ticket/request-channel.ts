import type { TicketHistory } from './history.ts';

/**
 * The channel by which the request came, as the pack names it: what the field in the role `channel` says, else what
 * follows from the first message; null when neither is known.
 */
export function requestChannel({ acts, pack }: TicketHistory): string | null {
  const field = pack.fieldByRole.get('channel');
  const entered = field === undefined ? null : (acts.at(-1)?.fieldsAfter[field] ?? null);
  if (entered !== null && entered !== '') return String(entered);
  for (const act of acts) {
    for (const fact of act.facts) {
      if (fact.kind === 'article' && fact.channel !== 'note')
        return pack.catalog.channel_of?.[fact.channel] ?? null;
    }
  }
  return null;
}
