const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

export const isEmailAddress = (text: string): boolean => ADDRESS.test(text);

export interface Mailbox {
  readonly name: string;
  /** In lower case. */
  readonly address: string;
}

/** The mailboxes of a header line such as `Ada <ada@example.org>, bob@example.org`; what is no address is left out. */
export function parseMailboxes(line: string | null | undefined): Mailbox[] {
  const found: Mailbox[] = [];
  for (const part of (line ?? '').split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const inBrackets = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(part);
    const address = (inBrackets?.[2] ?? part).trim().toLowerCase();
    if (isEmailAddress(address)) found.push({ name: (inBrackets?.[1] ?? '').replaceAll('"', ''), address });
  }
  return found;
}

/** `Ada <ada@example.org>`, in quotes where the name has signs that mean something in a header. */
export function mailboxLine(name: string, address: string): string {
  if (name === '') return address;
  return /[",;:()<>@[\]]/.test(name) ? `"${name.replaceAll('"', '')}" <${address}>` : `${name} <${address}>`;
}
