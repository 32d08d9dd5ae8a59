import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import { count, text, textLine } from '../report-model.ts';
import type { Cell, Line, Sheet } from '../report-model.ts';
import { fillIn } from '../report-words.ts';
import type { WordKey } from '../word-keys.ts';
import { excludedCount, exclusions } from '../weekly-figures.ts';
import type { WeeklyFigures } from '../weekly-figures.ts';

/** How the figures came about: enough to check them, and to make them again. */
export function methodSheet(context: ReportContext, figures: WeeklyFigures): Sheet {
  const { words } = context;
  return {
    id: 'method',
    name: words.method_sheet,
    above: [
      textLine('title', words.method_title),
      ...sourceLines(context),
      textLine('heading', words.method_counts),
      ...balanceLines(context, figures),
      textLine('heading', words.method_other_base),
      ...otherBaseLines(context, figures),
      textLine('heading', words.method_rules),
      ...ruleLines(context),
    ],
    table: null,
    below: [],
  };
}

function sourceLines(context: ReportContext): readonly Line[] {
  const { pack, period, cutOffAt, ledgerHead, words } = context;
  const { manifest } = pack;
  return [
    pair(words.method_period_from, { kind: 'instant', at: period.fromAt }),
    pair(words.method_period_to, { kind: 'instant', at: period.toAt }),
    pair(words.method_cut_off, { kind: 'instant', at: cutOffAt }),
    pair(words.method_zone, text(manifest.zone)),
    pair(words.method_regulation, text(manifest.title)),
    pair(words.method_pack, text(`${manifest.id} ${manifest.version}`)),
    pair(words.method_pack_hash, text(pack.hash)),
    pair(
      words.method_ledger_seq,
      ledgerHead === null ? text(words.method_ledger_empty) : count(ledgerHead.seq),
    ),
    pair(words.method_ledger_hash, text(ledgerHead?.hash ?? '')),
  ];
}

function balanceLines({ words }: ReportContext, figures: WeeklyFigures): readonly Line[] {
  const { balance, resolved, open } = figures;
  const excluded = excludedCount(balance);
  return [
    pair(words.method_open_at_start, count(balance.openAtStart)),
    pair(words.method_returned, count(balance.returned)),
    pair(words.method_registered, count(balance.registered)),
    pair(words.method_excluded, count(excluded)),
    ...exclusions.map((why) =>
      pair(words[`method_excluded_${why}` satisfies WordKey], count(balance.excluded[why])),
    ),
    pair(words.method_resolved, count(resolved)),
    pair(words.method_open, count(open)),
    textLine(
      'note',
      fillIn(words.method_balance, {
        start: balance.openAtStart,
        returned: balance.returned,
        registered: balance.registered,
        excluded,
        resolved,
        open,
      }),
    ),
  ];
}

function otherBaseLines({ words }: ReportContext, figures: WeeklyFigures): readonly Line[] {
  const { received, receivedAndResolved, receivedAndResolvedShare } = figures;
  return [
    pair(words.method_received, count(received)),
    pair(words.method_received_resolved, count(receivedAndResolved), {
      kind: 'share',
      value: receivedAndResolvedShare,
    }),
  ];
}

function ruleLines(context: ReportContext): readonly Line[] {
  const { words, pack } = context;
  const rules: readonly WordKey[] = [
    'method_rule_universe',
    'method_rule_resolved',
    'method_rule_open',
    'method_rule_shares',
    'method_rule_cut_off',
    'method_rule_excluded',
    'method_rule_term',
    'method_rule_paused',
  ];
  const clocks = pack.clocks.map(({ label }) => inWords(context, label)).join(', ');
  return rules.map((key) => textLine('note', fillIn(words[key], { clocks, zone: pack.manifest.zone })));
}

function pair(label: string, ...cells: readonly Cell[]): Line {
  return { style: 'line', cells: [text(label), ...cells] };
}
