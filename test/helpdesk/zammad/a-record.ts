import type { Binding } from '../../../src/helpdesk/zammad/binding.ts';
import { createFieldCodecs } from '../../../src/helpdesk/zammad/field-codec.ts';
import {
  HistoryRow,
  ZammadArticle,
  ZammadTicket,
  ZammadUser,
  type ZammadRole,
} from '../../../src/helpdesk/zammad/schema.ts';
import { tellTimeline } from '../../../src/helpdesk/zammad/timeline.ts';
import { compileTestPack } from '../../support/a-pack.ts';

export const pack = compileTestPack();

const createdAt = '2026-11-23T08:00:00.000Z';

const roles: readonly ZammadRole[] = [
  { id: 2, name: 'Agent', active: true, permissions: ['ticket.agent'], group_ids: { 11: ['full'] } },
  { id: 3, name: 'Customer', active: true, permissions: ['ticket.customer'], group_ids: {} },
  { id: 4, name: 'Small service', active: true, permissions: ['ticket.agent'], group_ids: { 11: ['read'] } },
];

function pairs(ids: Readonly<Record<string, number>>) {
  return {
    toZammad: new Map(Object.entries(ids)),
    toPack: new Map(Object.entries(ids).map(([packId, id]) => [id, packId])),
    lacks: [],
  };
}

/** An installation of the small pack: front 11, back 12; high 21, low 22; new 1, open 2, waiting 3, closed 4. */
export const binding: Binding = {
  groups: pairs({ front: 11, back: 12 }),
  priorities: pairs({ high: 21, low: 22 }),
  states: pairs({ new: 1, open: 2, 'awaiting-applicant': 3, closed: 4 }),
  roles,
  agentRoleIds: new Set([2, 4]),
  serviceRoleIds: new Set([4]),
};

export const codecs = createFieldCodecs(pack, binding);

export function aUser(part: Partial<ZammadUser> & { readonly id: number }): ZammadUser {
  return ZammadUser.parse({
    login: `user${part.id}`,
    email: `user${part.id}@small.test`,
    active: true,
    ...part,
  });
}

function aZammadTicket(part: object = {}): ZammadTicket {
  return ZammadTicket.parse({
    id: 1,
    number: '27001',
    group_id: 11,
    priority_id: 22,
    state_id: 1,
    owner_id: 1,
    customer_id: 50,
    created_at: createdAt,
    updated_at: createdAt,
    ...part,
  });
}

/** A line of the ticket's history, one second after the one before. */
export function aRow(id: number, part: object): HistoryRow {
  const at = new Date(Date.parse(createdAt) + id * 1_000).toISOString();
  return HistoryRow.parse({
    id,
    object: 'Ticket',
    type: 'updated',
    o_id: 1,
    created_by_id: 60,
    created_at: at,
    ...part,
  });
}

export function anArticle(id: number, part: object = {}): ZammadArticle {
  return ZammadArticle.parse({
    id,
    type: 'email',
    sender: 'Customer',
    internal: false,
    created_by_id: 50,
    created_at: createdAt,
    preferences: {},
    ...part,
  });
}

/** The timeline of records around applicant 50, agent 60, our account 70 and our former account 71. */
export function timelineOf(parts: {
  readonly ticket?: object;
  readonly history?: readonly HistoryRow[];
  readonly articles?: readonly ZammadArticle[];
}) {
  const users = [
    aUser({ id: 50, role_ids: [3] }),
    aUser({ id: 51, role_ids: [3] }),
    aUser({ id: 60, role_ids: [2, 3] }),
    aUser({ id: 71, role_ids: [4] }),
  ];
  const around = {
    binding,
    serviceUserId: 70,
    customerId: 50,
    users: Object.fromEntries(users.map((user) => [user.id, user])),
  };
  const records = {
    ticket: aZammadTicket(parts.ticket),
    history: parts.history ?? [],
    articles: parts.articles ?? [],
  };
  return tellTimeline(records, { pack, codecs, around });
}
