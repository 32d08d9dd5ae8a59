import { describe, expect, it } from 'vitest';
import type { DesiredField } from '../../../../src/core/bootstrap/desired-object.ts';
import { fieldFormat } from '../../../../src/helpdesk/zammad/configuration/formats/field-format.ts';
import type { ZammadObject } from '../../../../src/helpdesk/zammad/configuration/object-format.ts';

function aField(changes: Partial<DesiredField> = {}): DesiredField {
  return {
    kind: 'field',
    key: 'field:x',
    name: 'x',
    previously: [],
    clauses: [],
    of: 'ticket',
    label: 'X',
    data: 'text',
    options: [],
    initial: null,
    maxLength: null,
    isComputed: false,
    rank: 3,
    ...changes,
  };
}

const render = (changes: Partial<DesiredField>) => fieldFormat.render(aField(changes), new Map());

describe('fieldFormat', () => {
  it('leaves a date-time empty until somebody enters it', () => {
    // A text there keeps Zammad 6.5 from booting; 0 gives every new ticket the present time.
    expect(render({ data: 'datetime' }).attributes['data_option']).toEqual({
      future: true,
      past: true,
      diff: null,
      null: true,
    });
  });

  it.each<[DesiredField['data'], string]>([
    ['text', 'input'],
    ['longtext', 'textarea'],
    ['select', 'select'],
    ['date', 'date'],
    ['datetime', 'datetime'],
    ['integer', 'integer'],
    ['boolean', 'boolean'],
  ])('makes a %s a %s', (data, type) => {
    expect(render({ data }).attributes['data_type']).toBe(type);
  });

  it('offers options by id, nothing being one of them', () => {
    const options = [{ id: 'new-functionality', label: 'Нова функціональність' }];
    expect(render({ data: 'select', options }).attributes['data_option']).toMatchObject({
      options: { 'new-functionality': 'Нова функціональність' },
      default: '',
      nulloption: true,
    });
  });

  it.each<[string, Partial<DesiredField>]>([
    ['an option id that is no id', { data: 'select', options: [{ id: 'a b', label: 'A' }] }],
    ['an option without a label', { data: 'select', options: [{ id: 'a', label: '' }] }],
    ['a text too long for its column', { maxLength: 501 }],
    ['a length that is no whole number', { maxLength: 1.5 }],
  ])('lets %s pass to no helpdesk', (_what, changes) => {
    expect(() => render(changes)).toThrow('Field "x" cannot be made in Zammad');
  });

  it('shows computed fields to agents when a ticket is there, never when it is made, never to applicants', () => {
    expect(render({ isComputed: true }).attributes['screens']).toEqual({
      create_middle: { 'ticket.agent': { shown: false }, 'ticket.customer': { shown: false } },
      edit: { 'ticket.agent': { shown: true, required: false }, 'ticket.customer': { shown: false } },
    });
  });

  it('reads a staged change as made and leaves out what Zammad adds', () => {
    const raw = {
      id: 59,
      name: 'x',
      object: 'Ticket',
      created_at: '2026-01-01T00:00:00Z',
      display: 'X',
      data_type: 'input',
      data_option: { type: 'text', maxlength: 120, null: true, default: '', options: {}, relation: '' },
      data_option_new: { type: 'text', maxlength: 250, null: true, default: '', options: {}, relation: '' },
      screens: {},
      active: true,
      position: 1550,
    } as unknown as ZammadObject;
    expect(fieldFormat.read?.(raw)).toMatchObject({
      name: 'Ticket.x',
      attributes: { data_option: { type: 'text', maxlength: 250, default: '', null: true }, position: 1550 },
    });
  });

  it('writes the whole definition, because a part is answered with 500', () => {
    const present = { display: 'Old', data_type: 'input', position: 1550 };
    expect(fieldFormat.write?.({ display: 'New' }, { name: 'User.x', present })).toEqual({
      object: 'User',
      name: 'x',
      display: 'New',
      data_type: 'input',
      position: 1550,
    });
  });
});
