import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/bootstrap/json.ts';
import { createNameIndex } from '../../../../src/helpdesk/zammad/configuration/name-index.ts';
import type { ZammadObject } from '../../../../src/helpdesk/zammad/configuration/object-format.ts';
import { takeoversIn } from '../../../../src/helpdesk/zammad/configuration/takeovers.ts';

const index = createNameIndex();
index.add('group', '2', 'Front');
index.add('group', '3', 'Back');

const onCreate = { 'ticket.action': { operator: 'is', value: 'create' } };
const outside = { operator: 'is not', value: ['2', '3'] };
const mail = { 'notification.email': { recipient: 'article_last_sender', subject: 's', body: 'b' } };

function taken(changes: Record<string, Json>, isExclusive = false) {
  const trigger = {
    id: 1,
    name: 'auto reply',
    created_at: '2026-01-01T00:00:00Z',
    active: true,
    condition: onCreate,
    perform: mail,
    ...changes,
  } as ZammadObject;
  const scope = { isExclusive, groups: ['Front', 'Back'], hints: { known: new Map(), adopted: new Map() } };
  const lists = new Map([['arrival-letter', [trigger]]] as const);
  return takeoversIn(lists, { ownNames: new Set(['ours']), scope, index }).map((takeover) => takeover.taken);
}

describe('takeoversIn', () => {
  it('keeps automatic replies out of the governed groups', () => {
    expect(taken({})).toEqual([{ condition: { ...onCreate, 'ticket.group_id': outside } }]);
  });

  it('adds to a tree of conditions without changing it', () => {
    const tree = { operator: 'OR', conditions: [{ name: 'ticket.action', operator: 'is', value: 'create' }] };
    expect(taken({ condition: tree })).toEqual([
      { condition: { operator: 'AND', conditions: [tree, { name: 'ticket.group_id', ...outside }] } },
    ]);
  });

  it('narrows a condition that names groups itself', () => {
    const condition = { ...onCreate, 'ticket.group_id': { operator: 'is', value: ['2', '7'] } };
    expect(taken({ condition })).toEqual([
      {
        condition: {
          operator: 'AND',
          conditions: [
            { name: 'ticket.action', operator: 'is', value: 'create' },
            { name: 'ticket.group_id', operator: 'is', value: ['2', '7'] },
            { name: 'ticket.group_id', ...outside },
          ],
        },
      },
    ]);
  });

  it('switches them off for an exclusive pack', () => {
    expect(taken({}, true)).toEqual([{ active: false }]);
  });

  it.each<[string, Record<string, Json>]>([
    ['is ours', { name: 'ours' }],
    ['is off', { active: false }],
    ['answers later messages', { condition: { 'ticket.action': { operator: 'is', value: 'update' } } }],
    ['mails agents', { perform: { 'notification.email': { recipient: 'ticket_agents' } } }],
    ['mails nobody', { perform: { 'ticket.tags': { operator: 'add', value: 'x' } } }],
    ['keeps out already', { condition: { ...onCreate, 'ticket.group_id': outside } }],
    [
      'is for other groups',
      { condition: { ...onCreate, 'ticket.group_id': { operator: 'is', value: [7] } } },
    ],
  ])('leaves a trigger alone that %s', (_what, changes) => {
    expect(taken(changes)).toEqual([]);
  });
});
