import type { z } from 'zod';
import type { DocumentPath, Problem } from '../diagnostic.ts';
import { knownKeysAt } from './known-keys.ts';
import { nearestWord, suggestWord } from './nearest-word.ts';

type Issue = z.core.$ZodIssue;

/** A value that a schema refused, and what it was refused for. */
interface Refusal {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

/**
 * The refusals of a schema in plain words, with paths into the value. Of the alternatives of a union the one that
 * was probably meant speaks; a misspelt key is named with the key that it should be.
 */
export function describeIssues(refusal: Refusal, issues: readonly Issue[]): readonly Problem[] {
  const problems = issues.flatMap((issue) => describeIssue(refusal, issue, []));
  const places = new Set<string>();
  return problems.filter(({ path, atKey, message }) => {
    const place = JSON.stringify([path, atKey === true ? message : '']);
    return !places.has(place) && places.add(place);
  });
}

function describeIssue(refusal: Refusal, issue: Issue, above: DocumentPath): readonly Problem[] {
  const path = [...above, ...(issue.path as DocumentPath)];
  switch (issue.code) {
    case 'invalid_union':
      return 'options' in issue
        ? [
            problem(
              path,
              describeChoice((issue.options as readonly unknown[]).map(String), valueAt(refusal.value, path)),
            ),
          ]
        : describeUnion(refusal, issue.errors, path);
    case 'unrecognized_keys':
      return issue.keys.map((key) => describeUnknownKey(refusal, path, key));
    case 'invalid_key':
    case 'invalid_element':
      return [
        problem(
          path,
          `"${String(path.at(-1))}": ${issue.issues.map(({ message }) => message).join(', ')}`,
          true,
        ),
      ];
    default:
      return [problem(path, describeValue(issue, path.at(-1), valueAt(refusal.value, path)))];
  }
}

function describeUnion(
  refusal: Refusal,
  alternatives: readonly (readonly Issue[])[],
  path: DocumentPath,
): readonly Problem[] {
  const value = valueAt(refusal.value, path);
  if (value === undefined) return [problem(path, `"${String(path.at(-1))}" is missing`)];
  const [meant] = [...alternatives].sort((a, b) => distanceOf(a, value) - distanceOf(b, value));
  if (meant === undefined) return [problem(path, `${show(value)} does not fit here`)];
  const problems = meant.flatMap((issue) => describeIssue(refusal, issue, path));
  const isMisfit = meant.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
  return isMisfit ? [problem(path, `should be ${expectedOf(alternatives)}, not ${kindOf(value)}`)] : problems;
}

/** A value inside that fits nothing counts at most this: the keys around it say more about what was meant. */
const MISFIT_INSIDE = 4;

/** Whether an alternative wants another kind of value altogether: a list or mapping is none of a few words. */
function isOtherKind(issue: Issue, value: unknown): boolean {
  const isWordWanted = issue.code === 'invalid_value' && typeof value === 'object' && value !== null;
  return issue.path.length === 0 && (issue.code === 'invalid_type' || isWordWanted);
}

/** How far a value is from an alternative: another kind of value counts most, then unknown keys, then missing ones. */
function distanceOf(issues: readonly Issue[], value: unknown): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 3 * issue.keys.length;
    if (isOtherKind(issue, value)) return sum + 100;
    if (issue.code === 'invalid_union') {
      const inner = valueAt(value, issue.path as DocumentPath);
      if (inner === undefined) return sum + 2;
      const nearest = Math.min(...issue.errors.map((errors) => distanceOf(errors, inner)));
      return sum + (issue.path.length === 0 ? nearest : Math.min(MISFIT_INSIDE, nearest));
    }
    return sum + (valueAt(value, issue.path as DocumentPath) === undefined ? 2 : 1);
  }, 0);
}

function describeUnknownKey({ schema, value }: Refusal, path: DocumentPath, key: string): Problem {
  const present = Object.keys(valueAt(value, path) ?? {});
  const free = knownKeysAt(schema, path).filter((known) => !present.includes(known));
  return problem([...path, key], `unknown key "${key}"${suggestWord(key, free)}`, true);
}

function describeValue(issue: Issue, key: PropertyKey | undefined, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return `"${String(key)}" is missing`;
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${nameOfKind(issue.expected)}, not ${kindOf(value)}${hintOf(issue.expected, value)}`;
    case 'invalid_value':
      return describeChoice(issue.values.map(String), value);
    case 'too_small':
      return value === '' || Array.isArray(value)
        ? 'is empty; enter something or leave the key out'
        : `${show(value)} is too small, ${String(issue.minimum)} at least`;
    case 'invalid_format':
      return `${show(value)} should be ${formatOf(issue)}`;
    default:
      return issue.message;
  }
}

/** YAML reads `1.0` as a number, and only quotes make a text of it. */
function hintOf(expected: string, value: unknown): string {
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
    ? ': write it in quotes'
    : '';
}

function describeChoice(choices: readonly string[], value: unknown): string {
  const nearest = typeof value === 'string' ? nearestWord(value, choices) : null;
  const hint = nearest === null ? '' : `, did you mean "${nearest}"?`;
  return `${show(value)} is none of ${choices.join(', ')}${hint}`;
}

function formatOf(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.format === 'date') return 'a date YYYY-MM-DD that exists';
  return issue.message.startsWith('Invalid') ? `like ${issue.pattern ?? issue.format}` : issue.message;
}

function expectedOf(alternatives: readonly (readonly Issue[])[]): string {
  const kinds = alternatives
    .flat()
    .filter(({ path }) => path.length === 0)
    .map((issue) => (issue.code === 'invalid_type' ? nameOfKind(issue.expected) : 'a text'));
  return [...new Set(kinds)].join(' or ');
}

function nameOfKind(kind: string): string {
  const names: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'a mapping of keys',
    record: 'a mapping of keys',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    tuple: "a pair such as ['09:00', '18:00']",
    null: 'nothing',
  };
  return names[kind] ?? kind;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping of keys' : show(value);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** The value at a path; undefined where the path leads nowhere. */
function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

function problem(path: DocumentPath, message: string, atKey = false): Problem {
  return { severity: 'error', path, atKey, message };
}
