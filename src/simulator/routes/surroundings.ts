import { crashed, recordNotFound } from '../api-error.ts';
import { readableTickets } from '../engine/access.ts';
import { matchesCondition } from '../engine/conditions.ts';
import { sortRows } from '../engine/search.ts';
import { ok, type Answer } from '../http/answer.ts';
import { collectAssets, present, type Assets } from '../http/present.ts';
import type { Context, Route } from '../http/router.ts';
import { overviewModel } from '../models/automation.ts';
import { calendarModel } from '../models/service-levels.ts';
import { emailAddressModel } from '../models/surroundings.ts';
import type { Overview, Setting, Ticket, User } from '../state/records.ts';
import { isObject, textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

const VERSION = '6.5.0';
const FORM_META = { form_meta: { filter: { type_id: [10, 5] } } };

/** Hours from UTC now, by the name of the zone. */
function timezones(nowMs: number): Record<string, number> {
  const names = new Set([
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Etc/UTC',
    'Europe/Kiev',
    'Europe/Kyiv',
  ]);
  return Object.fromEntries([...names].sort().map((name) => [name, offsetHours(name, nowMs)]));
}

function offsetHours(timeZone: string, nowMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(nowMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return Number(/GMT([+-]\d\d)/.exec(name)?.[1] ?? 0);
}

function calendarsInit({ world }: Context): Answer {
  const assets: Assets = {};
  for (const calendar of world.calendars.all()) collectAssets(world, calendarModel, calendar, assets);
  return ok({
    record_ids: world.calendars.all().map((calendar) => calendar.id),
    ical_feeds: {},
    timezones: timezones(world.clock.now()),
    assets,
  });
}

const presentSetting = (setting: Setting): Params => ({ ...setting });

function settingOf({ world, params }: Context): Setting {
  const setting = world.settings.get(params['id']);
  if (setting !== undefined) return setting;
  if (Number.isNaN(Number(params['id']))) throw crashed('unable to find policy `NilClassPolicy` for `nil`');
  throw recordNotFound('Setting', params['id']);
}

/** A setting takes what comes in `state_current`; `state` is overlooked. */
function updateSetting(context: Context): Answer {
  const { world, user, params } = context;
  const setting = settingOf(context);
  const state = params['state_current'];
  if (isObject(state) && 'value' in state) {
    world.transaction(user.id, ({ at }) => {
      world.settings.update(setting, { state_current: { value: state['value'] }, updated_at: at });
    });
  }
  return ok(presentSetting(setting));
}

function channelsEmail({ world }: Context): Answer {
  const assets: Assets = { Channel: {} };
  for (const channel of world.channels.all()) {
    assets['Channel'] = { ...assets['Channel'], [String(channel.id)]: { ...channel } };
  }
  for (const address of world.emailAddresses.all()) collectAssets(world, emailAddressModel, address, assets);
  const idsOf = (area: string): number[] => world.channels.where('area', area).map((channel) => channel.id);
  const used = new Set(world.emailAddresses.all().map((address) => address.channel_id));
  return ok({
    accounts_fixed: [],
    assets,
    account_channel_ids: idsOf('Email::Account'),
    notification_channel_ids: idsOf('Email::Notification'),
    email_address_ids: world.emailAddresses.all().map((address) => address.id),
    not_used_email_address_ids: world.emailAddresses
      .filter((one) => !used.has(one.channel_id))
      .map((one) => one.id),
    channel_driver: { email: { inbound: { imap: 'IMAP', pop3: 'POP3' }, outbound: { smtp: 'SMTP' } } },
    config: { notification_sender: world.setting('notification_sender') },
  });
}

function isReplacedBy(world: World, absent: User, user: User): boolean {
  const today = new Date(world.clock.now()).toISOString().slice(0, 10);
  const { out_of_office: isOut, out_of_office_replacement_id: replacementId } = absent;
  const { out_of_office_start_at: from, out_of_office_end_at: until } = absent;
  return isOut === true && replacementId === user.id && textOf(from) <= today && today <= textOf(until);
}

/** The overviews that the roles of the user may see, in order. */
function overviewsOf({ world, user }: Context): Overview[] {
  const organization = world.organizations.get(user.organization_id);
  const isReplacement = world.users.find((absent) => isReplacedBy(world, absent, user)) !== undefined;
  const seen = world.overviews.filter(
    (overview) =>
      overview.active &&
      overview.role_ids.some((id) => user.role_ids.includes(id)) &&
      (overview.user_ids.length === 0 || overview.user_ids.includes(user.id)) &&
      (overview['out_of_office'] !== true || isReplacement) &&
      (overview['organization_shared'] !== true || organization?.['shared'] === true),
  );
  return seen.sort((a, b) => a.prio - b.prio || a.id - b.id);
}

function ticketsOf({ world, user }: Context, overview: Overview): Ticket[] {
  const isReadable = readableTickets(world, user);
  const found = world.tickets.filter(
    (ticket) =>
      isReadable(ticket) && matchesCondition(world, overview.condition, ticket, { userId: user.id }),
  );
  const isDescending = overview.order.direction?.toUpperCase() === 'DESC';
  return sortRows(found, [{ column: overview.order.by ?? 'created_at', isDescending }]);
}

function ticketOverviews(context: Context): Answer {
  const overviews = overviewsOf(context);
  const view = context.params['view'];
  if (view === undefined) {
    return ok(
      overviews.map((overview) => ({
        id: overview.id,
        name: overview.name,
        prio: overview.prio,
        link: overview.link,
        count: ticketsOf(context, overview).length,
      })),
    );
  }
  const overview = overviews.find((one) => one.link === view);
  if (overview === undefined) return ok({});
  const tickets = ticketsOf(context, overview);
  const assets: Assets = {};
  collectAssets(context.world, overviewModel, overview, assets);
  return ok({
    assets,
    index: {
      overview: present(context.world, overviewModel, overview),
      tickets: tickets.map(({ id, updated_at }) => ({ id, updated_at })),
      count: tickets.length,
    },
  });
}

const healthOf = (world: World): Params => ({
  healthy: true,
  message: 'success',
  issues: [],
  actions: [],
  token: world.setting('monitoring_token'),
});

/** What a client may probe besides records. */
export const surroundingRoutes: readonly Route[] = [
  { method: 'GET', path: '/version', permissions: ['admin'], handle: () => ok({ version: VERSION }) },
  {
    method: 'GET',
    path: '/calendars/timezones',
    permissions: ['admin.calendar', 'admin.trigger', 'admin.scheduler'],
    handle: ({ world }) => ok({ timezones: timezones(world.clock.now()) }),
  },
  {
    method: 'GET',
    path: '/calendars_init',
    permissions: ['admin.calendar', 'admin.trigger', 'admin.scheduler'],
    handle: calendarsInit,
  },
  {
    method: 'GET',
    path: '/settings',
    permissions: ['admin.*'],
    handle: ({ world }) => ok(world.settings.all().map(presentSetting)),
  },
  {
    method: 'GET',
    path: '/settings/:id',
    permissions: ['admin.*'],
    handle: (context) => ok(presentSetting(settingOf(context))),
  },
  { method: 'PUT', path: '/settings/:id', permissions: ['admin.*'], handle: updateSetting },
  { method: 'GET', path: '/channels_email', permissions: ['admin.channel_email'], handle: channelsEmail },
  { method: 'GET', path: '/ticket_overviews', handle: ticketOverviews },
  {
    method: 'GET',
    path: '/ticket_create',
    permissions: ['ticket.agent', 'ticket.customer'],
    handle: () => ok(FORM_META),
  },
  {
    method: 'POST',
    path: '/knowledge_bases/init',
    permissions: ['knowledge_base.*'],
    handle: () => ok({}),
  },
  {
    method: 'GET',
    path: '/monitoring/health_check',
    permissions: ['admin.monitoring'],
    handle: ({ world }) => ok(healthOf(world)),
  },
];
