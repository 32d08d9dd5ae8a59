/**
 * A field's value in the words of the pack: an option's id for selects, an ISO local date for dates, an instant
 * (UTC ms) for date-times, the helpdesk's user id as text for people; null where nothing is entered.
 */
export type FieldValue = string | number | boolean | null;

/**
 * Values by field id. `type`, `priority`, `group`, `state`, `owner` are always there (null when the helpdesk's value
 * is not the pack's); of the pack's own fields only those in which something is or was entered: most are empty in most
 * tickets.
 */
export type FieldValues = Readonly<Record<string, FieldValue>>;
