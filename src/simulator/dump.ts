import type { LoggedRequest } from './http/server.ts';
import type { Attachment, HistoryEntry, Token, User } from './state/records.ts';
import type { Row } from './state/row.ts';
import type { SentMail, World } from './state/world.ts';

/** Everything that the simulator knows, but for secrets and the bytes of files. */
export interface Dump {
  readonly now: string;
  readonly users: readonly Omit<User, 'password'>[];
  readonly tokens: readonly Omit<Token, 'token'>[];
  readonly tickets: readonly Row[];
  readonly articles: readonly Row[];
  readonly attachments: readonly Row[];
  readonly history: readonly HistoryEntry[];
  readonly tags: readonly { readonly ticket_id: number; readonly name: string }[];
  /** Configuration and vocabulary by kind: groups, roles, states, calendars, SLAs, … */
  readonly configuration: Readonly<Record<string, readonly Row[]>>;
  readonly outbox: readonly SentMail[];
  readonly requests: readonly LoggedRequest[];
}

const withoutBytes = ({ data, ...file }: Attachment): Row => ({ ...file, size: data.length });

function without<R extends Row, K extends keyof R>(row: R, secret: K): Omit<R, K> {
  const copy = { ...row };
  Reflect.deleteProperty(copy, secret);
  return copy;
}

/** A copy that later changes leave alone. */
export function dumpWorld(world: World, requests: readonly LoggedRequest[]): Dump {
  return structuredClone({
    now: new Date(world.clock.now()).toISOString(),
    users: world.users.all().map((user) => without(user, 'password')),
    tokens: world.tokens.all().map((token) => without(token, 'token')),
    tickets: world.tickets.all(),
    articles: world.articles.all(),
    attachments: world.attachments.all().map(withoutBytes),
    history: world.history.all(),
    tags: world.tagUses
      .all()
      .map((use) => ({ ticket_id: use.o_id, name: world.tagItems.get(use.item_id)?.name ?? '' })),
    configuration: {
      groups: world.groups.all(),
      roles: world.roles.all(),
      organizations: world.organizations.all(),
      state_types: world.stateTypes.all(),
      ticket_states: world.states.all(),
      ticket_priorities: world.priorities.all(),
      calendars: world.calendars.all(),
      slas: world.slas.all(),
      triggers: world.triggers.all(),
      core_workflows: world.workflows.all(),
      macros: world.macros.all(),
      overviews: world.overviews.all(),
      jobs: world.jobs.all(),
      text_modules: world.textModules.all(),
      templates: world.templates.all(),
      attributes: world.attributes.all(),
      email_addresses: world.emailAddresses.all(),
      settings: world.settings.all(),
      links: world.links.all(),
      mentions: world.mentions.all(),
      time_accountings: world.timeAccountings.all(),
    },
    outbox: world.outbox,
    requests,
  });
}
