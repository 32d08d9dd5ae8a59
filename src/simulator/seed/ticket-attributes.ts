import type { Params } from '../state/row.ts';

/** An attribute that comes with the installation. */
export interface Definition {
  readonly name: string;
  readonly display: string;
  readonly type: string;
  readonly position: number;
  readonly option: Params;
  readonly screens?: Params;
  readonly isActive?: boolean;
  readonly isEditable?: boolean;
}

export const text = (maxlength: number): Params => ({ type: 'text', maxlength, null: true });

const agents = (config: Params): Params => ({ 'ticket.agent': config });
const everybody = (config: Params): Params => ({ '-all-': config });
const relation = (name: string, isNullable: boolean, permission?: readonly string[]): Params => ({
  relation: name,
  nulloption: isNullable,
  multiple: false,
  null: isNullable,
  translate: false,
  maxlength: 255,
  ...(permission === undefined ? {} : { permission }),
});
const inBoth = (create: Params, edit: Params): Params => ({ create_middle: create, edit });

/** The fields of a ticket, in the order of their ids. */
export const TICKET_ATTRIBUTES: readonly Definition[] = [
  {
    name: 'number',
    display: '#',
    type: 'input',
    position: 5,
    option: { ...text(60), readonly: 1 },
    screens: { create_top: {}, edit: {} },
  },
  {
    name: 'title',
    display: 'Title',
    type: 'input',
    position: 8,
    option: { type: 'text', maxlength: 200, null: false, translate: false },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'customer_id',
    display: 'Customer',
    type: 'user_autocompletion',
    position: 10,
    option: { relation: 'User', multiple: false, guess: true, null: false, permission: ['ticket.agent'] },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'organization_id',
    display: 'Organization',
    type: 'autocompletion_ajax_customer_organization',
    position: 12,
    option: {
      relation: 'Organization',
      multiple: false,
      null: true,
      permission: ['ticket.agent', 'ticket.customer'],
    },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'type',
    display: 'Type',
    type: 'select',
    position: 20,
    isActive: false,
    isEditable: true,
    option: {
      default: '',
      options: { Incident: 'Incident', Problem: 'Problem', 'Request for Change': 'Request for Change' },
      nulloption: true,
      multiple: false,
      null: true,
      translate: true,
      maxlength: 255,
    },
    screens: inBoth(everybody({ null: false }), agents({ null: false })),
  },
  {
    name: 'group_id',
    display: 'Group',
    type: 'tree_select',
    position: 25,
    option: {
      ...relation('Group', false, ['ticket.agent', 'ticket.customer']),
      nulloption: true,
      default: '',
    },
    screens: inBoth(everybody({ null: false }), agents({ null: false })),
  },
  {
    name: 'owner_id',
    display: 'Owner',
    type: 'select',
    position: 30,
    option: { ...relation('User', true, ['ticket.agent']), default: '' },
    screens: inBoth(everybody({ null: true }), everybody({ null: true })),
  },
  {
    name: 'state_id',
    display: 'State',
    type: 'select',
    position: 40,
    option: { ...relation('TicketState', false), nulloption: true, default: 2, translate: true },
    screens: inBoth(agents({ null: false }), agents({ nulloption: false, null: false })),
  },
  {
    name: 'pending_time',
    display: 'Pending till',
    type: 'datetime',
    position: 41,
    option: { future: true, past: false, diff: null, null: true, permission: ['ticket.agent'] },
    screens: inBoth(everybody({ null: false }), everybody({ null: false })),
  },
  {
    name: 'priority_id',
    display: 'Priority',
    type: 'select',
    position: 80,
    option: { ...relation('TicketPriority', false), default: 2, translate: true },
    screens: inBoth(agents({ null: false }), agents({ null: false })),
  },
  { name: 'tags', display: 'Tags', type: 'tag', position: 900, option: { type: 'text', null: true } },
];
