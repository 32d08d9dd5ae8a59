export interface PersonName {
  readonly firstname: string;
  readonly lastname: string;
}

/** Fills in the half of a name that is missing: from the other half when it has two words, else from the address. */
export function guessName(firstname: string, lastname: string, email: string): PersonName {
  if (firstname !== '' && lastname !== '') return { firstname, lastname };
  const known = firstname === '' ? lastname : firstname;
  const guessed = known === '' ? nameInAddress(email) : nameInWords(known);
  return {
    firstname: capitalised(guessed?.firstname ?? firstname),
    lastname: capitalised(guessed?.lastname ?? lastname),
  };
}

function nameInWords(words: string): PersonName | undefined {
  const [last = '', first] = words.split(', ', 2);
  if (first !== undefined && first !== '') return { firstname: first.trim(), lastname: last.trim() };
  const parts = /^((?:(?:Dr\.|Prof\.)\s)?\S+)\s(.+)$/.exec(words.trim());
  return parts === null ? undefined : { firstname: parts[1] ?? '', lastname: parts[2]?.trim() ?? '' };
}

function nameInAddress(email: string): PersonName | undefined {
  const parts = /^(.+?)\.(.+?)@/.exec(email);
  return parts === null ? undefined : { firstname: parts[1] ?? '', lastname: parts[2] ?? '' };
}

/** Words wholly in one case get a capital; mixed ones, and those with digits or dots, stay. */
function capitalised(word: string): string {
  if (!/^(?:\p{Lu}+|\p{Ll}+)$/u.test(word)) return word;
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
