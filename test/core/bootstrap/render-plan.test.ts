import { describe, expect, it } from 'vitest';
import { planBootstrap } from '../../../src/core/bootstrap/plan-bootstrap.ts';
import { renderPlanMarkdown, renderPlanText } from '../../../src/core/bootstrap/render-plan.ts';
import { aDesiredObject, anObservedObject, aPlanInput } from '../../support/a-configuration-object.ts';

const plan = planBootstrap(
  aPlanInput(
    {
      desired: [
        aDesiredObject({ clauses: ['S 1'], attributes: { active: true, rights: { read: null } } }),
        aDesiredObject({ key: 'field:x', kind: 'field', name: 'Ticket.x', clauses: ['S 2', 'S 3'] }),
      ],
      observed: [anObservedObject({ attributes: { active: 'old', rights: { read: 1 } } })],
      staged: ['Ticket.<b>theirs</b>'],
    },
    { remarks: [{ key: 'clock:x', message: 'cannot be said' }] },
  ),
);

describe('renderPlanText', () => {
  it('shows what is in the way, what is added, what changes from old to new, and what cannot be said', () => {
    expect(renderPlanText(plan)).toBe(`In the way
  ! field Ticket.<b>theirs</b>
      somebody staged a change to it that our migration would bring into force; migrate or discard it first

Will be added
  + field Ticket.x  [S 2; S 3]

Will be changed
  ~ group Front  [S 1]
      active: "old" → true
      rights › read: 1 → –

Cannot be said to the helpdesk
  ? clock:x
      cannot be said

Restart
  * fields
      come into force by a migration, after which Zammad 6.5 restarts itself: it needs a supervisor, and is away for some seconds

Plan ${plan.fingerprint.slice(0, 12)}: 1 to add, 1 to change, 0 as they should be; 1 in the way
`);
  });
});

describe('renderPlanMarkdown', () => {
  it('shows the same, and nothing that comes from a helpdesk acts as markup', () => {
    const markdown = renderPlanMarkdown(plan);
    expect(markdown).toContain('## Will be changed\n\n- group **Front** (S 1)\n  - active: "old" → true');
    expect(markdown).toContain('**field Ticket.\\<b\\>theirs\\</b\\>**');
    expect(markdown).not.toContain('<b>');
    expect(markdown).toContain(plan.fingerprint);
  });
});
