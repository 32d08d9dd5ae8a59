import { describe, expect, it } from 'vitest';
import { fieldLabel, languageOf, valueLabel } from '../../../src/core/policy/value-label.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const pack = compileTestPack();

describe('a value as people see it', () => {
  it.each([
    ['type', 'fault', 'Fault'],
    ['priority', 'low', 'Low'],
    ['group', 'back', 'Back office'],
    ['state', 'awaiting-applicant', 'awaiting applicant'],
    ['process', 'payroll', 'Payroll'],
    ['process', 'a process of old', 'a process of old'],
    ['reaction_due', 1_000, { instant: 1_000 }],
    ['reaction_due', 'soon', 'soon'],
    ['told_number', true, true],
    ['postponed_until', '2026-12-01', '2026-12-01'],
    ['unheard-of', 1_000, 1_000],
    ['process', '', null],
    ['process', null, null],
    ['reaction_due', null, null],
  ] as const)('of %s, %j, is %j', (field, value, label) => {
    expect(valueLabel(field, value, pack)).toEqual(label);
  });

  it('stands under the label of its field, or its id where the pack has no such field', () => {
    expect(fieldLabel('process', pack)).toBe('Process');
    expect(fieldLabel('unheard-of', pack)).toBe('unheard-of');
  });

  it('is in the first language of the pack, English where it names none', () => {
    const speaking = (...languages: string[]) => ({ ...pack, manifest: { ...pack.manifest, languages } });
    expect(languageOf(speaking('uk', 'en'))).toBe('uk');
    expect(languageOf(speaking())).toBe('en');
  });
});
