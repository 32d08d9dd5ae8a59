import { describe, expect, it } from 'vitest';
import { diagnoseEdit } from './diagnose.ts';

describe('lintCatalog', () => {
  it.each(['polski', 'pl_PL', ''])('refuses "%s" as a language', (language) => {
    expect(diagnoseEdit('pack.yaml', ['languages: [en]', `languages: ['${language}']`])).toContain(
      `pack.yaml languages: error: "${language}" is no language tag such as pl, uk or pt-BR (BCP 47)`,
    );
  });

  it('knows the states that a helpdesk has from the beginning', () => {
    expect(diagnoseEdit('catalog.yaml', ['seeded: closed', 'seeded: clsoed']).join('\n')).toContain(
      '"clsoed" is none of new, open, closed, merged, did you mean "closed"?',
    );
  });
});

describe('lintLabels', () => {
  it('refuses one name for two things of a kind', () => {
    expect(diagnoseEdit('catalog.yaml', ['id: low, label: Low', 'id: low, label: high'])).toEqual([
      'catalog.yaml priorities[1].label: error: another priority is called "high" already; call this one otherwise',
    ]);
  });
});

describe('lintRoles', () => {
  it('wants the service to see every group', () => {
    const rights = ['groups: { front: [read, change], back: [read, change] }', 'groups: { front: [full] }'];
    expect(diagnoseEdit('catalog.yaml', [rights[0] ?? '', rights[1] ?? ''])).toEqual([
      'catalog.yaml roles[1].groups: error: the service needs read and change in "back" too: it judges the tickets of every group here',
    ]);
  });

  it('warns of a pack without a role for people or the service', () => {
    const said = diagnoseEdit('catalog.yaml', ['kind: agent', 'kind: lead'], ['kind: service', 'kind: lead']);
    expect(said.filter((each) => each.includes('there is no role of kind'))).toEqual([
      'catalog.yaml groups: warning: there is no role of kind "agent": without one, give people their rights in the helpdesk by hand',
      'catalog.yaml groups: warning: there is no role of kind "service": without one, give the service their rights in the helpdesk by hand',
    ]);
  });
});
