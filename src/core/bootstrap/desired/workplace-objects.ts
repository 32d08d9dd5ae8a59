import { MS_PER_DAY } from '../../calendar/instant.ts';
import type { State } from '../../regulation/schema/catalog.ts';
import type { Macro, Overview } from '../../regulation/schema/helpdesk.ts';
import { parseSpan } from '../../regulation/span.ts';
import { toParagraphs } from '../../regulation/to-paragraphs.ts';
import type { DesiredMacro, DesiredOverview, DesiredTextModule, Remark } from '../desired-object.ts';
import { translateCondition } from '../translate-condition.ts';
import { identityOf } from './identity.ts';
import { renderNativeText } from './native-text.ts';
import type { Scope, Share } from './scope.ts';

/** Overviews, macros and text modules: what people work with. */
export function workplaceObjects(scope: Scope): Share {
  const remarks: Remark[] = [];
  const { overviews, macros } = scope.pack.helpdesk;
  return {
    objects: [
      ...overviews.flatMap((overview, rank) => overviewOf(overview, rank, { scope, remarks })),
      ...macros.flatMap((macro) => macroOf(macro, { scope, remarks })),
      ...textModulesOf(scope),
    ],
    remarks,
  };
}

interface Making {
  readonly scope: Scope;
  readonly remarks: Remark[];
}

function overviewOf(
  overview: Overview,
  rank: number,
  { scope, remarks }: Making,
): readonly DesiredOverview[] {
  const { pack, naming } = scope;
  const when = translateCondition(overview.when, scope);
  if (!when.isPossible) {
    remarks.push({ key: `overview:${overview.id}`, message: `not in the helpdesk: ${when.because}` });
    return [];
  }
  const people = pack.catalog.roles.filter(({ kind }) => kind !== 'service').map(({ id }) => id);
  const roles = overview.roles.length > 0 ? overview.roles : people;
  return [
    {
      ...identityOf('overview', overview, naming.label(overview.label)),
      kind: 'overview',
      roles: pack.catalog.roles
        .filter(({ id }) => roles.includes(id))
        .map(({ label }) => naming.label(label)),
      when: when.anyOf,
      sortBy: naming.attribute(overview.sort_by),
      direction: overview.direction,
      groupBy: overview.group_by === undefined ? null : naming.attribute(overview.group_by),
      columns: overview.columns.map(naming.attribute),
      rank,
    },
  ];
}

function macroOf(macro: Macro, { scope, remarks }: Making): readonly DesiredMacro[] {
  const { pack, naming } = scope;
  const target = macro.set['state'];
  const message = macro.message === undefined ? null : messageOf(macro.message, scope);
  if (message !== null && 'because' in message) {
    remarks.push({ key: `macro:${macro.id}`, message: `not in the helpdesk: ${message.because}` });
    return [];
  }
  return [
    {
      ...identityOf('macro', macro, naming.label(macro.label)),
      kind: 'macro',
      groups: naming.governedGroups,
      set: Object.fromEntries(
        Object.entries(macro.set).map(([field, value]) => [
          naming.attribute(field),
          naming.value(field, value),
        ]),
      ),
      pendingDays: pendingDays(pack.states.get(String(target))),
      message,
    },
  ];
}

/** A helpdesk wants a date for a state in which one waits: the state's own, rounded up to days. */
function pendingDays(state: State | undefined): number | null {
  if (state?.kind !== 'waiting') return null;
  const span = parseSpan(state.remind_after ?? '1d');
  if (span.kind === 'working-days' || span.kind === 'calendar-days') return span.days;
  return span.kind === 'years' ? span.years * 365 : Math.ceil(span.durationMs / MS_PER_DAY);
}

function messageOf({ text, internal }: NonNullable<Macro['message']>, { pack, naming }: Scope) {
  const rendered = renderNativeText(pack.texts.get(text), pack, naming);
  return 'because' in rendered ? rendered : { html: rendered.html, isInternal: internal };
}

function textModulesOf({ pack, naming }: Scope): readonly DesiredTextModule[] {
  return pack.helpdesk.text_modules.map((module) => ({
    ...identityOf('text-module', module, naming.label(module.label)),
    kind: 'text-module',
    groups: naming.governedGroups,
    keywords: module.keywords,
    html: toParagraphs(naming.label(module.body)),
  }));
}
