import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import type { Localized } from '../../regulation/schema/scalars.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import { text } from '../report-model.ts';
import type { Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import type { WordKey } from '../word-keys.ts';

/** What the pack adds to the regulation, so that nobody takes it for the regulation's demand. */
export function additionsSheet(annex: AnnexOf<'additions'>, context: ReportContext): Sheet {
  const { words, pack } = context;
  const additions = listAdditions(pack);
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, additions.length, additions.length)],
    table: {
      id: 'Additions',
      columns: [
        { id: 'kind', head: words.addition_kind },
        { id: 'name', head: words.addition_name },
        { id: 'about', head: words.addition_about },
      ],
      rows: additions.map(({ kind, name, about }) => [
        text(words[kind]),
        text(inWords(context, name)),
        text(clauseText(about === '' ? [] : [about], words)),
      ]),
      totals: [],
    },
    below: [],
  };
}

interface Addition {
  readonly kind: WordKey;
  readonly name: Localized;
  readonly about: string;
}

interface Added {
  readonly product?: boolean | undefined;
  readonly about?: string | undefined;
}

function listAdditions({
  catalog,
  clocks,
  notices,
  rules,
  helpdesk,
  measures,
}: CompiledPack): readonly Addition[] {
  const ours = <Element extends Added>(
    kind: WordKey,
    elements: Iterable<Element>,
    nameOf: (element: Element) => Localized,
  ): readonly Addition[] =>
    [...elements]
      .filter(({ product }) => product === true)
      .map((element) => ({ kind, name: nameOf(element), about: element.about ?? '' }));
  const label = (element: { readonly label: Localized }): Localized => element.label;
  return [
    ...ours('addition_rule', rules, ({ summary }) => summary),
    ...ours('addition_clock', clocks, label),
    ...ours('addition_measure', measures, label),
    ...ours('addition_notice', notices.values(), label),
    ...ours('addition_field', catalog.fields, label),
    ...ours('addition_priority', catalog.priorities, label),
    ...ours('addition_state', catalog.states, label),
    ...ours('addition_role', catalog.roles, label),
    ...ours('addition_form', helpdesk.forms, label),
    ...ours('addition_overview', helpdesk.overviews, label),
    ...ours('addition_macro', helpdesk.macros, label),
    ...ours('addition_text', helpdesk.text_modules, label),
  ];
}
