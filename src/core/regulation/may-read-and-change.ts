/** Whether rights in a group are enough to read and change its tickets: `full`, or both by name. */
export function mayReadAndChange(rights: readonly string[]): boolean {
  return rights.includes('full') || (rights.includes('read') && rights.includes('change'));
}
