import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';

/**
 * Reads and checks one YAML file of the templates folder.
 * @throws AppError `not-found` when there is no such file, `input` naming each mistake in it
 */
export async function readTemplate<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const source = await readFile(join(folder, name), 'utf8').catch((cause: unknown) => {
    throw new AppError('not-found', `there is no report template ${name}`, { cause });
  });
  let content: unknown;
  try {
    content = parse(source);
  } catch (cause) {
    throw new AppError('input', `the report template ${name} is no YAML`, { cause });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new AppError('input', `the report template ${name} cannot be used:\n${problems.join('\n')}`);
}
