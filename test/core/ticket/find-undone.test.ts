import { describe, expect, it } from 'vitest';
import { findUndone } from '../../../src/core/ticket/find-undone.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import { packWithRules } from '../policy/evaluation-of.ts';

describe('what an effect undid', () => {
  const finding = { finding: 'seen' };
  const undo = { undo: { state: 'open' }, text: 'note-undone' };
  const pack = packWithRules([
    { id: 'back', on: { event: 'closed' }, do: [finding, undo] },
    { id: 'seen', on: { event: 'closed' }, do: [finding] },
  ]);
  const ticket = aTicket({}, sets('2026-11-23T09:00:00Z', { owner: '11', state: 'closed' }));
  const history = readHistory(ticket, pack, at('2026-11-23T10:00:00Z'));

  it('is told by the rules that put something back, whatever else they do', () => {
    expect(pack.rules.filter(({ id }) => findUndone(`ticket:1/${id}/h1-state`, history) !== null)).toEqual([
      expect.objectContaining({ id: 'back' }),
    ]);
  });

  it.each(['back/h1-state', 'back/h1-owner', 'back/h1-state/2'])('is the act that %s names', (key) => {
    expect(findUndone(`ticket:1/${key}`, history)).toEqual({
      act: history.acts[1],
      fields: new Set(['state']),
    });
  });

  it.each(['back/h1-state/lead', 'back/h1-st', 'no-such-rule/h1-state', 'computed-fields/state=open@h1'])(
    'is nothing by %s',
    (key) => {
      expect(findUndone(`ticket:1/${key}`, history)).toBeNull();
    },
  );
});
