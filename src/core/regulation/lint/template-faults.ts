import Handlebars from 'handlebars';
import { suggestWord } from '../source/nearest-word.ts';
import { TEXT_HELPERS } from '../text-names.ts';

type Helpers = Readonly<Record<string, { readonly takes: readonly [number, number] }>>;

const HELPERS: Helpers = TEXT_HELPERS;
/** Names that mean something inside `each` only. */
const LOOP_NAMES = new Set(['this', '@index', '@first', '@last']);

/** What cannot be filled in a template, each in one sentence; empty when all of it can. */
export function faultsOfTemplate(template: string, names: ReadonlySet<string>): readonly string[] {
  try {
    return [...new Set(faultsOfProgram(Handlebars.parse(template), names, false))];
  } catch (cause) {
    return [`the template is not well-formed: ${describeFault((cause as Error).message)}`];
  }
}

/** The parser shows the line with an arrow under the place where it could not go on; its tokens say nothing to people. */
function describeFault(message: string): string {
  const [first = '', excerpt = '', arrow = '', expected = ''] = message.split('\n');
  if (!arrow.endsWith('^')) return first;
  const line = /on line (\d+)/.exec(first)?.[1] ?? '1';
  if (expected.endsWith("got 'EOF'"))
    return `a block that is begun with {{# is not ended with {{/ (line ${line})`;
  const place = excerpt.slice(Math.max(0, arrow.length - 25), arrow.length);
  return `it cannot be read at the end of "${place}" (line ${line}); a name stands between {{ and }}`;
}

function faultsOfProgram(
  program: hbs.AST.Program | undefined,
  names: ReadonlySet<string>,
  isInLoop: boolean,
): readonly string[] {
  return (program?.body ?? []).flatMap((statement) => faultsOfStatement(statement, names, isInLoop));
}

function faultsOfStatement(
  statement: hbs.AST.Statement,
  names: ReadonlySet<string>,
  isInLoop: boolean,
): readonly string[] {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return [];
    case 'MustacheStatement': {
      const mustache = statement as hbs.AST.MustacheStatement;
      const raw = mustache.escaped ? [] : ['values are always escaped: write {{…}}, not {{{…}}} or {{&…}}'];
      return [...raw, ...faultsOfCall(mustache, names, isInLoop)];
    }
    case 'BlockStatement': {
      const block = statement as hbs.AST.BlockStatement;
      const isLoop = isInLoop || pathText(block.path) === 'each';
      return [
        ...faultsOfCall(block, names, isInLoop),
        ...faultsOfProgram(block.program, names, isLoop),
        ...faultsOfProgram(block.inverse, names, isInLoop),
      ];
    }
    default:
      return [`${statement.type} is not used in texts`];
  }
}

interface Call {
  readonly path: hbs.AST.Expression;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash: hbs.AST.Hash | undefined;
}

function faultsOfCall(call: Call, names: ReadonlySet<string>, isInLoop: boolean): readonly string[] {
  const name = pathText(call.path);
  const inner = call.params.flatMap((param) => faultsOfValue(param, names, isInLoop));
  if (call.hash !== undefined) return [...inner, `"${name}" takes no named arguments`];
  if (!Object.hasOwn(HELPERS, name)) {
    return call.params.length > 0
      ? [...inner, `there is no helper "${name}"${suggestWord(name, Object.keys(HELPERS))}`]
      : faultsOfValue(call.path, names, isInLoop);
  }
  const [least, most] = HELPERS[name]?.takes ?? [0, 0];
  const isFit = call.params.length >= least && call.params.length <= most;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  return isFit
    ? inner
    : [...inner, `the helper "${name}" takes ${wanted} argument(s), not ${call.params.length}`];
}

function faultsOfValue(
  value: hbs.AST.Expression,
  names: ReadonlySet<string>,
  isInLoop: boolean,
): readonly string[] {
  if (value.type === 'SubExpression') return faultsOfCall(value as hbs.AST.SubExpression, names, isInLoop);
  if (value.type !== 'PathExpression') return [];
  const name = pathText(value).replace(/^(?:\.\.\/)+/, '');
  if (names.has(name) || (isInLoop && LOOP_NAMES.has(name))) return [];
  return [`no text can show "${name}"${suggestWord(name, [...names])}`];
}

function pathText(expression: hbs.AST.Expression): string {
  return expression.type === 'PathExpression' ? (expression as hbs.AST.PathExpression).original : '';
}
