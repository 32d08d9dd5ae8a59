import { describe, expect, it } from 'vitest';
import { describeIntent } from '../../../src/core/policy/describe-intent.ts';
import type { Intent } from '../../../src/core/policy/intent.ts';

const plain: Intent = {
  key: 'ticket:1/rule/1',
  subject: 'ticket:1',
  ruleId: 'rule',
  ground: { kind: 'product', about: null },
  class: 'fields',
  owedAt: 0,
  notBefore: 0,
  inOpenHours: false,
  staleAt: null,
  set: {},
  expect: {},
  article: null,
  mail: null,
  evidence: [],
  change: null,
};

describe('describeIntent', () => {
  it.each<[string, Partial<Intent>, string, string[]]>([
    [
      'a letter to the applicant',
      {
        class: 'letter',
        article: {
          kind: 'letter',
          applicantId: '7',
          notice: 'term',
          told: {},
          textId: 'letter-term',
          data: {},
        },
      },
      'letter letter-term',
      ['applicant'],
    ],
    [
      'an undoing that is explained to several',
      {
        class: 'undo',
        set: { state: 'new' },
        article: {
          kind: 'note',
          to: ['owner', { address: 'mrg' }],
          asksToTell: null,
          textId: 'back',
          data: {},
        },
      },
      'undo; note back; state → new',
      ['owner', 'mrg'],
    ],
    [
      'a mail to a named address',
      { class: 'mail', mail: { to: 'gbk', textId: 'ask', data: {} } },
      'mail ask',
      ['gbk'],
    ],
    ['computed fields by their names', { set: { due_at: 5, late: true } }, 'due_at, late', []],
  ])('says %s', (_, part, action, recipients) => {
    expect(describeIntent({ ...plain, ...part })).toEqual({ action, recipients });
  });
});
