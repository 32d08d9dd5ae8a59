import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import { createZammadHttp } from '../../src/helpdesk/zammad/http/zammad-http.ts';
import { ZammadHelpdesk } from '../../src/helpdesk/zammad/zammad.ts';
import { VirtualClock } from '../../src/simulator/clock.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import type { Colleague, TestDesk } from '../contract/helpdesk.ts';
import { compileTestPack } from './a-pack.ts';
import { prepareSmallZammad, type SmallZammad } from './small-zammad.ts';
import { zammadApi, type ZammadApi } from './zammad-api.ts';

const DESK_ADDRESS = 'desk@small.test';
const APPLICANT = 'Anna Applicant <anna@applicant.test>';

async function pickPriority(api: ZammadApi, name: string): Promise<number> {
  const priorities = await api.get<{ id: number; name: string }[]>('ticket_priorities');
  return priorities.find((priority) => priority.name === name)?.id ?? 0;
}

function colleagueIn(zammad: SmallZammad, api: ZammadApi): Colleague {
  const groups = { front: zammad.front, back: zammad.back, ungoverned: zammad.foreign };
  const note = { type: 'note', internal: true, body: 'Rang the vendor.' };
  const mail = {
    type: 'email',
    internal: false,
    to: 'anna@applicant.test',
    subject: 'Re',
    body: 'We look into it.',
  };
  return {
    userId: String(zammad.agent.id),
    take: async (id) => {
      await api.put(`tickets/${id}`, { state_id: zammad.states.open, owner_id: zammad.agent.id });
    },
    classify: async (id) => {
      await api.put(`tickets/${id}`, { request_type: 'fault', priority_id: await pickPriority(api, 'High') });
    },
    answer: async (id) => {
      await api.put(`tickets/${id}`, { article: mail });
    },
    remark: async (id) => {
      await api.put(`tickets/${id}`, { article: note });
    },
    handOver: async (id, to) => {
      await api.put(`tickets/${id}`, { group_id: groups[to] });
    },
    merge: async (id, into) => {
      const { number } = await api.get<{ number: string }>(`tickets/${into}`);
      await api.put(`ticket_merge/${id}/${number}`, {});
    },
    split: async (id) => {
      const { customer_id } = await api.get<{ customer_id: number }>(`tickets/${id}`);
      const links = { Ticket: { child: [Number(id)] } };
      const ticket = { title: 'The other matter', group_id: zammad.front, customer_id, links, article: note };
      return ticketId(String((await api.post('tickets', ticket)).id));
    },
  };
}

/** A simulated Zammad at 2026-11-23 10:00 in Kyiv, set up for the small pack, behind the real adapter. */
export async function openZammadDesk(): Promise<
  TestDesk & { readonly admin: ZammadApi; readonly zammad: SmallZammad }
> {
  const clock = new VirtualClock(Date.parse('2026-11-23T08:00:00Z'));
  const mailAddresses = [{ name: 'Desk', email: DESK_ADDRESS }];
  const simulator = await startSimulator({ clock, mailAddresses });
  const admin = zammadApi(simulator.url, simulator.adminToken);
  const zammad = await prepareSmallZammad(admin);
  const http = createZammadHttp({
    baseUrl: simulator.url,
    token: zammad.service.token,
    now: () => clock.now(),
    sleep: () => Promise.resolve(),
    requestsPerSecond: 0,
  });
  return {
    admin,
    zammad,
    helpdesk: new ZammadHelpdesk({ http, pack: compileTestPack() }),
    colleague: colleagueIn(zammad, admin.as(zammad.agent.token)),
    serviceUserId: String(zammad.service.id),
    receiveMail: async ({ id, isAutomatic = false } = {}) => {
      const number = id === undefined ? null : (await admin.get<{ number: string }>(`tickets/${id}`)).number;
      const { ticketId: received } = simulator.receiveMail({
        from: APPLICANT,
        to: DESK_ADDRESS,
        subject: number === null ? 'It does not work' : `Re: [Ticket#${number}]`,
        body: 'Please help.',
        ...(isAutomatic ? { headers: { 'Auto-Submitted': 'auto-replied' } } : {}),
      });
      return ticketId(received);
    },
    bounce: (articleId) => {
      simulator.receiveBounce(Number(articleId));
      return Promise.resolve();
    },
    remove: async (id) => {
      await admin.delete(`tickets/${id}`);
    },
    now: () => clock.now(),
    pass: (durationMs) => {
      clock.advanceBy(durationMs);
      return Promise.resolve();
    },
    close: () => simulator.stop(),
  };
}
