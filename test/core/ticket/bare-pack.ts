import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { State } from '../../../src/core/regulation/schema/catalog.ts';
import { Notice } from '../../../src/core/regulation/schema/rule.ts';

const kinds: Readonly<Record<string, State['kind']>> = {
  new: 'new',
  'in-work': 'open',
  awaiting: 'waiting',
  closed: 'closed',
  merged: 'merged',
};

const notices = [
  {
    id: 'arrival',
    label: 'Arrival',
    text: 'arrival',
    by_channel: {},
    oral_tick: 'told_number',
    native_trigger: true,
  },
  { id: 'classified', label: 'Classified', text: 'classified', by_channel: {}, covers: ['arrival'] },
  { id: 'closing', label: 'Closing', text: 'closing', by_channel: {}, agent_reply_tells: true },
].map((notice) => Notice.parse(notice));

/** Just what tickets are read by: states, notices, and how the channel follows from the first message. */
export const barePack = {
  states: new Map(Object.entries(kinds).map(([id, kind]) => [id, { id, label: id, kind }])),
  fieldByRole: new Map([['channel', 'channel']]),
  catalog: { channel_of: { email: 'mail', phone: 'call' } },
  notices: new Map(notices.map((notice) => [notice.id, notice])),
} as unknown as CompiledPack;
