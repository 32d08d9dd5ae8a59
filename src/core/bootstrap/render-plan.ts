import type { BootstrapPlan } from './bootstrap-plan.ts';
import { describePlan, type PlanLine, summarizePlan } from './describe-plan.ts';

/** The plan for a terminal. */
export function renderPlanText(plan: BootstrapPlan): string {
  const sections = describePlan(plan).map(({ title, lines }) =>
    [
      title,
      ...lines.flatMap((line) => [textHead(line), ...line.details.map((detail) => `      ${detail}`)]),
    ].join('\n'),
  );
  return `${[...sections, `Plan ${plan.fingerprint.slice(0, 12)}: ${summarizePlan(plan)}`].join('\n\n')}\n`;
}

/** The plan for a page or a review, in Markdown. */
export function renderPlanMarkdown(plan: BootstrapPlan): string {
  const sections = describePlan(plan).map(({ title, lines }) =>
    [`## ${title}`, '', ...lines.flatMap(markdownLines)].join('\n'),
  );
  const summary = `${summarizePlan(plan)}\n\nPlan \`${plan.fingerprint}\``;
  return `${['# Plan', summary, ...sections].join('\n\n')}\n`;
}

function textHead({ sign, kind, name, clauses }: PlanLine): string {
  const ground = clauses.length > 0 ? `  [${clauses.join('; ')}]` : '';
  return `  ${sign} ${[kind, name].filter((part) => part !== '').join(' ')}${ground}`;
}

function markdownLines({ kind, name, clauses, details }: PlanLine): readonly string[] {
  const ground = clauses.length > 0 ? ` (${clauses.map(escapeMarkdown).join('; ')})` : '';
  return [
    `- ${kind === '' ? '' : `${kind} `}**${escapeMarkdown(name)}**${ground}`,
    ...details.map((detail) => `  - ${escapeMarkdown(detail)}`),
  ];
}

/** Names come from the helpdesk: nothing of them may act as markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`).replaceAll('\n', ' ');
}
