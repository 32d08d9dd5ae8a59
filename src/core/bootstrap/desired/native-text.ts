import Handlebars from 'handlebars';
import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import type { Text } from '../../regulation/schema/text.ts';
import { toParagraphs } from '../../regulation/to-paragraphs.ts';
import type { Naming } from '../naming.ts';

/** A text as the helpdesk can send it by itself: `{{ticket.number}}` stays for the helpdesk to fill in. */
export interface NativeText {
  readonly subject: string;
  readonly html: string;
}

/**
 * Renders what is known before any ticket is: addresses and what the operator supplies. The ticket's number is left to
 * the helpdesk. Whatever else a text names, only the service can show.
 */
export function renderNativeText(
  text: Text | undefined,
  { manifest, overlay, switches }: CompiledPack,
  naming: Naming,
): NativeText | { readonly because: string } {
  if (text === undefined) return { because: 'its text is missing' };
  const data = {
    ticket: { number: '{{ticket.number}}' },
    addresses: { ...manifest.addresses, ...overlay.addresses },
    values: overlay.values,
    switches: Object.fromEntries(switches),
    pack: { title: manifest.title },
  };
  const render = (source: string, noEscape: boolean): string =>
    Handlebars.compile(source, { strict: true, knownHelpersOnly: true, noEscape })(data);
  try {
    return {
      subject: render(naming.label(text.subject ?? ''), true).trim(),
      html: toParagraphs(render(naming.label(text.body), false)),
    };
  } catch {
    // What is not well-formed was refused before: the text shows something else.
    return {
      because: `the helpdesk cannot fill in its text "${text.id}", which shows more than ticket.number, addresses, values, switches and pack.title`,
    };
  }
}
