import type { Problem } from '../diagnostic.ts';
import { serviceWords, type Condition } from '../schema/condition.ts';
import type { Localized } from '../schema/scalars.ts';
import type { LintContext, PathOf } from './lint-context.ts';
import { faultsOfTemplate } from './template-faults.ts';

/**
 * What the helpdesk is to do by itself is within its means: letters it sends and messages of macros show no more than
 * the ticket's number and addresses, forms and overviews ask no more than fields. Otherwise the service does it, or
 * nobody; that is a warning, since such a pack works all the same.
 */
export function lintNative(context: LintContext): readonly Problem[] {
  const { rules, helpdesk } = context.document;
  const letters = rules.notices.filter(({ native_trigger: isNative }) => isNative);
  const texts = [
    ...letters.map(({ text }) => text),
    ...helpdesk.macros.flatMap(({ message }) => message?.text ?? []),
  ];
  const conditions = [...helpdesk.forms, ...helpdesk.overviews].map(({ when }) => when);
  return [
    ...[...new Set(texts)].flatMap((id) => faultsOfText(id, context)),
    ...conditions.flatMap((condition) =>
      condition === undefined ? [] : faultsOfCondition(condition, context.pathOf),
    ),
  ];
}

function faultsOfText(id: string, { document, pathOf }: LintContext): readonly Problem[] {
  const text = document.texts.texts.find((each) => each.id === id);
  if (text === undefined) return [];
  const addresses = [...Object.keys(document.pack.addresses), ...Object.keys(document.overlay.addresses)];
  const names = new Set(['ticket.number', ...addresses.map((address) => `addresses.${address}`)]);
  const variants = [text.subject, text.body].flatMap(templatesOf);
  if (variants.every((template) => faultsOfTemplate(template, names).length === 0)) return [];
  const message = `the helpdesk writes "${id}" by itself and can show no more than ticket.number, addresses, values, switches and pack.title; without it, a letter is left to the service and a macro writes nothing`;
  return [{ severity: 'warning', path: pathOf(text), message }];
}

function templatesOf(text: Localized | undefined): readonly string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : Object.values(text);
}

function faultsOfCondition(condition: Condition, pathOf: PathOf): readonly Problem[] {
  const own = serviceWords
    .filter((word) => condition[word] !== undefined)
    .map((word): Problem => {
      const message = `forms and overviews compare fields; the helpdesk knows nothing of "${word}"`;
      return { severity: 'warning', path: [...pathOf(condition), word], atKey: true, message };
    });
  const parts = [
    ...(condition.all ?? []),
    ...(condition.any ?? []),
    ...(condition.not === undefined ? [] : [condition.not]),
  ];
  return [...own, ...parts.flatMap((part) => faultsOfCondition(part, pathOf))];
}
