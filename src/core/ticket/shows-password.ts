/** No more of a message is looked at. */
const longest = 50_000;

/** A word for it in the languages of the desks, at most two words more, a separator, and what follows. */
const mention =
  /(?:парол[ьяюем]{1,2}|құпия\s?сөзі?|password|passwort|kennwort)(?:[ \t]{1,3}\p{L}{1,20}){0,2}[ \t]{0,3}[:=–—-][ \t\n]{0,3}(\S{4,64})/giu;

/**
 * Whether a message seems to give a password away: the word for it, a separator, and something that looks made up
 * rather than written. A guess, for a warning; nothing of the text leaves this function.
 * @clause E Appendix 1
 */
export function showsPassword(text: string): boolean {
  return [...text.slice(0, longest).matchAll(mention)].some(([, token = '']) => looksSecret(token));
}

/**
 * A text in which what seems to be a password is hidden; by the same guess.
 * @clause E Appendix 1
 */
export function hidePasswords(text: string): string {
  return text.replace(mention, (whole: string, token: string) =>
    looksSecret(token) ? `${whole.slice(0, -token.length)}•••••` : whole,
  );
}

/** With a digit, a sign, or capitals in the middle; no address of a page, no date alone. */
function looksSecret(token: string): boolean {
  const bare = token.replaceAll(/^["'«„“(]+|["'»”).,;!?]+$/g, '');
  if (bare.length < 4 || /^(?:https?:|www\.|\d{1,2}\.\d{1,2}\.\d{2,4}$)/i.test(bare)) return false;
  return /\d|[!@#$%^&*_+~]/.test(bare) || /\p{Ll}\p{Lu}/u.test(bare);
}
