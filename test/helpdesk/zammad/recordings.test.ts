import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ArticleFact, Fact } from '../../../src/core/ticket/fact.ts';
import { ticketId } from '../../../src/core/ticket/ticket-id.ts';
import type { TicketChange } from '../../../src/helpdesk/helpdesk.ts';
import { createZammadHttp } from '../../../src/helpdesk/zammad/http/zammad-http.ts';
import {
  Named,
  TicketHistory,
  TicketSearch,
  ZammadArticle,
  ZammadGroup,
  ZammadTicket,
  ZammadUser,
} from '../../../src/helpdesk/zammad/schema.ts';
import { ZammadHelpdesk } from '../../../src/helpdesk/zammad/zammad.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../support/http-mock.ts';
import { allRecordings, hasRecordings, recording, recordingsHint } from '../../support/recordings.ts';

const bodyOf = (name: string): object => recording(name).response.body as object;

/** The small pack in the words of the recorded installation. */
const pack = compileTestPack({
  edits: {
    'catalog.yaml': [
      ['label: Front desk', 'label: Support L1'],
      ['label: Back office', 'label: Users'],
      ['label: High,', 'label: 3 high,'],
      ['label: Low,', 'label: 2 normal,'],
      ['label: awaiting applicant,', 'label: waiting customer,'],
    ],
  },
});

const roles = [
  { id: 2, name: 'Agent', active: true, permissions: ['ticket.agent'], group_ids: {} },
  { id: 3, name: 'Customer', active: true, permissions: ['ticket.customer'], group_ids: {} },
];

/** A reader of routes that a schema of ours is for; null for other routes. */
function schemaFor(method: string, path: string): z.ZodType | null {
  const route = `${method} ${path.replace('/api/v1/', '').replace(/\?.*/, '').replace(/\d+/g, 'N')}`;
  const schemas: Readonly<Record<string, z.ZodType>> = {
    'GET groups': z.array(ZammadGroup),
    'GET ticket_priorities': z.array(Named),
    'GET ticket_states': z.array(Named),
    'GET users/me': ZammadUser,
    'GET users/search': z.array(ZammadUser),
    'GET users': z.array(ZammadUser),
    'GET ticket_history/N': TicketHistory,
    'GET ticket_articles/by_ticket/N': z.array(ZammadArticle),
    'GET tickets/N': ZammadTicket,
    'PUT tickets/N': ZammadTicket,
    'POST tickets/search': z.array(ZammadTicket),
  };
  return schemas[route] ?? null;
}

