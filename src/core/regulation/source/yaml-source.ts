import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLError } from 'yaml';
import type { Diagnostic, DocumentPath } from '../diagnostic.ts';

/** A place in a file; both count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A parsed YAML file that still knows where each value stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Where the value (or its key) stands; for a path that leads nowhere, the nearest value above it. */
  locate(path: DocumentPath, atKey?: boolean): Position;
}

/** A file longer than this is no pack file. */
const MAX_CHARACTERS = 2_000_000;
/** Aliases may unfold to so many nodes at most, or a small file could fill the memory. */
const MAX_ALIASES = 100;

const FILE_START: Position = { line: 1, column: 1 };

/**
 * Reads one YAML 1.2 file: unique text keys, no tabs as indentation, one document, no tags of its own, bounded size,
 * depth and aliases. `source` is null when the file cannot be used; then `diagnostics` says why.
 */
export function readYaml(
  file: string,
  text: string,
): { readonly source: YamlSource | null; readonly diagnostics: readonly Diagnostic[] } {
  const refusal = refusalOf(text);
  if (refusal !== null) return { source: null, diagnostics: [diagnose(file, FILE_START, refusal)] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined) {
    return {
      source: null,
      diagnostics: [diagnose(file, positionOf(error.pos[0]), messageOf(error, document.errors))],
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const locate = (path: DocumentPath, atKey = false): Position =>
      positionOf(offsetOf(document, path, atKey));
    return { source: { file, value, locate }, diagnostics: [] };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return { source: null, diagnostics: [diagnose(file, FILE_START, `aliases cannot be resolved: ${why}`)] };
  }
}

function refusalOf(text: string): string | null {
  if (text.includes('\u0000') || text.includes('\uFFFD')) {
    return 'the file is not UTF-8 text; save it as UTF-8';
  }
  return text.length > MAX_CHARACTERS
    ? `the file has ${text.length} characters, ${MAX_CHARACTERS} at most; split it into a folder`
    : null;
}

function messageOf(error: YAMLError, errors: readonly YAMLError[]): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; YAML is indented by spaces';
    case 'DUPLICATE_KEY':
      return 'this key stands twice in one mapping; keep one of them';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here ("---"); one file is one document';
    case 'RESOURCE_EXHAUSTION':
      return 'the file is nested too deeply';
    case 'TAG_RESOLVE_FAILED':
      return `tags ("!…") are not used in packs: ${error.message}`;
    default:
      return `not valid YAML: ${error.message}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}`;
  }
}

function offsetOf(document: Document.Parsed, path: DocumentPath, atKey: boolean): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, key] of path.entries()) {
    const container = isAlias(node) ? node.resolve(document) : node;
    const isLast = depth === path.length - 1;
    if (isMap(container)) {
      const pair = (container.items as Pair<Node, Node | null>[]).find(
        (item) => isScalar(item.key) && item.key.value === key,
      );
      if (pair === undefined) return offset;
      node = pair.value;
      offset = (isLast && atKey ? null : node?.range?.[0]) ?? pair.key.range?.[0] ?? offset;
    } else if (isSeq(container) && typeof key === 'number') {
      const item = container.items[key] as Node | undefined;
      if (item === undefined) return offset;
      node = item;
      offset = item.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function diagnose(file: string, position: Position, message: string): Diagnostic {
  return { severity: 'error', file, ...position, path: '', message };
}
