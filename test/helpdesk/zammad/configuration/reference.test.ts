import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/bootstrap/json.ts';
import { createNameIndex } from '../../../../src/helpdesk/zammad/configuration/name-index.ts';
import { keyedBy, one, selector, several } from '../../../../src/helpdesk/zammad/configuration/reference.ts';

const index = createNameIndex();
index.add('group', '2', 'Front');
index.add('group', '3', 'Back');
index.add('state', '4', 'closed');
index.add('role', '9', 'Service');

describe('references', () => {
  it.each<[string, { toNames: typeof selector.toNames; toIds: typeof selector.toIds }, Json, Json]>([
    ['one id', one('group'), 2, 'Front'],
    ['no id', one('group'), null, null],
    ['several ids', several('group'), [3, 2], ['Back', 'Front']],
    ['rights by group', keyedBy('group'), { '2': ['read', 'change'] }, { Front: ['change', 'read'] }],
    [
      'a flat condition',
      selector,
      {
        'ticket.group_id': { operator: 'is', value: ['2', '3'] },
        'session.role_ids': { operator: 'is not', value: ['9'] },
        'ticket.title': { operator: 'contains', value: '2' },
      },
      {
        'ticket.group_id': { operator: 'is', value: ['Back', 'Front'] },
        'session.role_ids': { operator: 'is not', value: ['Service'] },
        'ticket.title': { operator: 'contains', value: '2' },
      },
    ],
    [
      'a tree of conditions',
      selector,
      {
        operator: 'OR',
        conditions: [
          { operator: 'AND', conditions: [{ name: 'ticket.state_id', operator: 'is', value: ['4'] }] },
          { name: 'article.type_id', operator: 'is', value: ['1', '11'] },
        ],
      },
      {
        operator: 'OR',
        conditions: [
          { operator: 'AND', conditions: [{ name: 'ticket.state_id', operator: 'is', value: ['closed'] }] },
          { name: 'article.type_id', operator: 'is', value: ['email', 'web'] },
        ],
      },
    ],
    [
      'what a workflow offers',
      selector,
      {
        'ticket.state_id': {
          operator: ['set_fixed_to', 'set_mandatory'],
          set_fixed_to: ['4'],
          set_mandatory: 'true',
        },
      },
      {
        'ticket.state_id': {
          operator: ['set_fixed_to', 'set_mandatory'],
          set_fixed_to: ['closed'],
          set_mandatory: 'true',
        },
      },
    ],
  ])('turn %s into names and back', (_what, reference, ids, names) => {
    expect(reference.toNames(ids, index)).toEqual(names);
    expect(reference.toNames(reference.toIds(names, index), index)).toEqual(names);
  });

  it('compare ids written as numbers and as texts alike', () => {
    const asNumbers = { 'ticket.group_id': { operator: 'is', value: [3, 2] } };
    const asTexts = { 'ticket.group_id': { operator: 'is', value: ['2', '3'] } };
    expect(selector.toNames(asNumbers, index)).toEqual(selector.toNames(asTexts, index));
  });

  it('show ids of nothing as such, and write them back', () => {
    expect(one('group').toNames(77, index)).toBe('#77');
    expect(one('group').toIds('#77', index)).toBe(77);
  });

  it('say which object is not there yet', () => {
    expect(() => one('group').toIds('Nowhere', index)).toThrow('There is no group "Nowhere"');
  });

  it('leave everything that points at nothing as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue() as fc.Arbitrary<Json>, (value) => {
        expect(selector.toIds(selector.toNames(value, index), index)).toEqual(selector.toNames(value, index));
      }),
    );
  });
});
