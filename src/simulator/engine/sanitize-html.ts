const WITH_CONTENT = /<(script|style|iframe|object|embed|title)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^<>]*)?)\s*(\/?)>/gi;
const ATTRIBUTE = /([a-z][a-z0-9-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

const KEPT_TAGS = new Set(
  'a abbr address b big blockquote br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
const KEPT_ATTRIBUTES = new Set(
  'abbr align alt border cellpadding cellspacing class colspan height href id lang name rowspan src style title valign width'.split(
    ' ',
  ),
);

/** Takes out of HTML what could do something: scripts, handlers, strange links. Roughly what Zammad leaves stands. */
export function sanitizeHtml(html: string): string {
  const openLinks: boolean[] = [];
  return html
    .replace(WITH_CONTENT, '')
    .replace(TAG, (_all, slash: string, name: string, attributes: string) => {
      const tag = name.toLowerCase();
      if (!KEPT_TAGS.has(tag)) return '';
      if (tag !== 'a') return slash === '' ? openingTag(tag, attributes) : `</${tag}>`;
      if (slash !== '') return openLinks.pop() === true ? '</a>' : '';
      const href = attributesOf(attributes).get('href') ?? '';
      const isKept = /^(?:https?:|mailto:|tel:|#|\/)/i.test(href);
      openLinks.push(isKept);
      return isKept ? linkTag(href) : '';
    });
}

function linkTag(href: string): string {
  const shown = escapeAttribute(href);
  const rel = 'rel="nofollow noreferrer noopener"';
  if (!/^https?:/i.test(href)) return `<a href="${shown}">`;
  return `<a href="${shown}" ${rel} target="_blank" title="${shown}">`;
}

function openingTag(tag: string, attributes: string): string {
  const kept = [...attributesOf(attributes)].filter(
    ([name, value]) => KEPT_ATTRIBUTES.has(name) && !/^\s*(?:javascript|vbscript):/i.test(value),
  );
  if (tag === 'img' && !kept.some(([name]) => name === 'style')) kept.push(['style', 'max-width:100%;']);
  return `<${tag}${kept.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')}>`;
}

function attributesOf(attributes: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', inDouble, inSingle, bare] of attributes.matchAll(ATTRIBUTE)) {
    found.set(name.toLowerCase(), inDouble ?? inSingle ?? bare ?? '');
  }
  return found;
}

const escapeAttribute = (value: string): string => value.replaceAll('"', '&quot;');

/** Text as it may stand in HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
