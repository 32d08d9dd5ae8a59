import { unprocessable } from '../api-error.ts';
import type { Params } from '../state/row.ts';

const DATA_TYPES = new Set(
  (
    'input user_autocompletion checkbox select multiselect tree_select multi_tree_select datetime date tag richtext ' +
    'textarea integer autocompletion_ajax autocompletion_ajax_customer_organization ' +
    'autocompletion_ajax_external_data_source boolean user_permission group_permissions active'
  ).split(' '),
);

/** Words that SQL, Ruby or Zammad keep for themselves. */
const RESERVED_NAMES = new Set(
  (
    'destroy true false integer select drop create alter index table varchar blob date datetime timestamp url icon ' +
    'initials avatar permission validate subscribe unsubscribe translate search _type _doc _id id action scope ' +
    'constructor article delete update save new class hash object method send attributes errors'
  ).split(' '),
);

export function assertNameAllowed(name: string): void {
  const refuse = (why: string): Error => unprocessable(`Name ${why}`);
  if (/._ids?$/.test(name)) throw refuse("can't be used because *_id and *_ids are not allowed");
  if (/\s/.test(name)) throw refuse('spaces are not allowed');
  if (!/^[a-z0-9_]+$/.test(name)) throw refuse("only lowercase letters, numbers, and '_' are allowed");
  if (!/[a-z]/.test(name)) throw refuse('at least one letter is required');
  if (RESERVED_NAMES.has(name)) throw refuse(`${name} is a reserved word`);
}

export function assertDefinitionValid(dataType: string, option: Params): void {
  if (!DATA_TYPES.has(dataType)) throw unprocessable('Data type is not included in the list');
  const complaint = complaintAbout(dataType, option);
  if (complaint !== undefined) throw unprocessable(complaint);
}

const INPUT_TYPES = ['text', 'password', 'tel', 'fax', 'email', 'url'];

/** The last complaint is the one that is told. */
function complaintAbout(dataType: string, option: Params): string | undefined {
  switch (dataType) {
    case 'input':
      if (!isCount(option['maxlength'])) return 'Max length must be an integer.';
      return INPUT_TYPES.includes(String(option['type']))
        ? undefined
        : 'Input field must be text, password, tel, fax, email or url type.';
    case 'textarea':
    case 'richtext':
      return isCount(option['maxlength']) ? undefined : 'Max length must be an integer.';
    case 'integer':
      return complaintAboutBounds(option['min'], option['max']);
    case 'datetime':
      if (isUnset(option['past'])) return 'Allow past dates toggle value is required.';
      return isUnset(option['future']) ? 'Allow future dates toggle value is required.' : undefined;
    default:
      return undefined;
  }
}

const isCount = (value: unknown): boolean => /^\d+$/.test(String(value));
const isUnset = (value: unknown): boolean => value === undefined || value === null;

function complaintAboutBounds(min: unknown, max: unknown): string | undefined {
  if (!Number.isInteger(max)) return 'Maximal value must be an integer';
  if (!Number.isInteger(min)) return 'Minimal value must be an integer';
  return Number(min) > Number(max)
    ? 'Maximal value must be higher than or equal to minimal value'
    : undefined;
}
