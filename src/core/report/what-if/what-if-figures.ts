import { type ComplianceTally, tallyVerdicts } from '../compliance.ts';
import { shareOf } from '../shares.ts';
import { type ChangedVerdict, countedTickets, type WhatIfSide } from './compare-verdicts.ts';
import type { WhatIfWords } from './what-if-words.ts';

/** What is compared with what is in force, over the same period and cut-off. */
export interface WhatIfInput {
  readonly before: WhatIfSide;
  readonly after: WhatIfSide;
  /** The change in words. */
  readonly change: string;
  readonly words: WhatIfWords;
}

/** A clock and class of tickets under both packs. Shares are null where nothing was judged. */
export interface WhatIfFigure {
  readonly clockId: string;
  readonly type: string | null;
  readonly priority: string | null;
  readonly before: JudgedCount;
  readonly after: JudgedCount;
  /** Tickets of that class whose verdict is another. */
  readonly changed: number;
}

/** Of those with a verdict in the period. */
export interface JudgedCount {
  readonly inTime: number;
  readonly judged: number;
  readonly share: number | null;
}

/** The figures of one clock: a line for each pair of type and priority, those of the pack in force first. */
export function countWhatIf(
  clockId: string,
  { before, after }: WhatIfInput,
  changes: readonly ChangedVerdict[],
): readonly WhatIfFigure[] {
  const tally = (side: WhatIfSide): readonly ComplianceTally[] =>
    tallyVerdicts(clockId, countedTickets(side), side.context);
  const classOf = ({ type, priority }: { type?: unknown; priority?: unknown }): string =>
    JSON.stringify([type ?? null, priority ?? null]);
  const [old, present] = [before, after].map(
    (side) => new Map(tally(side).map((each) => [classOf(each), each])),
  );
  const classes = new Map([...(present ?? []), ...(old ?? [])]);
  return [...classes].map(([key, { type, priority }]) => ({
    clockId,
    type,
    priority,
    before: judgedIn(old?.get(key)),
    after: judgedIn(present?.get(key)),
    changed: changes.filter((change) => change.clockId === clockId && classOf(change.ticket.fields) === key)
      .length,
  }));
}

function judgedIn(tally: ComplianceTally | undefined): JudgedCount {
  const inTime = tally?.counts['in-time'] ?? 0;
  const judged = inTime + (tally?.counts.late ?? 0);
  return { inTime, judged, share: shareOf(inTime, judged) };
}
