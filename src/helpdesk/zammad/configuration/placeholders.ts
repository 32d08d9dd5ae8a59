/** Turns `{{ticket.number}}` into the placeholder which Zammad fills in itself. */
export function placeholders(text: string): string {
  return text.replaceAll(/\{\{\s*(ticket\.\w+)\s*\}\}/g, '#{$1}');
}
