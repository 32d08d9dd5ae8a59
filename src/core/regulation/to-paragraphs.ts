const blockTag = /^<(?:p|div|ul|ol|table|blockquote|h[1-6])\b/i;

/**
 * A pack's text as HTML: blank lines part paragraphs, single line breaks stay, and what is written as HTML blocks is
 * left alone. The text must be safe already; an empty one gives an empty answer.
 */
export function toParagraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => (blockTag.test(part) ? part : `<p>${part.replaceAll('\n', '<br>')}</p>`))
    .join('\n');
}
