import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder that holds this package: templates, mappings and schemas lie in it, wherever the code was compiled to. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve('#package.json'));
