import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Fact } from '../ticket/fact.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { isTicked } from '../ticket/telling.ts';

/** How an applicant was told of a stage, or was not after all. */
export type TellingWay = 'letter' | 'orally' | 'bounced';

/** One letter or call that carries a notice of the pack. */
export interface ReportedTelling {
  readonly notice: string;
  readonly at: Instant;
  readonly way: TellingWay;
}

/** What an applicant was told from an instant on, oldest first; a ticked box stands for what was said. */
export function listTellings(
  { acts, pack }: Pick<TicketHistory, 'acts' | 'pack'>,
  fromAt: Instant,
): readonly ReportedTelling[] {
  const tellings: ReportedTelling[] = [];
  for (const { facts } of acts) {
    for (const fact of facts) if (fact.at >= fromAt) addTellings(fact, pack, tellings);
  }
  return tellings;
}

function addTellings(fact: Fact, { notices }: CompiledPack, tellings: ReportedTelling[]): void {
  if (fact.kind === 'article') {
    const { notice, at, delivery } = fact;
    if (notice !== null) tellings.push({ notice, at, way: delivery === 'failed' ? 'bounced' : 'letter' });
    return;
  }
  for (const { id, oral_tick: tick } of notices.values()) {
    if (tick !== undefined && isTicked(fact, tick)) tellings.push({ notice: id, at: fact.at, way: 'orally' });
  }
}
