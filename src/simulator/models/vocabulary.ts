import { unprocessable } from '../api-error.ts';
import type { TicketState } from '../state/records.ts';
import type { StampedRow } from '../state/row.ts';
import type { Table } from '../state/table.ts';
import type { World } from '../state/world.ts';
import { flag, integer, required, text } from './column.ts';
import type { Model } from './model.ts';

const isUsedByTickets =
  (column: string) =>
  (world: World, row: StampedRow): boolean =>
    world.tickets.find((ticket) => ticket[column] === row.id) !== undefined;

/** Exactly one row is the default: the newest wins, and when none is left the first active one is taken. */
function keepOneDefault(table: Table<StampedRow>, row: StampedRow, column: string): void {
  const holders = table.filter((other) => other[column] === true);
  if (holders.length > 1) {
    for (const other of holders) if (other !== row) table.update(other, { [column]: false });
  } else if (holders.length === 0) {
    const first = table.find((other) => other['active'] === true);
    if (first !== undefined) table.update(first, { [column]: true });
  }
}

export const priorityModel: Model = {
  name: 'Ticket::Priority',
  relation: 'ticket_priorities',
  assetKey: 'TicketPriority',
  table: (world) => world.priorities,
  columns: {
    name: text(),
    default_create: flag(false),
    ui_icon: text(),
    ui_color: text(),
    note: text(),
    active: flag(true),
  },
  nameRules: { isRequired: true, uniqueness: 'model' },
  afterWrite: ({ world }, row) => {
    keepOneDefault(world.priorities, row, 'default_create');
  },
  isReferenced: isUsedByTickets('priority_id'),
};

export const stateModel: Model = {
  name: 'Ticket::State',
  relation: 'ticket_states',
  assetKey: 'TicketState',
  table: (world) => world.states,
  columns: {
    state_type_id: required(integer()),
    name: text(),
    next_state_id: integer(),
    ignore_escalation: flag(false),
    default_create: flag(false),
    default_follow_up: flag(false),
    note: text(),
    active: flag(true),
  },
  associations: [
    { name: 'state_type', target: 'Ticket::StateType', isChecked: true },
    { name: 'next_state', target: 'Ticket::State', isChecked: true },
  ],
  nameRules: { isRequired: true, uniqueness: 'model' },
  validate: ({ world, row, values }) => {
    const isMerged = world.stateTypes.get(values['state_type_id'])?.name === 'merged';
    const other = world.states.find(
      (state: TicketState) => state !== row && state.state_type_id === values['state_type_id'],
    );
    if (isMerged && other !== undefined) throw unprocessable('State type has already been taken');
  },
  afterWrite: ({ world }, row) => {
    keepOneDefault(world.states, row, 'default_create');
    keepOneDefault(world.states, row, 'default_follow_up');
  },
  isReferenced: isUsedByTickets('state_id'),
};
