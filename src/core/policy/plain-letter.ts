const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words of a rendered text for readers without HTML: paragraphs stay apart, line breaks stay. */
export function plainLetter(html: string): string {
  return html
    .replace(/\n/g, ' ')
    .replace(/<br\s*\/?>|<\/li>|<\/tr>/gi, '\n')
    .replace(/<\/(?:p|div|ul|ol|table|blockquote|h[1-6])>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
