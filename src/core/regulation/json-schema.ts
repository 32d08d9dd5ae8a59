import { z } from 'zod';
import { SECTIONS } from './pack-document.ts';
import { Overlay } from './schema/manifest.ts';

/** What an editor needs to complete and check a file. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema as JSON Schema (draft 2020-12) of what people write: defaults may be left out. */
export function toJsonSchema(schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, title, ...rest };
}

/** A section may be spread over the files of a folder: no single file must have all of it. The linter sees the whole. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'required'));
}

/** The JSON Schemas of a pack's sections and of the overlay, by file name. */
export function packJsonSchemas(): ReadonlyMap<string, JsonSchema> {
  const sections = Object.entries(SECTIONS).map(([name, schema]) => {
    const published = toJsonSchema(schema, `Reglament pack: ${name}.yaml`);
    return [`${name}.schema.json`, name === 'pack' ? published : withoutRequired(published)] as const;
  });
  const overlay = [
    'overlay.schema.json',
    toJsonSchema(Overlay, 'Reglament: the operator’s overlay'),
  ] as const;
  return new Map([...sections, overlay]);
}
