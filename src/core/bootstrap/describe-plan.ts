import type { BootstrapPlan } from './bootstrap-plan.ts';
import type { Difference } from './compare-object.ts';
import type { Json } from './json.ts';

/** One line of a plan, without any markup. */
export interface PlanLine {
  readonly sign: '+' | '-' | '~' | '>' | '<' | '!' | '?' | '*';
  readonly kind: string;
  readonly name: string;
  readonly clauses: readonly string[];
  /** What differs, or what is said about it. */
  readonly details: readonly string[];
}

/** A part of a plan under its heading. */
export interface PlanSection {
  readonly title: string;
  readonly lines: readonly PlanLine[];
}

/** The plan in sections for people, those without lines left out. Every renderer shows exactly these. */
export function describePlan(plan: BootstrapPlan): readonly PlanSection[] {
  const sections: readonly PlanSection[] = [
    {
      title: 'In the way',
      lines: plan.problems.map((problem) => said('!', problem.subject, problem.message)),
    },
    {
      title: 'Will be added',
      lines: plan.additions.map(({ object }) => ({ ...object, sign: '+', details: [] })),
    },
    {
      title: 'Will be changed',
      lines: plan.changes.map(({ object, present, differences }) => ({
        sign: '~',
        kind: object.kind,
        name: present.name,
        clauses: object.clauses,
        details: differences.map(describeDifference),
      })),
    },
    { title: 'Will be taken over', lines: plan.takeovers.map((each) => moved('>', each)) },
    { title: 'Will be given back', lines: plan.returns.map((each) => moved('<', each)) },
    {
      title: 'Will be deactivated, since the pack does not name it any more',
      lines: plan.deactivations.map(({ present: { kind, name } }) => ({
        sign: '-',
        kind,
        name,
        clauses: [],
        details: [],
      })),
    },
    {
      title: 'Tickets have what goes out of use and keep it; nobody will be able to choose it',
      lines: plan.occupied.map(({ kind, name, tickets }) => ({
        sign: '!',
        kind,
        name,
        clauses: [],
        details: [`${tickets} ticket(s) that the administrator sees; give them another first if it matters`],
      })),
    },
    {
      title: 'Will be left alone, although the pack does not name it any more',
      lines: plan.orphans.map(orphan),
    },
    {
      title: 'Cannot be said to the helpdesk',
      lines: plan.remarks.map(({ key, message }) => said('?', key, message)),
    },
    { title: 'Restart', lines: plan.needsMigration ? [said('*', 'fields', restartWarning)] : [] },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** One line that says how much there is to do. */
export function summarizePlan(plan: BootstrapPlan): string {
  const { additions, changes, unchanged, takeovers, returns, deactivations, problems } = plan;
  const counts = [
    `${additions.length} to add`,
    `${changes.length} to change`,
    ...(takeovers.length > 0 ? [`${takeovers.length} to take over`] : []),
    ...(returns.length > 0 ? [`${returns.length} to give back`] : []),
    ...(deactivations.length > 0 ? [`${deactivations.length} to deactivate`] : []),
    `${unchanged.length} as they should be`,
  ];
  return `${counts.join(', ')}${problems.length > 0 ? `; ${problems.length} in the way` : ''}`;
}

const restartWarning =
  'come into force by a migration, after which Zammad 6.5 restarts itself: it needs a supervisor, and is away for some seconds';

function said(sign: PlanLine['sign'], name: string, detail: string): PlanLine {
  return { sign, kind: '', name, clauses: [], details: [detail] };
}

function orphan({ kind, name }: BootstrapPlan['orphans'][number]): PlanLine {
  return { sign: '?', kind, name, clauses: [], details: [] };
}

function moved(sign: '>' | '<', { takeover, differences }: BootstrapPlan['takeovers'][number]): PlanLine {
  const { kind, name, why } = takeover;
  return { sign, kind, name, clauses: [], details: [why, ...differences.map(describeDifference)] };
}

function describeDifference({ attribute, path, from, to }: Difference): string {
  return `${[attribute, ...path].join(' › ')}: ${show(from)} → ${show(to)}`;
}

function show(value: Json): string {
  return value === null ? '–' : typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