describe.skipIf(!hasRecordings)(`Zammad adapter on recordings of a real 6.5.0${recordingsHint}`, () => {
  const mock = useHttpMock();

  function helpdesk(): ZammadHelpdesk {
    const groups = [bodyOf('039-b-groups-list') as object[], bodyOf('040-b-group-create')].flat();
    const states = [bodyOf('087-c-states') as object[], bodyOf('090-c-state-create-by-type-name')].flat();
    mock()
      .get('/users/me')
      .reply(200, { ...bodyOf('004-a-users-me'), id: 99 }, { Date: 'Sat, 21 Nov 2026 21:00:00 GMT' });
    mock().get('/groups?per_page=100&page=1').reply(200, groups);
    mock().get('/ticket_states?per_page=100&page=1').reply(200, states);
    mock().get('/ticket_priorities?per_page=100&page=1').reply(200, bodyOf('082-c-priorities'));
    mock().get('/roles?expand=true&per_page=1000').reply(200, roles);
    const http = createZammadHttp({
      baseUrl: mockedHelpdeskUrl,
      token: 'token',
      now: () => 0,
      sleep: () => Promise.resolve(),
      requestsPerSecond: 0,
      retries: 0,
    });
    return new ZammadHelpdesk({ http, pack });
  }

  function readTicket(id: number, history: unknown, articles: unknown) {
    const desk = helpdesk();
    mock()
      .get(`/ticket_history/${id}`)
      .reply(200, history as object);
    mock()
      .get(`/ticket_articles/by_ticket/${id}`)
      .reply(200, articles as object);
    return desk.readTicket(ticketId(id));
  }

  const articlesIn = (timeline: readonly Fact[]) =>
    timeline.filter((fact): fact is ArticleFact => fact.kind === 'article');

  it('understands every recorded answer of a route that it reads', () => {
    const answers = allRecordings().flatMap(({ name, request, response }) => {
      const schema = response.status < 300 ? schemaFor(request.method, request.path) : null;
      const isOtherShape = /full=|expand=1&full|all=true|only_total|label=|term=/.test(request.path);
      return schema === null || isOtherShape || !isPlainSearch(request.body)
        ? []
        : [{ name, schema, response }];
    });

    const failed = answers.filter(({ schema, response }) => !schema.safeParse(response.body).success);

    expect(failed.map(({ name }) => name)).toEqual([]);
    expect(answers.length).toBeGreaterThan(60);
  });

  it('understands a full search', () => {
    const found = TicketSearch.parse(bodyOf('288-h-search-full'));

    expect(found.record_ids).toEqual([5044, 5036, 5033, 5041, 5034]);
    expect(Object.keys(found.assets.Ticket ?? {})).toHaveLength(5);
  });

  it('rebuilds states, owners and groups from the history, with the values at the beginning', async () => {
    const ticket = await readTicket(7, bodyOf('230-g-history'), bodyOf('203-g-articles-by-ticket'));

    const created = ticket.timeline[0];
    expect(created).toMatchObject({
      kind: 'created',
      at: Date.parse('2026-11-21T21:09:54.534Z'),
      actor: 'agent',
    });
    expect(created?.kind === 'created' && created.fields).toMatchObject({
      state: 'new',
      group: 'front',
      owner: null,
    });
    const moves = ticket.timeline.flatMap((fact) =>
      fact.kind === 'field-changed'
        ? [`${fact.id} ${fact.field} ${String(fact.from)} > ${String(fact.to)}`]
        : [],
    );
    expect(moves).toEqual([
      'h83 state new > open',
      'h84 owner null > 8',
      'h105 state open > null', // pending reminder: not the pack's
      'h110 state null > awaiting-applicant',
      'h112 state awaiting-applicant > null', // in progress
      'h117 group front > back',
      'h119 owner 8 > null',
      'h124 group back > front',
    ]);
    expect(articlesIn(ticket.timeline)).toMatchObject([
      {
        id: 'a7',
        sender: 'applicant',
        actor: 'agent',
        channel: 'web',
        at: Date.parse('2026-11-21T21:09:54.585Z'),
      },
      { id: 'a9', sender: 'agent', actor: 'agent', channel: 'phone', isInternal: false },
    ]);
  });

  it('tells a trigger’s doings from those of people', async () => {
    const ticket = await readTicket(5087, bodyOf('396-f-history-with-trigger'), []);

    expect(ticket.timeline).toContainEqual(
      expect.objectContaining({ field: 'priority', from: 'low', to: 'high', actor: 'automation' }),
    );
    expect(ticket.timeline).toContainEqual(
      expect.objectContaining({ field: 'state', from: 'new', to: 'open', actor: 'agent' }),
    );
  });

  it('tells into which ticket one was merged', async () => {
    const ticket = await readTicket(12, bodyOf('238-g-history-merged'), []);

    expect(ticket.timeline.map((fact) => [fact.kind, fact.id])).toEqual([
      ['created', 'created'],
      ['merged', 'h152'],
      ['field-changed', 'h154'],
    ]);
    expect(ticket.timeline[1]).toMatchObject({ into: '7', actor: 'agent' });
  });

  it('tells which letters arrived and which came back', async () => {
    const history = bodyOf('230-g-history') as { assets: object; history: object[] };

    const ticket = await readTicket(
      7,
      { ...history, history: [] },
      bodyOf('434-g-email-articles-after-bounce'),
    );

    expect(articlesIn(ticket.timeline).map(({ sender, delivery }) => [sender, delivery])).toEqual([
      ['agent', 'delivered'],
      ['system', 'none'],
      ['agent', 'failed'],
    ]);
  });

  it.each([
    ['106-articles-email', [null, 'registered', 'registered'], [false, false, false]],
    ['109-articles-auto', [null], [true]],
  ])('sees the arrival letter and the automatic mail of %s', async (name, notices, automatic) => {
    const articles = bodyOf(`kyiv-trial/${name}`) as { created_at: string }[];
    const history = bodyOf('230-g-history') as { assets: { Ticket: Record<string, object> } };
    const ticket = { ...history.assets.Ticket['7'], created_at: articles[0]?.created_at };

    const { timeline } = await readTicket(
      7,
      { history: [], assets: { ...history.assets, Ticket: { '7': ticket } } },
      articles,
    );

    expect(articlesIn(timeline).map(({ notice }) => notice)).toEqual(notices);
    expect(articlesIn(timeline).map(({ isAutomatic }) => isAutomatic)).toEqual(automatic);
  });

  it.each([
    ['241-g-show-deleted', 'not-found'],
    ['432-g-article-email-no-to', 'rejected'],
    ['437-g-move-to-no-access', 'rejected'],
    ['436-g-create-no-group-access', 'forbidden'],
    ['205-g-put-email-article-no-channel', 'rejected'],
  ])('says what a refusal like %s means', async (name, code) => {
    const { status, body } = recording(name).response;
    const desk = helpdesk();
    mock()
      .put('/tickets/7')
      .reply(status, body as object);
    if (status === 500) {
      mock()
        .get('/groups?per_page=100&page=1')
        .reply(200, [bodyOf('040-b-group-create')]);
      mock().get('/tickets/7').reply(200, bodyOf('318-h-one'));
    }

    const written = desk.write(ticketId(7), aLetter);

    await expect(written).rejects.toMatchObject({ code });
  });
});

const aLetter: TicketChange = {
  set: {},
  key: 'k',
  article: {
    kind: 'letter',
    isInternal: false,
    to: 'a@b.test',
    subject: 's',
    html: 'x',
    notice: null,
    mentionUserIds: [],
  },
};

function isPlainSearch(body: unknown): boolean {
  return !(typeof body === 'object' && body !== null && ('full' in body || 'only_total_count' in body));
}
