import { catalogEntry } from '../../regulation/catalog-entry.ts';
import { localize } from '../../regulation/localize.ts';
import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import { findGoal } from '../../regulation/goal-table.ts';
import { fillIn, type ReportWords } from '../report-words.ts';
import { spanText } from '../span-text.ts';
import type { CalendarChange, GoalChange } from './change-pack.ts';
import type { WhatIfWords } from './what-if-words.ts';

/** What a what-if changes: another pack, goals, calendars, in the order in which they are applied. */
export interface WhatIfChange {
  /** Null when the pack in force stays. */
  readonly otherPack: CompiledPack | null;
  readonly goals: readonly GoalChange[];
  readonly calendars: readonly CalendarChange[];
}

/** Language and words in which a change is told. */
export interface ChangeWords {
  readonly language: string;
  readonly words: WhatIfWords;
  readonly reportWords: ReportWords;
}

/** The change in one line, as the pack in force calls things. */
export function describeChange(pack: CompiledPack, change: WhatIfChange, told: ChangeWords): string {
  const { otherPack, goals, calendars } = change;
  const { words } = told;
  return [
    ...(otherPack === null
      ? []
      : [fillIn(words.other_pack, { pack: `${otherPack.manifest.id} ${otherPack.manifest.version}` })]),
    ...goals.map((goal) => describeGoal(otherPack ?? pack, goal, told)),
    ...calendars.map(({ id, by }) => fillIn(words.changed_calendar, { before: id, after: by })),
  ].join('; ');
}

function describeGoal(
  pack: CompiledPack,
  { clockId, values, within }: GoalChange,
  { language, words, reportWords }: ChangeWords,
): string {
  const clock = pack.clocks.find(({ id }) => id === clockId);
  const labels = values.map((value, index) => {
    const entry = catalogEntry(clock?.by[index] ?? '', value, pack);
    if (entry !== undefined) return localize(entry.label, language);
    return value === 'unclassified' ? reportWords.unclassified : value;
  });
  const before = values[0] === 'unclassified' ? clock?.unclassified : findGoal(clock?.goals ?? {}, values);
  const span = typeof before === 'object' && before !== null && 'within' in before ? before.within : before;
  return fillIn(words.changed_goal, {
    clock: clock === undefined ? clockId : localize(clock.label, language),
    class: labels.join(', '),
    before: typeof span === 'string' ? spanText(span, reportWords) : words.nothing,
    after: spanText(within, reportWords),
  });
}
