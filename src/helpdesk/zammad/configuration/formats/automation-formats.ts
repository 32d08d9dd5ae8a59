import type { DesiredArrivalLetter, DesiredForm, Switch } from '../../../../core/bootstrap/desired-object.ts';
import type { Json, JsonObject } from '../../../../core/bootstrap/json.ts';
import { noteOf, type ObjectFormat } from '../object-format.ts';
import { placeholders } from '../placeholders.ts';
import { selector } from '../reference.ts';
import { selectorName, workflowSelector } from '../ticket-selector.ts';

/** A trigger. Zammad itself sends nothing to automatic mails (6.5, measured). */
export const arrivalLetterFormat: ObjectFormat<DesiredArrivalLetter> = {
  kind: 'arrival-letter',
  path: 'triggers',
  references: { condition: selector },
  render: (letter) => ({
    attributes: {
      activator: 'action',
      execution_condition_mode: 'selective',
      condition: {
        operator: 'AND',
        conditions: [
          { name: 'ticket.action', operator: 'is', value: 'create' },
          { name: 'ticket.group_id', operator: 'is', value: [...letter.groups].sort() },
          { name: 'article.sender_id', operator: 'is', value: ['Customer'] },
          { name: 'article.type_id', operator: 'is', value: [...letter.channels].sort() },
          ...letter.exceptFrom.map((value) => ({ name: 'article.from', operator: 'contains not', value })),
        ],
      },
      perform: {
        'notification.email': {
          recipient: ['article_last_sender'],
          subject: placeholders(letter.subject),
          body: placeholders(letter.html),
          internal: 'false',
          include_attachments: 'false',
        },
      },
      disable_notification: true,
      localization: letter.language,
      timezone: letter.zone,
      ...inForce(letter.isActive),
    },
    initial: { note: noteOf(letter), ...atFirst(letter.isActive) },
  }),
};

export const formFormat: ObjectFormat<DesiredForm> = {
  kind: 'form',
  path: 'core_workflows',
  references: { condition_saved: selector, condition_selected: selector, perform: selector },
  render: (form) => ({
    attributes: {
      object: 'Ticket',
      preferences: { screen: ['create_middle', 'edit'] },
      // What was just chosen differs from what is saved.
      condition_saved: workflowSelector(form.changedTo.map((test) => ({ ...test, isNegated: true }))),
      condition_selected: { ...workflowSelector(form.when), ...exemption(form) },
      perform: performOf(form),
      stop_after_match: false,
      changeable: true,
      priority: 500 + form.rank,
      ...inForce(form.isActive),
    },
    initial: atFirst(form.isActive),
  }),
};

/** Workflows bind requests over the API as well, ours included, unless they ask for the role. */
function exemption({ exemptRoles }: DesiredForm): JsonObject {
  if (exemptRoles.length === 0) return {};
  return { 'session.role_ids': { operator: 'is not', value: [...exemptRoles].sort() } };
}

function performOf(form: DesiredForm): JsonObject {
  const steps: readonly (readonly [field: string, operator: string, value: Json])[] = [
    ...form.show.map((field) => [field, 'show', 'true'] as const),
    ...form.hide.map((field) => [field, 'hide', 'true'] as const),
    ...Object.entries(form.restrict).map(
      ([field, values]) => [field, 'set_fixed_to', values.map((value) => value ?? '').sort()] as const,
    ),
    ...form.require.map((field) => [field, 'set_mandatory', 'true'] as const),
    ...form.readOnly.map((field) => [field, 'set_readonly', 'true'] as const),
  ];
  const fields = [...new Set(steps.map(([field]) => field))];
  return Object.fromEntries(
    fields.map((field): [string, Json] => {
      const own = steps.filter(([each]) => each === field);
      const operators = own.map(([, operator]) => operator);
      const values = Object.fromEntries(own.map(([, operator, value]) => [operator, value]));
      return [
        selectorName(field),
        { operator: operators.length === 1 ? (operators[0] ?? '') : operators, ...values },
      ];
    }),
  );
}

function inForce(isActive: Switch): JsonObject {
  return isActive === 'as-it-is' ? {} : { active: isActive };
}

function atFirst(isActive: Switch): JsonObject {
  return isActive === 'as-it-is' ? { active: false } : {};
}
