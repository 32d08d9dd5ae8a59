/**
 * What a text of the pack (Handlebars) may name. Instants are shown through a helper: `{{datetime due.resolution}}`.
 * Plain names:
 * - `ticket.number`, `ticket.registered` (instant)
 * - `type`, `priority`, `group`, `state`, `channel`: labels of the ticket's values; `owner`: the owner's login
 * - `event.field`, `event.from`, `event.to` (labels), `event.at` (instant): the change that the rule is about
 * - `clock.label`, `clock.goal` (words), `clock.due` (instant), `clock.used` (words): the clock that the rule is about
 * - `missing`: labels of the fields without a value that the rule's condition names
 * - `rule.summary`, `rule.clause`; `repeated`: true when the rule undid the same before and now only tells
 * - `earlier`: numbers of the applicant's earlier tickets; `parent`: the number of the parent ticket
 */
export const plainTextNames = [
  'ticket.number',
  'ticket.registered',
  'type',
  'priority',
  'group',
  'state',
  'channel',
  'owner',
  'event.field',
  'event.from',
  'event.to',
  'event.at',
  'clock.label',
  'clock.goal',
  'clock.due',
  'clock.used',
  'missing',
  'rule.summary',
  'rule.clause',
  'repeated',
  'earlier',
  'parent',
] as const;

/**
 * Names with an id of the pack after the dot: `field.X` a field's value as shown, `id.X` as the pack writes it;
 * `due.X` a clock's due instant, `goal.X` its goal in words, `told.X` the due instant the applicant was told last;
 * `address.X` a named mailbox.
 */
export const textNameFamilies = {
  field: 'field',
  id: 'field',
  due: 'clock',
  goal: 'clock',
  told: 'clock',
  address: 'address',
} as const;

/**
 * Helpers beside Handlebars' `if`, `unless`, `each`: `date`, `time`, `datetime` of an instant in the pack's zone and
 * language; `list` joins words with commas; `plural N one few many` picks the form of the pack's language;
 * `eq A B` for conditions.
 */
export const textHelpers = ['date', 'time', 'datetime', 'list', 'plural', 'eq'] as const;

/** Handlebars' own block helpers that texts may use. */
export const textBlocks = ['if', 'unless', 'each'] as const;
