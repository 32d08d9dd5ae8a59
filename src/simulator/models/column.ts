import type { Column } from './model.ts';

/** Short forms for writing down the columns of a model. */
export const text = (value: string | null = null): Column => ({ type: 'string', default: value });
export const integer = (value: number | null = null): Column => ({ type: 'integer', default: value });
export const flag = (value: boolean): Column => ({ type: 'boolean', default: value, isRequired: true });
export const time = (): Column => ({ type: 'datetime' });
export const date = (): Column => ({ type: 'date' });
export const store = (): Column => ({ type: 'json' });
export const required = (column: Column): Column => ({ ...column, isRequired: true });
