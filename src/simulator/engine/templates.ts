import { DateTime, IANAZone } from 'luxon';

import { modelNamed } from '../models/registry.ts';
import { ticketModel } from '../models/ticket.ts';
import type { Article, Ticket } from '../state/records.ts';
import { isObject, listOf, textOf } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { liveAttributes } from './attributes.ts';
import { escapeHtml } from './sanitize-html.ts';

/** What the placeholders of a text can refer to. */
export interface TemplateSubjects {
  readonly world: World;
  readonly ticket: Ticket;
  readonly article: Article | undefined;
  readonly locale: string | null;
  readonly timezone: string | null;
}

/** Fills in `#{ticket.number}` and its like; for HTML the values are escaped. */
export function renderTemplate(text: string, subjects: TemplateSubjects, isHtml: boolean): string {
  return text.replace(/#\{\s*([^}]*?)\s*\}/g, (_all, expression: string) => {
    const value = valueOf(expression, subjects);
    return isHtml ? escapeHtml(value) : value;
  });
}

function valueOf(expression: string, subjects: TemplateSubjects): string {
  const [root = '', ...path] = expression.split('.');
  switch (root) {
    case 'ticket':
      return ticketValue(subjects, path) ?? `#{${expression} / no such method}`;
    case 'article':
    case 'last_article':
    case 'created_article':
      return textOf(subjects.article?.[path[0] ?? '']);
    case 'config':
      return textOf(subjects.world.setting(path[0] ?? ''));
    default:
      return `#{${root} / no such object}`;
  }
}

function ticketValue(subjects: TemplateSubjects, path: readonly string[]): string | undefined {
  const { world, ticket } = subjects;
  const [head = '', next] = path;
  if (head === 'tags') return world.tagsOf(ticket.id).join(', ');
  const target = ticketModel.associations?.find((association) => association.name === head)?.target;
  if (target !== undefined) {
    const row = modelNamed(target).table(world).get(ticket[`${head}_id`]);
    if (next === 'fullname') return `${textOf(row?.['firstname'])} ${textOf(row?.['lastname'])}`.trim();
    return row === undefined || next === undefined ? '' : shown(row[next], subjects);
  }
  if (!(head in ticket)) return undefined;
  return next === 'value' ? labelOf(world, head, ticket[head]) : shown(ticket[head], subjects);
}

/** The label of an option. */
function labelOf(world: World, name: string, value: unknown): string {
  const options = liveAttributes(world, 'Ticket').find((attribute) => attribute.name === name)?.data_option[
    'options'
  ];
  const labels = isObject(options) ? options : Object.fromEntries(treeLabels(listOf(options)));
  return textOf(labels[textOf(value)] ?? value);
}

const treeLabels = (options: readonly unknown[]): [string, unknown][] =>
  options
    .filter(isObject)
    .flatMap((option) => [
      [textOf(option['value']), option['name']] as [string, unknown],
      ...treeLabels(listOf(option['children'])),
    ]);

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function shown(value: unknown, { timezone, locale }: TemplateSubjects): string {
  if (typeof value !== 'string' || !ISO_INSTANT.test(value)) return textOf(value);
  const zone = IANAZone.isValidZone(timezone ?? '') ? (timezone ?? 'UTC') : 'UTC';
  const format = locale === null || locale.startsWith('en') ? 'MM/dd/yyyy HH:mm' : 'dd.MM.yyyy HH:mm';
  return `${DateTime.fromISO(value, { zone }).toFormat(format)} (${zone})`;
}
