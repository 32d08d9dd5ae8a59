import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFieldCodecs } from '../../../src/helpdesk/zammad/field-codec.ts';
import type { FieldCodec } from '../../../src/helpdesk/zammad/field-codec.ts';
import type { HistoryRow, ZammadTicket } from '../../../src/helpdesk/zammad/schema.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const nothing = { toPack: new Map<number, string>(), toZammad: new Map<string, number>(), lacks: [] };
const codecs = createFieldCodecs(
  compileTestPack({ pack: fileURLToPath(new URL('../../../mappings/kyiv-public-budget', import.meta.url)) }),
  {
    groups: nothing,
    priorities: nothing,
    states: nothing,
    roles: [],
    agentRoleIds: new Set(),
    serviceRoleIds: new Set(),
  },
);

function codec(field: string): FieldCodec {
  const found = codecs.find((each) => each.field === field);
  if (found === undefined) throw new Error(`no codec for ${field}`);
  return found;
}

describe('a private field [K 4.4]', () => {
  const ticket = {
    applicant_login: 'o.koval',
    page_link: 'https://gb.kyivcity.gov.ua',
  } as unknown as ZammadTicket;

  it('tells no more than that something is entered', () => {
    expect(codec('applicant_login').read(ticket)).toBe('•');
    expect(codec('page_link').read(ticket)).toBe('https://gb.kyivcity.gov.ua');
  });

  it('tells as little of the values it had before', () => {
    const row = { value_from: '', value_to: 'o.koval' } as HistoryRow;

    expect(codec('applicant_login').readFrom(row)).toBeNull();
    expect(codec('applicant_login').readTo(row)).toBe('•');
  });
});
