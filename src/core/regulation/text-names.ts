/**
 * What texts of every pack may show. A name with a dot is reached as written (`{{ticket.number}}`). Values of fields are
 * in the words of the pack (labels, not ids); a name whose value is not known shows nothing and counts as false in `if`.
 */
const TEXT_NAMES = {
  'ticket.number': 'number of the ticket',
  'ticket.received': 'instant of registration',
  type: 'type of the request',
  priority: 'priority of the request',
  group: 'group that has the ticket',
  state: 'state of the ticket',
  owner: 'name of the responsible person; empty unless the operator lets letters name people',
  clock: 'label of the clock that the rule is about',
  term: 'due instant of the clock that the rule is about; for a letter, of the one its ticket is solved by',
  old_term: 'the term that the applicant was last told',
  reaction_term: 'due instant of the clock that is the helpdesk’s first response (`native: first-response`)',
  resolution_term: 'due instant of the clock that is the helpdesk’s solution (`native: solution`)',
  share: 'share of the goal that is used up, in per cent',
  used: 'working time used',
  remaining: 'working time left; empty once it is over',
  event: 'instant of what the rule reacts to',
  old: 'value before the change that the rule reacts to',
  new: 'value after the change that the rule reacts to',
  missing: 'labels of what is still to be entered (a list)',
  attached: 'names of the applicant’s files that the rule asks about (a list)',
  taken_in: 'whether the letter of a machine could be read and its person found (`take_in`)',
  clause: 'clause the rule stands on; empty for a product rule',
  'pack.title': 'title of the regulation',
} as const;

/** What texts about no single ticket may show besides; elsewhere they show nothing. */
const DESK_TEXT_NAMES = {
  'roster.month': 'month of the roster, in words',
  'roster.ready': 'instant by which the roster is to be there',
  'roster.version': 'number of the roster’s version',
  'roster.approved_by': 'who approved the roster',
  'roster.changes': 'what a later version changes, one line a shift (a list)',
  'works.title': 'what the works are',
  'works.from': 'instant at which the works begin',
  'works.to': 'instant at which the works end',
} as const;

/** A name that texts about the desk may show. */
export type DeskTextName = keyof typeof DESK_TEXT_NAMES;

/** Of these, what may be shown to everybody: a text that `reglament status` prints has no others. */
export const OPEN_NAMES = [
  'ticket.number',
  'state',
  'term',
  'pack.title',
] as const satisfies readonly (keyof typeof TEXT_NAMES)[];

/** A name that texts of every pack may show. */
export type TextName = keyof typeof TEXT_NAMES;

/**
 * Helpers of texts with the number of arguments they take. `if`, `unless` and `each` are Handlebars' own. Dates are
 * written in the pack's zone and in the language of the text.
 */
export const TEXT_HELPERS = {
  if: { takes: [1, 1], does: 'shows its block when the value is there' },
  unless: { takes: [1, 1], does: 'shows its block when the value is not there' },
  each: { takes: [1, 1], does: 'repeats its block for each item of a list (`this`)' },
  date: { takes: [1, 1], does: 'the date of an instant' },
  time: { takes: [1, 1], does: 'the time of an instant' },
  datetime: { takes: [1, 1], does: 'date and time of an instant' },
  duration: { takes: [1, 1], does: 'an amount of working time, e.g. 1 d 7 h' },
  list: { takes: [1, 1], does: 'items of a list joined by commas' },
  plural: {
    takes: [3, 7],
    does: 'the word that fits a number, in as many forms as the language has for whole numbers: plural n "day" "days"; plural n "dzień" "dni" "dni"',
  },
} as const satisfies Readonly<
  Record<string, { readonly takes: readonly [number, number]; readonly does: string }>
>;

/**
 * Every name a text of this pack may show: the fixed ones; `terms.CLOCK`, the due instant of a clock;
 * `fields.FIELD`, the value of a field of the ticket; `parent.number` and `parent.FIELD`, those of its parent; `addresses.ID`, an address of the pack or overlay;
 * `values.ID`, a value that the overlay supplies; `switches.ID`, whether a switch is on.
 */
export function listTextNames(pack: {
  readonly clockIds: Iterable<string>;
  readonly fieldNames: Iterable<string>;
  readonly addressIds: Iterable<string>;
  readonly valueIds: Iterable<string>;
  readonly switchIds: Iterable<string>;
}): ReadonlySet<string> {
  const fieldNames = [...pack.fieldNames];
  const family = (name: string, ids: Iterable<string>): string[] => [...ids].map((id) => `${name}.${id}`);
  return new Set([
    ...Object.keys(TEXT_NAMES),
    ...Object.keys(DESK_TEXT_NAMES),
    ...family('terms', pack.clockIds),
    ...family('fields', fieldNames),
    ...family('parent', ['number', ...fieldNames]),
    ...family('addresses', pack.addressIds),
    ...family('values', pack.valueIds),
    ...family('switches', pack.switchIds),
  ]);
}
