import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { applyBootstrap, planBootstrap } from '../app/bootstrap.ts';
import { applyEnforcement, planEnforcement } from '../app/enforce-switch.ts';
import type { Installation } from '../app/installation.ts';
import { loadPack } from '../app/load-pack.ts';
import type { Clock } from '../app/ports.ts';
import { readLastGoodTick } from '../app/tick-memory.ts';
import { createLog, fileReader, openInstallation } from '../composition.ts';
import { Config } from '../config/config.ts';
import { renderPlanText } from '../core/bootstrap/render-plan.ts';
import type { Store } from '../store/store.ts';

/** Where the demo's helpdesk is and who speaks to it. */
export interface DemoPlace {
  readonly url: string;
  readonly clock: Clock;
  readonly tokens: { admin: string; service: string };
  /** The address to which applicants write. */
  readonly support: string;
}

type Say = (line: string) => void;

/** An installation in the demo's folder. Mail is written to files there; nothing leaves the machine. */
export async function installDemo(
  { packFolder, outFolder }: { readonly packFolder: string; readonly outFolder: string },
  { url, clock, tokens, support }: DemoPlace,
): Promise<Installation> {
  const overlayPath = join(outFolder, 'overlay.yaml');
  await writeFile(overlayPath, await demoOverlay(packFolder, support));
  const config = Config.parse({
    helpdesk: { url, requestsPerSecond: 0 },
    pack: packFolder,
    overlay: overlayPath,
    store: { folder: join(outFolder, 'data') },
    reports: { folder: outFolder },
    mail: { folder: join(outFolder, 'mail'), from: 'reglament@desk.example.org', onlyTo: ['example.org'] },
  });
  const log = createLog(process.env['REGLAMENT_LOG'] ?? 'error');
  const readToken = (which: 'admin' | 'service'): Promise<string> => Promise.resolve(tokens[which]);
  // The demo's mail goes through no server.
  const readMailPassword = (): Promise<string> => Promise.resolve('');
  return openInstallation({ config, readToken, readMailPassword }, { clock, log });
}

/** The pack's example, with people and addresses of the demo: nothing of it is real. */
async function demoOverlay(packFolder: string, support: string): Promise<string> {
  const example = await readFile(join(packFolder, 'overlay.example.yaml'), 'utf8').catch(() => '{}');
  const base = (parse(example) ?? {}) as Record<string, unknown>;
  const { pack } = await loadPack({ folder: packFolder }, fileReader);
  const groups = [...pack.groups.keys()];
  const leads = Object.fromEntries(groups.map((id) => [id, `lead-${id}`]));
  const addresses = Object.fromEntries(
    Object.keys({ ...pack.manifest.addresses, ...(base['addresses'] as object | undefined) }).map((id) => [
      id,
      `${id}@desk.example.org`,
    ]),
  );
  return stringify({
    ...base,
    leads,
    deputies: {},
    addresses,
    duty_address: 'duty@desk.example.org',
    senders: Object.fromEntries(groups.map((id) => [id, support])),
  });
}

/** Shows the plan, applies it, and shows the empty second one. */
export async function bootstrapDesk(installation: Installation, store: Store, say: Say): Promise<void> {
  const { pack, clock } = installation;
  const input = { pack, clock, configuration: await installation.configuration(), state: store.state };
  const plan = await planBootstrap(input);
  say(renderPlanText(plan));
  const report = await applyBootstrap(plan, input);
  const failed = report.outcomes.find(({ why }) => why !== null);
  if (!report.isComplete)
    throw new Error(`bootstrap left something: ${failed?.name ?? ''}: ${failed?.why ?? ''}`);
  say(`Second plan: ${renderPlanText(await planBootstrap(input))}`);
}

/** From now on rules act. */
export async function enforceRules(installation: Installation, store: Store, say: Say): Promise<void> {
  const { pack, clock } = installation;
  const input = {
    pack,
    clock,
    configuration: await installation.configuration(),
    state: store.state,
    ledger: store.ledger,
    daemonHealthyAt: await readLastGoodTick(store.state),
  };
  const plan = await planEnforcement('on', input);
  say(renderPlanText(plan));
  await applyEnforcement('on', plan, input);
  say('Enforcing is on.');
}
