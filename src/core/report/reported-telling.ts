import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Fact } from '../ticket/fact.ts';
import type { TicketHistory } from '../ticket/history.ts';

/** How an applicant was told of a stage, or was not after all. */
export type TellingWay = 'letter' | 'orally' | 'bounced';

/** One letter or call that carries a notice of the pack. */
export interface ReportedTelling {
  readonly notice: string;
  readonly at: Instant;
  readonly way: TellingWay;
}

/** What applicants were told from an instant on, oldest first; a ticked box stands for what was said. */
export function listTellings(history: TicketHistory, fromAt: Instant): readonly ReportedTelling[] {
  return history.acts
    .flatMap(({ facts }) => facts)
    .filter(({ at }) => at >= fromAt)
    .flatMap((fact) => tellingsIn(fact, history.pack));
}

function tellingsIn(fact: Fact, pack: CompiledPack): readonly ReportedTelling[] {
  if (fact.kind === 'article') {
    if (fact.notice === null) return [];
    return [{ notice: fact.notice, at: fact.at, way: fact.delivery === 'failed' ? 'bounced' : 'letter' }];
  }
  return [...pack.notices.values()].flatMap(({ id, oral_tick: tick }): ReportedTelling[] => {
    const isTicked =
      tick !== undefined &&
      ((fact.kind === 'created' && fact.fields[tick] === true) ||
        (fact.kind === 'field-changed' && fact.field === tick && fact.to === true));
    return isTicked ? [{ notice: id, at: fact.at, way: 'orally' }] : [];
  });
}
