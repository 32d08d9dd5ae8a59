import { compilePack } from '../../../../src/core/regulation/compile-pack.ts';
import { testPackFiles } from '../../../support/a-pack.ts';
import type { PackOverrides } from '../../../support/a-pack.ts';

/** What is said about the small pack with a test's changes: `file path: severity: message`, in order. */
export function diagnose(overrides: PackOverrides): readonly string[] {
  const overlay =
    overrides.overlay === undefined ? {} : { overlay: { path: 'overlay.yaml', text: overrides.overlay } };
  return compilePack({ files: testPackFiles(overrides), ...overlay }).diagnostics.map(
    ({ file, path, severity, message }) => `${file} ${path}: ${severity}: ${message}`,
  );
}

/** The small pack with some texts of one file replaced. */
export function diagnoseEdit(
  file: string,
  ...edits: readonly (readonly [string, string])[]
): readonly string[] {
  return diagnose({ edits: { [file]: edits } });
}
