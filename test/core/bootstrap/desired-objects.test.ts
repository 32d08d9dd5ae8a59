import { describe, expect, it } from 'vitest';
import type { DesiredObject, ObjectKind, Switch } from '../../../src/core/bootstrap/desired-object.ts';
import { desiredObjects } from '../../../src/core/bootstrap/desired-objects.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { compileTestPack, type PackOverrides } from '../../support/a-pack.ts';

const todayOn = '2026-11-23';
const governed = { field: 'group', isNegated: false, values: ['Front desk', 'Back office'] };

function desiredOf(pack: CompiledPack, enforcing: Switch = false) {
  return desiredObjects(pack, { enforcing, todayOn });
}

function ofKind<Kind extends ObjectKind>(
  kind: Kind,
  overrides: PackOverrides = {},
  enforcing: Switch = false,
) {
  const { objects } = desiredOf(compileTestPack(overrides), enforcing);
  return objects.filter((object): object is Extract<DesiredObject, { kind: Kind }> => object.kind === kind);
}

describe('desiredObjects', () => {
  it('puts every object behind those it names', () => {
    const kinds = desiredOf(compileTestPack()).objects.map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual([
      'calendar',
      'group',
      'priority',
      'state',
      'role',
      'text-module',
      'field',
      'service-level',
      'overview',
      'macro',
      'arrival-letter',
      'form',
    ]);
  });

  it('names each object once, with its clauses', () => {
    const { objects } = desiredOf(compileTestPack());
    expect(new Set(objects.map(({ key }) => key)).size).toBe(objects.length);
    expect(objects.find(({ key }) => key === 'group:front')?.clauses).toEqual(['S 1']);
  });

  it('keeps every condition to the governed groups', () => {
    for (const enforcing of [true, false]) {
      for (const object of desiredOf(compileTestPack(), enforcing).objects) {
        const anyOf = object.kind === 'form' ? [object.when] : 'when' in object ? object.when : [];
        for (const allOf of anyOf) {
          const groups = allOf.find(({ field }) => field === 'group');
          expect(groups?.isNegated, object.key).toBe(false);
          expect(governed.values, object.key).toEqual(expect.arrayContaining([...(groups?.values ?? [])]));
        }
      }
    }
  });

  it('lets nothing that binds people into force before it is switched on', () => {
    const binding = (enforcing: Switch) =>
      [...ofKind('form', {}, enforcing), ...ofKind('arrival-letter', {}, enforcing)]
        .filter(({ key }) => key !== 'form:computed-fields')
        .map(({ isActive }) => isActive);
    expect(new Set(binding(false))).toEqual(new Set([false]));
    expect(new Set(binding(true))).toEqual(new Set([true]));
    expect(new Set(binding('as-it-is'))).toEqual(new Set(['as-it-is']));
  });

  it('makes a priority the default of all groups only for an exclusive pack', () => {
    const isDefault = (overrides: PackOverrides) =>
      ofKind('priority', overrides, true).map((priority) => priority.isDefault);
    expect(isDefault({})).toEqual(['as-it-is', false]);
    const exclusive = {
      edits: { 'pack.yaml': [['languages: [en]', 'languages: [en]\nexclusive: true']] },
    } as const;
    expect(isDefault(exclusive)).toEqual(['as-it-is', true]);
  });

  it('binds a group to the sender that the overlay names', () => {
    const groups = ofKind('group', { overlay: 'senders: { front: desk@example.org }' });
    expect(groups.map(({ sender }) => sender)).toEqual(['desk@example.org', null]);
  });

  it('names roles’ rights by group', () => {
    expect(ofKind('role').map(({ serves, access }) => ({ serves, access }))).toContainEqual({
      serves: 'service',
      access: { 'Front desk': ['change', 'read'], 'Back office': ['change', 'read'] },
    });
  });
});

describe('desired forms', () => {
  const form = (key: string) => ofKind('form').find((each) => each.key === key);

  it('offer a type its own priorities', () => {
    expect(form('form:priorities-of-question')).toMatchObject({
      when: [governed, { field: 'request_type', values: ['question'] }],
      restrict: { priority: ['Low'] },
    });
  });

  it('leave computed fields to the service', () => {
    expect(form('form:computed-fields')).toMatchObject({
      readOnly: ['reaction_due', 'resolution_due'],
      isActive: true,
    });
  });

  it('ask when a value was just chosen', () => {
    expect(form('form:close-classified')).toMatchObject({
      when: [governed, { field: 'state', values: ['closed'] }],
      changedTo: [{ field: 'state', values: ['closed'] }],
      require: ['request_type', 'process'],
    });
  });

  it('never bind the service', () => {
    expect(ofKind('form').map(({ exemptRoles }) => exemptRoles)).toEqual(
      ofKind('form').map(() => ['Small service']),
    );
  });

  it('become one for each alternative', () => {
    const files = {
      edits: {
        'helpdesk.yaml': [
          ['when: { type: question }', 'when: { any: [{ type: question }, { channel: phone }] }'],
        ],
      },
    } as const;
    const keys = ofKind('form', files).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['form:question-is-low', 'form:question-is-low/2']));
  });
});

describe('desired arrival letter', () => {
  it('goes to those who wrote, with the number left to the helpdesk', () => {
    expect(ofKind('arrival-letter')).toMatchObject([
      {
        channels: ['email', 'web'],
        subject: 'Request {{ticket.number}} is registered',
        html: '<p>Good day. Your request has the number {{ticket.number}}.</p>',
        language: 'en',
        zone: 'Europe/Kyiv',
      },
    ]);
  });

  it('shows addresses, escaped', () => {
    const texts = [
      ['has the number {{ticket.number}}.', 'Write to {{addresses.board}}.\n\nBye <b>us</b>'],
    ] as const;
    const overlay = 'addresses: { board: "a&b@example.org" }';
    const [letter] = ofKind('arrival-letter', { edits: { 'texts.yaml': texts.map(indented) }, overlay });
    expect(letter?.html).toContain('a&amp;b@example.org');
  });

  it('is left to the service when it shows more', () => {
    const pack = compileTestPack({
      edits: { 'texts.yaml': [['has the number {{ticket.number}}.', 'has the type {{type}}.']] },
    });
    const { objects, remarks } = desiredOf(pack);
    expect(objects.some(({ kind }) => kind === 'arrival-letter')).toBe(false);
    expect(remarks.map(({ key }) => key)).toContain('notice:registered');
  });
});

/** Texts are indented in the file. */
function indented([before, after]: readonly [string, string]): readonly [string, string] {
  return [before, after.replaceAll('\n', '\n      ')];
}
