import { Config } from '../src/config/config.ts';
import { packJsonSchemas, toJsonSchema } from '../src/core/regulation/json-schema.ts';
import type { JsonSchema } from '../src/core/regulation/json-schema.ts';

/** Every published JSON Schema by file name inside `schemas/`. */
export function listJsonSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ...packJsonSchemas(),
    ['config.schema.json', toJsonSchema(Config, 'Reglament: config.json')],
  ]);
}
