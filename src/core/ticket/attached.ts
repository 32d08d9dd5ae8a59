import type { TicketMoment } from './history.ts';

/** Names of the files that the applicant had sent by a moment, ending in one of these extensions (without the dot). */
export function listAttached(
  extensions: readonly string[],
  { history, actCount }: TicketMoment,
): readonly string[] {
  const names: string[] = [];
  for (let index = 0; index < actCount; index += 1) {
    for (const fact of history.acts[index]?.facts ?? []) {
      if (fact.kind !== 'article' || fact.sender !== 'applicant') continue;
      for (const name of fact.attachmentNames) {
        if (extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))) names.push(name);
      }
    }
  }
  return names;
}
