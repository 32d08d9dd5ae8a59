import type { ObjectKind } from '../../../../core/bootstrap/desired-object.ts';
import type { ObjectFormat } from '../object-format.ts';
import { arrivalLetterFormat, formFormat } from './automation-formats.ts';
import { groupFormat, priorityFormat, roleFormat, stateFormat } from './catalog-formats.ts';
import { fieldFormat } from './field-format.ts';
import { calendarFormat, serviceLevelFormat } from './service-level-formats.ts';
import { macroFormat, overviewFormat, textModuleFormat } from './workplace-formats.ts';

/** How each kind looks in Zammad. */
const formats = {
  calendar: calendarFormat,
  group: groupFormat,
  priority: priorityFormat,
  state: stateFormat,
  role: roleFormat,
  'text-module': textModuleFormat,
  field: fieldFormat,
  'service-level': serviceLevelFormat,
  overview: overviewFormat,
  macro: macroFormat,
  'arrival-letter': arrivalLetterFormat,
  form: formFormat,
} as const satisfies Record<ObjectKind, unknown>;

/** How a kind looks in Zammad. */
export function formatOf(kind: ObjectKind): ObjectFormat {
  return formats[kind];
}
