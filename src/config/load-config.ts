import { dirname, isAbsolute, resolve } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { Config } from './config.ts';

/** Where settings come from: the environment and files, both injected. */
export interface ConfigSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readText: (path: string) => Promise<string>;
  readonly workingDirectory: string;
}

/** Flags that every command takes; `url` and `pack` together do without a file. */
export interface ConfigFlags {
  readonly config?: string | undefined;
  readonly url?: string | undefined;
  readonly pack?: string | undefined;
  readonly overlay?: string | undefined;
  readonly data?: string | undefined;
}

/** Settings with every path absolute. */
export interface LoadedConfig {
  readonly config: Config;
  /** Tokens, read late and kept out of `config`, so that nothing prints them. */
  readonly readToken: (which: 'admin' | 'service') => Promise<string>;
  /** The password of the mail server's user. @throws AppError `input` when it is nowhere */
  readonly readMailPassword: () => Promise<string>;
}

const tokenVariables = { admin: 'REGLAMENT_ADMIN_TOKEN', service: 'REGLAMENT_SERVICE_TOKEN' } as const;

/**
 * Reads the config: file < environment < flags.
 * @throws AppError `input` naming file, field and what to do.
 */
export async function loadConfig(flags: ConfigFlags, sources: ConfigSources): Promise<LoadedConfig> {
  const path = resolve(sources.workingDirectory, flags.config ?? 'config.json');
  const isFileNeeded = flags.config !== undefined || flags.url === undefined || flags.pack === undefined;
  const fromFile = isFileNeeded ? await readConfigFile(path, flags, sources) : {};
  const config = checkConfig(
    overlayFlags(fromFile, flags, sources),
    isFileNeeded ? path : 'the command line',
  );
  const base = isFileNeeded ? dirname(path) : sources.workingDirectory;
  return {
    config: withAbsolutePaths(config, { base, flags, sources }),
    readToken: tokenReader(config, base, sources),
    readMailPassword: () => readMailPassword(config, base, sources),
  };
}

async function readConfigFile(path: string, flags: ConfigFlags, sources: ConfigSources): Promise<object> {
  let text: string;
  try {
    text = await sources.readText(path);
  } catch (cause) {
    const hint =
      flags.config === undefined
        ? 'copy config.example.json to config.json, or give --url and --pack'
        : 'check the path after --config';
    throw new AppError('input', `${path}: cannot be read; ${hint}`, { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new AppError('input', `${path}: is not JSON (${(cause as Error).message})`, { cause });
  }
  throw new AppError('input', `${path}: must hold one JSON object; see config.example.json`);
}

function overlayFlags(file: object, flags: ConfigFlags, sources: ConfigSources): object {
  const merged: Record<string, unknown> = { ...file };
  const storeUrl = sources.environment['REGLAMENT_STORE_URL'];
  if (storeUrl !== undefined && storeUrl !== '') merged['store'] = { url: storeUrl };
  if (flags.url !== undefined)
    merged['helpdesk'] = { ...(merged['helpdesk'] as object | undefined), url: flags.url };
  if (flags.pack !== undefined) merged['pack'] = flags.pack;
  if (flags.overlay !== undefined) merged['overlay'] = flags.overlay;
  if (flags.data !== undefined) merged['store'] = { folder: flags.data };
  return merged;
}

function checkConfig(value: object, origin: string): Config {
  const result = Config.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${origin}: ${describeIssue(issue)}`);
  throw new AppError('input', problems.join('\n'), { details: { problems } });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length > 0 ? issue.path.join('.') : 'the whole file';
  if (issue.code === 'unrecognized_keys') {
    return `${field}: does not know ${issue.keys.map((key) => `"${key}"`).join(', ')}; see config.example.json`;
  }
  return `${field}: ${issue.message}`;
}

function withAbsolutePaths(
  config: Config,
  where: { base: string; flags: ConfigFlags; sources: ConfigSources },
): Config {
  // A path from a flag is the caller's, a path from the file is the file's.
  const from = (path: string, flag: string | undefined): string =>
    isAbsolute(path) ? path : resolve(flag === undefined ? where.base : where.sources.workingDirectory, path);
  return {
    ...config,
    pack: from(config.pack, where.flags.pack),
    ...(config.overlay === undefined ? {} : { overlay: from(config.overlay, where.flags.overlay) }),
    store: 'folder' in config.store ? { folder: from(config.store.folder, where.flags.data) } : config.store,
    reports: { folder: from(config.reports.folder, undefined) },
    ...(config.mail === undefined || !('folder' in config.mail)
      ? {}
      : { mail: { ...config.mail, folder: from(config.mail.folder, undefined) } }),
  };
}

function tokenReader(config: Config, base: string, sources: ConfigSources): LoadedConfig['readToken'] {
  return (which) => {
    const field = which === 'admin' ? 'adminTokenFile' : 'serviceTokenFile';
    const secret = { what: `${which} token`, variable: tokenVariables[which], field: `helpdesk.${field}` };
    return readSecret({ ...secret, file: config.helpdesk[field] }, base, sources);
  };
}

function readMailPassword({ mail }: Config, base: string, sources: ConfigSources): Promise<string> {
  const file = mail !== undefined && 'host' in mail ? mail.passwordFile : undefined;
  const field = 'mail.passwordFile';
  return readSecret(
    { what: 'mail password', variable: 'REGLAMENT_SMTP_PASSWORD', field, file },
    base,
    sources,
  );
}

/** A secret and where it may be: a variable of the environment, or a file that a field of the config names. */
interface SecretPlace {
  readonly what: string;
  readonly variable: string;
  readonly field: string;
  readonly file: string | undefined;
}

async function readSecret(
  { what, variable, field, file }: SecretPlace,
  base: string,
  sources: ConfigSources,
): Promise<string> {
  const given = sources.environment[variable]?.trim();
  if (given !== undefined && given !== '') return given;
  if (file === undefined) {
    throw new AppError('input', `No ${what}: set ${variable}, or ${field} in the config`);
  }
  try {
    const secret = (await sources.readText(resolve(base, file))).trim();
    if (secret !== '') return secret;
  } catch (cause) {
    throw new AppError('input', `${file}: the ${what} cannot be read`, { cause });
  }
  throw new AppError('input', `${file}: holds no ${what}`);
}
