export type JsonObject = Readonly<Record<string, unknown>>;
export type Params = Record<string, unknown>;

/** A record of any kind: columns that every installation has, and attributes that administrators added. */
export interface Row {
  readonly id: number;
  [column: string]: unknown;
}

/** A record with its makers and times; times are ISO 8601 in UTC with milliseconds, so text order is time order. */
export interface StampedRow extends Row {
  created_by_id: number;
  updated_by_id: number;
  created_at: string;
  updated_at: string;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ruby's `blank?`: null, empty, white space only, false. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A value as Ruby's `to_s` would print it for a scalar; objects as JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

/** One value or several, always as a list; nothing gives an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
