import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pino, destination } from 'pino';
import type { Installation } from './app/installation.ts';
import { loadPack, type TextReader } from './app/load-pack.ts';
import type { Clock, Log } from './app/ports.ts';
import type { CliContext } from './cli/context.ts';
import type { Terminal } from './cli/terminal.ts';
import { type ConfigFlags, type LoadedConfig, loadConfig } from './config/load-config.ts';
import { createZammadConfiguration } from './helpdesk/zammad/configuration/zammad-configuration.ts';
import { createZammadHttp, type ZammadHttp } from './helpdesk/zammad/http/zammad-http.ts';
import { createZammadInspector } from './helpdesk/zammad/inspection.ts';
import { ZammadHelpdesk } from './helpdesk/zammad/zammad.ts';
import { issuedFiles } from './output/issued-files.ts';
import { openMailer } from './output/mail/open-mailer.ts';
import { createDocumentSetter } from './output/document/document-setter.ts';
import { createReportTemplates } from './output/report-words-folder.ts';
import { createRosterWorkbooks } from './output/roster-workbook.ts';
import { createWorksFiles } from './output/works-files.ts';
import { createWorkbookWriter } from './output/workbook/workbook-writer.ts';
import { packageFolder } from './package-folder.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

const templatesFolder = join(packageFolder, 'report-templates');

/** The system's clock. */
const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms))),
};

/** Reads folders and files of the machine. */
export const fileReader: TextReader = {
  async listFiles(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();
  },
  readText: (path) => readFile(path, 'utf8'),
};

/** JSON lines on stderr. */
export function createLog(level: string): Log {
  return pino({ level, redact: ['token', '*.token', 'authorization', '*.authorization'] }, destination(2));
}

/** The commands' world, made of this process. */
export function compose(host: NodeJS.Process, terminal: Terminal, clock: Clock = systemClock): CliContext {
  const log = createLog(host.env['REGLAMENT_LOG'] ?? 'warn');
  return {
    terminal,
    files: fileReader,
    templatesFolder,
    open: async (flags: ConfigFlags) => {
      const loaded = await loadConfig(flags, {
        environment: host.env,
        readText: fileReader.readText,
        workingDirectory: host.cwd(),
      });
      return openInstallation(loaded, { clock, log });
    },
    setExitCode: (code) => {
      host.exitCode = code;
    },
    stopRequested: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const)
          host.once(signal, () => {
            resolve(signal);
          });
      }),
    holder: holderName(),
  };
}

/**
 * An installation by its config: the pack is read at once, everything else when it is asked for.
 * @throws AppError `input` when the pack or overlay is wrong.
 */
export async function openInstallation(
  { config, readToken, readMailPassword }: LoadedConfig,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Installation> {
  const { pack, warnings } = await loadPack(
    { folder: config.pack, overlayPath: config.overlay, templatesFolder },
    fileReader,
  );
  const { helpdesk } = config;
  const httpFor = (which: 'admin' | 'service') =>
    once(async (): Promise<ZammadHttp> =>
      createZammadHttp({
        baseUrl: helpdesk.url,
        token: await readToken(which),
        now: () => clock.now(),
        sleep: (ms) => clock.sleep(ms),
        requestsPerSecond: helpdesk.requestsPerSecond,
        timeoutMs: helpdesk.timeoutSeconds * 1000,
        log,
      }),
    );
  const adminHttp = httpFor('admin');
  const serviceHttp = httpFor('service');
  let store: Promise<Store> | null = null;
  return {
    pack,
    packFolder: config.pack,
    overlayPath: config.overlay ?? null,
    warnings,
    settings: {
      installationId: helpdesk.url,
      helpdeskUrl: withoutCredentials(helpdesk.url),
      reportsFolder: config.reports.folder,
      timeZoneData: process.versions['tz'] ?? 'unknown',
      ...config.daemon,
      ...config.limits,
    },
    clock,
    log,
    workbooks: createWorkbookWriter(templatesFolder),
    templates: createReportTemplates(templatesFolder),
    rosters: createRosterWorkbooks(templatesFolder),
    works: createWorksFiles(templatesFolder),
    documents: createDocumentSetter(templatesFolder),
    issuedFiles,
    mailer: openMailer(config.mail ?? null, { readPassword: readMailPassword, now: () => clock.now() }),
    helpdesk: once(
      async () =>
        new ZammadHelpdesk({
          http: await serviceHttp(),
          pack,
          longestRequestMs: helpdesk.longestRequestSeconds * 1000,
        }),
    ),
    configuration: once(async () => createZammadConfiguration(await adminHttp())),
    inspector: once(async () => createZammadInspector(await adminHttp(), pack)),
    store: (mode) => (store ??= openStore({ ...config.store, mode, holder: holderName() })),
    close: async () => {
      await (await store?.catch(() => null))?.close();
    },
  };
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function holderName(): string {
  return `process ${process.pid} on ${hostname()}`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
