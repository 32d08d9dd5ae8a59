import { AppError } from '../core/app-error.ts';
import { desiredObjects } from '../core/bootstrap/desired-objects.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { localDateAt } from '../core/calendar/local-date-at.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Helpdesk, Inspection, ServiceIdentity } from '../helpdesk/helpdesk.ts';
import type { Mailer } from '../output/output.ts';
import { examinePack } from './examine-pack.ts';
import type { Installation } from './installation.ts';

/** One thing that was looked at. `error` stops Reglament from working here, `warning` wants a person's eye. */
export interface Check {
  readonly topic: string;
  readonly level: 'ok' | 'warning' | 'error';
  readonly message: string;
}

/** What `doctor` looks at; a part that cannot be opened (no token, no store) is reported, and the rest goes on. */
export type DoctorInput = Pick<
  Installation,
  'pack' | 'clock' | 'helpdesk' | 'inspector' | 'store' | 'mailer'
>;

const largestOffsetMs = 60_000;
const knownVersions = /^6\.5\./;
const neededRights = ['read', 'change'] as const;

/**
 * Everything that would keep the regulation from being followed here, in plain words. Changes nothing.
 */
export async function examine(input: DoctorInput): Promise<readonly Check[]> {
  return [
    ...checkPack(input.pack, input.clock.now()),
    ...(await guarded('admin token', async () => {
      const inspection = await (await input.inspector()).inspect(ownNames(input.pack, input.clock.now()));
      return checkInspection(inspection, input.pack);
    })),
    ...(await guarded('service token', async () => checkService(await input.helpdesk(), input))),
    ...(await guarded('store', async () => {
      await (await input.store('read')).ledger.head();
      return [{ topic: 'store', level: 'ok', message: 'opens and answers' }];
    })),
    ...(await guarded('mail', () => checkMail(input.mailer))),
  ];
}

/** Names of the triggers and SLAs that the pack itself configures. */
function ownNames(pack: CompiledPack, now: Instant): ReadonlySet<string> {
  const todayOn = localDateAt(now, pack.manifest.zone);
  return new Set(desiredObjects(pack, { enforcing: 'as-it-is', todayOn }).objects.map(({ name }) => name));
}

async function guarded(topic: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'bug') throw error;
    return [{ topic, level: 'error', message: error.message }];
  }
}

async function checkMail(mailer: Mailer | null): Promise<readonly Check[]> {
  if (mailer === null) {
    const message = 'no "mail" in the config: reports and copies are written to folders and sent to nobody';
    return [{ topic: 'mail', level: 'warning', message }];
  }
  await mailer.check();
  return [{ topic: 'mail', level: 'ok', message: `can leave from ${mailer.from}` }];
}

function checkPack(pack: CompiledPack, now: Instant): readonly Check[] {
  const { title, version } = pack.manifest;
  return [
    { topic: 'pack', level: 'ok', message: `${title}, version ${version}` },
    ...examinePack(pack, now).map((remark): Check => ({ ...remark, level: 'warning' })),
  ];
}

function checkInspection(inspection: Inspection, pack: CompiledPack): readonly Check[] {
  const { version } = inspection;
  const warn = (topic: string, message: string): Check => ({ topic, level: 'warning', message });
  return [
    version !== null && knownVersions.test(version)
      ? { topic: 'helpdesk', level: 'ok', message: `Zammad ${version}` }
      : warn('helpdesk', `Zammad ${version ?? 'of unknown version'}: only 6.5 has been measured`),
    ...inspection.deniedRights.map((right): Check => ({
      topic: 'admin token',
      level: 'error',
      message: `lacks the permission ${right}`,
    })),
    ...inspection.stagedAttributes.map((name) =>
      warn(
        'attributes',
        `${name}: somebody staged a change that is not migrated; migrate or discard it first`,
      ),
    ),
    ...inspection.missingGroups.map((id) => warn('groups', `${id} does not exist yet; run bootstrap`)),
    ...inspection.groupsWithoutSender.map((id) =>
      warn('mail', `${id}: no sender address; the helpdesk cannot mail from it`),
    ),
    ...inspection.foreign.map(({ kind, name, deletes }) =>
      warn(
        `${kind}s`,
        deletes
          ? `"${name}" deletes tickets and may match governed ones; requests must be kept`
          : `"${name}" is not ours and may match governed tickets`,
      ),
    ),
    ...inspection.deleters
      .filter((who) => !pack.overlay.deleters.includes(who.split(' ')[0] ?? ''))
      .map((who) =>
        warn(
          'rights',
          `${who} may delete requests; take the right away, or name the login under "deleters" in the overlay`,
        ),
      ),
    ...(inspection.privacyTasks === 0
      ? []
      : [
          warn(
            'data privacy',
            `${inspection.privacyTasks} deletion(s) are ordered and not carried out; requests must be kept`,
          ),
        ]),
    ...inspection.socialChannels.map((network) =>
      warn('channels', `${network} is connected; the regulation may call it unofficial`),
    ),
  ];
}

async function checkService(helpdesk: Helpdesk, input: DoctorInput): Promise<readonly Check[]> {
  const { version, serverAt } = await helpdesk.ping();
  const offsetMs = serverAt - input.clock.now();
  const identity = await helpdesk.identify();
  return [
    { topic: 'service token', level: 'ok', message: `works as ${identity.login}` },
    ...(Math.abs(offsetMs) > largestOffsetMs
      ? [
          {
            topic: 'clock',
            level: 'error' as const,
            message: `differs from the helpdesk's by ${Math.round(offsetMs / 1000)} s; set both by NTP`,
          },
        ]
      : []),
    ...(version !== null || identity.permissions.some((name) => name === 'admin' || name.startsWith('admin.'))
      ? [
          {
            topic: 'service token',
            level: 'warning' as const,
            message: 'has admin rights, which the daemon does not need; use a token of the service role',
          },
        ]
      : []),
    ...checkGroups(identity, input.pack),
  ];
}

function checkGroups(identity: ServiceIdentity, pack: CompiledPack): readonly Check[] {
  return [...pack.groups.keys()].flatMap((id): Check[] => {
    const rights = identity.groups.get(id);
    const missing = neededRights.filter((right) => !rights?.includes(right) && !rights?.includes('full'));
    if (missing.length > 0) {
      return [
        { topic: 'groups', level: 'error', message: `the service may not ${missing.join(' and ')} in ${id}` },
      ];
    }
    if (rights?.includes('full')) {
      return [
        {
          topic: 'groups',
          level: 'warning',
          message: `the service has full access to ${id}; read and change do`,
        },
      ];
    }
    return [];
  });
}
