import type {
  DesiredMacro,
  DesiredOverview,
  DesiredTextModule,
} from '../../../../core/bootstrap/desired-object.ts';
import type { Json } from '../../../../core/bootstrap/json.ts';
import { noteOf, type ObjectFormat } from '../object-format.ts';
import { placeholders } from '../placeholders.ts';
import { selector, several } from '../reference.ts';
import { columnName, selectorName, ticketSelector } from '../ticket-selector.ts';

/** Comes with every installation. */
const everyAgent = 'Agent';

export const overviewFormat: ObjectFormat<DesiredOverview> = {
  kind: 'overview',
  path: 'overviews',
  references: { role_ids: several('role'), condition: selector },
  render: ({ roles, when, sortBy, direction, groupBy, columns, rank }, kinds) => ({
    attributes: {
      role_ids: roles.length === 0 ? [everyAgent] : [...roles].sort(),
      condition: ticketSelector(when, kinds),
      order: { by: columnName(sortBy), direction: direction === 'asc' ? 'ASC' : 'DESC' },
      group_by: groupBy === null ? null : columnName(groupBy),
      view: { s: columns.map(columnName), view_mode_default: 's' },
      active: true,
    },
    initial: { prio: 900 + rank },
  }),
};

export const macroFormat: ObjectFormat<DesiredMacro> = {
  kind: 'macro',
  path: 'macros',
  references: { group_ids: several('group'), perform: selector },
  render: (macro) => ({
    attributes: {
      perform: performOf(macro),
      ux_flow_next_up: 'none',
      group_ids: [...macro.groups].sort(),
      active: true,
    },
    initial: { note: noteOf(macro) },
  }),
};

function performOf({ set, pendingDays, message }: DesiredMacro): Readonly<Record<string, Json>> {
  const values = Object.entries(set).map(([field, value]) => [selectorName(field), { value }] as const);
  const pending = { operator: 'relative', value: String(pendingDays), range: 'day' };
  const note = message && {
    subject: '',
    body: placeholders(message.html),
    internal: String(message.isInternal),
  };
  return {
    ...Object.fromEntries(values),
    ...(pendingDays === null ? {} : { 'ticket.pending_time': pending }),
    ...(note === null ? {} : { 'article.note': note }),
  };
}

export const textModuleFormat: ObjectFormat<DesiredTextModule> = {
  kind: 'text-module',
  path: 'text_modules',
  references: { group_ids: several('group') },
  render: (module) => ({
    attributes: {
      keywords: module.keywords,
      content: module.html,
      group_ids: [...module.groups].sort(),
      active: true,
    },
    initial: { note: noteOf(module) },
  }),
};
