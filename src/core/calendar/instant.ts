/** A point in time: UTC epoch milliseconds. Names of such values end in `At`. */
export type Instant = number;

/** A calendar date `YYYY-MM-DD` in the zone that the context names. Names of such values end in `On`. */
export type LocalDate = string;

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 60 * MS_PER_MINUTE;
export const MS_PER_DAY = 24 * MS_PER_HOUR;
