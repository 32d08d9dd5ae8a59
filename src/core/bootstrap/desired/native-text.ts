import Handlebars from 'handlebars';
import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import type { Text } from '../../regulation/schema/text.ts';
import type { Naming } from '../naming.ts';

/** A text as the helpdesk can send it by itself: `{{ticket.number}}` stays for the helpdesk to fill in. */
export interface NativeText {
  readonly subject: string;
  readonly html: string;
}

/**
 * Renders what is known before any ticket is: the pack's addresses. The ticket's number is left to the helpdesk.
 * Whatever else a text names, only the service can show.
 */
export function renderNativeText(
  text: Text | undefined,
  pack: CompiledPack,
  naming: Naming,
): NativeText | { readonly because: string } {
  if (text === undefined) return { because: 'its text is missing' };
  const data = {
    ticket: { number: '{{ticket.number}}' },
    addresses: { ...pack.manifest.addresses, ...pack.overlay.addresses },
  };
  const render = (source: string): string =>
    Handlebars.compile(source, { strict: true, knownHelpersOnly: true })(data);
  try {
    return {
      subject: render(naming.label(text.subject ?? '')),
      html: toHtml(render(naming.label(text.body))),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : '';
    return { because: `the helpdesk cannot fill in its text "${text.id}" (${reason})` };
  }
}

/** Paragraphs and lines of a plain text as HTML; a text that is HTML already stays as it is. */
export function toHtml(text: string): string {
  if (/<(?:p|div|br|ul|ol|table)\b/i.test(text)) return text.trim();
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`).join('');
}
