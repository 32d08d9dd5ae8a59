import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { localize } from '../../core/regulation/localize.ts';
import { countPrivacyTasks, listDeleters } from './deletion-rights.ts';
import type { ForeignAutomation, HelpdeskInspector, Inspection } from '../helpdesk.ts';
import type { ZammadHttp } from './http/zammad-http.ts';

const Named = z.object({ id: z.number(), name: z.string(), active: z.boolean().optional() });
const NamedGroup = Named.extend({ email_address_id: z.number().nullish() });
const Automation = Named.extend({ condition: z.unknown(), perform: z.unknown().optional() });
const Attribute = z.object({
  id: z.number(),
  name: z.string(),
  object: z.string(),
  to_create: z.boolean(),
  to_migrate: z.boolean(),
  to_delete: z.boolean(),
  to_config: z.boolean(),
});
const Channel = z.object({ id: z.number(), area: z.string().optional(), active: z.boolean().optional() });
const Channels = z.object({
  assets: z.object({ Channel: z.record(z.string(), Channel).optional() }).optional(),
});

/** Right → a list that only its holder may read. */
const listOfRight: Readonly<Record<string, string>> = {
  'admin.group': 'groups',
  'admin.role': 'roles',
  'admin.calendar': 'calendars',
  'admin.sla': 'slas',
  'admin.object': 'object_manager_attributes',
  'admin.trigger': 'triggers',
  'admin.scheduler': 'jobs',
  'admin.core_workflow': 'core_workflows',
  'admin.overview': 'overviews',
  'admin.macro': 'macros',
  'admin.text_module': 'text_modules',
  'admin.ticket_priority': 'ticket_priorities',
  'admin.ticket_state': 'ticket_states',
  'admin.channel_email': 'email_addresses',
};

const socialNetworks = ['facebook', 'telegram', 'whatsapp', 'twitter'] as const;

/** An inspector over Zammad's admin API (6.5). */
export function createZammadInspector(http: ZammadHttp, pack: CompiledPack): HelpdeskInspector {
  return {
    inspect: async (ownNames) => {
      const groups = await allowed(http.getAll('groups', NamedGroup), []);
      const governed = governedGroups(pack, groups);
      const automations = {
        ownNames,
        governedIds: new Set(governed.flatMap(({ group }) => group?.id ?? [])),
      };
      return {
        version: await allowed(
          http.get('version', z.object({ version: z.string() })).then((v) => v.version),
          null,
        ),
        deniedRights: await deniedRights(http),
        stagedAttributes: await stagedAttributes(http),
        missingGroups: governed.filter(({ group }) => group === undefined).map(({ id }) => id),
        groupsWithoutSender: governed
          .filter(({ group }) => group !== undefined && group.email_address_id == null)
          .map(({ id }) => id),
        foreign: [
          ...(await foreign(http, { ...automations, kind: 'trigger', path: 'triggers' })),
          ...(await foreign(http, { ...automations, kind: 'scheduler', path: 'jobs' })),
          ...(await foreign(http, { ...automations, kind: 'sla', path: 'slas' })),
        ],
        deleters: await allowed(listDeleters(http), []),
        privacyTasks: await countPrivacyTasks(http),
        socialChannels: await socialChannels(http),
      } satisfies Inspection;
    },
  };
}

function governedGroups(pack: CompiledPack, groups: readonly z.output<typeof NamedGroup>[]) {
  const language = pack.manifest.languages[0] ?? 'en';
  return [...pack.groups.values()].map(({ id, label }) => ({
    id,
    group: groups.find(({ name }) => name === localize(label, language)),
  }));
}

async function deniedRights(http: ZammadHttp): Promise<readonly string[]> {
  const denied: string[] = [];
  for (const [right, path] of Object.entries(listOfRight)) {
    const isAllowed = await allowed(
      http.get(`${path}?per_page=1`, z.unknown()).then(() => true),
      false,
    );
    if (!isAllowed) denied.push(right);
  }
  return denied;
}

async function stagedAttributes(http: ZammadHttp): Promise<readonly string[]> {
  const attributes = await allowed(http.get('object_manager_attributes', z.array(Attribute)), []);
  return attributes
    .filter((a) => a.to_create || a.to_migrate || a.to_delete || a.to_config)
    .map((a) => `${a.object}.${a.name}`);
}

interface ForeignSearch {
  readonly kind: ForeignAutomation['kind'];
  readonly path: string;
  readonly ownNames: ReadonlySet<string>;
  readonly governedIds: ReadonlySet<number>;
}

async function foreign(http: ZammadHttp, search: ForeignSearch): Promise<readonly ForeignAutomation[]> {
  const automations = await allowed(http.getAll(search.path, Automation), []);
  return automations
    .filter(({ name, active }) => active !== false && !search.ownNames.has(name))
    .filter(({ condition }) => mayTouch(condition, search.governedIds))
    .map(({ name, perform }) => ({ kind: search.kind, name, deletes: isDeleting(perform) }));
}

/** A condition that names no group, or one of ours, may match a governed ticket. */
function mayTouch(condition: unknown, governedIds: ReadonlySet<number>): boolean {
  const onGroup = groupValues(condition);
  return onGroup.length === 0 || onGroup.some((id) => governedIds.has(id));
}

function groupValues(condition: unknown): readonly number[] {
  const Flat = z.object({ 'ticket.group_id': z.object({ value: z.unknown() }) });
  const Tree = z.object({
    conditions: z.array(z.object({ name: z.string().optional(), value: z.unknown() })),
  });
  const flat = Flat.safeParse(condition);
  const tree = Tree.safeParse(condition);
  const values = flat.success
    ? [flat.data['ticket.group_id'].value]
    : tree.success
      ? tree.data.conditions.filter(({ name }) => name === 'ticket.group_id').map(({ value }) => value)
      : [];
  return values.flat().map(Number);
}

function isDeleting(perform: unknown): boolean {
  return z.object({ 'ticket.action': z.object({ value: z.literal('delete') }) }).safeParse(perform).success;
}

async function socialChannels(http: ZammadHttp): Promise<readonly string[]> {
  const active: string[] = [];
  for (const network of socialNetworks) {
    const found = await allowed(http.get(`channels_${network}`, Channels), {});
    const channels = Object.values(found.assets?.Channel ?? {});
    if (
      channels.some((channel) => channel.active !== false && channel.area?.toLowerCase().includes(network))
    ) {
      active.push(network);
    }
  }
  return active;
}

/** The answer, or `otherwise` where this credential or this version has no such list. */
async function allowed<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found'))
      return otherwise;
    throw error;
  }
}
