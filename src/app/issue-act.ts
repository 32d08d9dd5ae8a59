import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { DocumentModel } from '../core/document/document-model.ts';
import { groundOf } from '../core/policy/ground.ts';
import type { FileToAttach } from '../helpdesk/helpdesk.ts';
import type { ActId, LedgerDraft, RegisteredAct } from '../store/store.ts';
import { subjectOf } from './evaluate-tickets.ts';
import { findDocument, makeAct, periodSubject, type ActTools } from './make-act.ts';

/** What an act is to be about: a ticket by its number, or whole local days, both inclusive (null = last full month). */
export type ActRequest = {
  readonly documentId: string;
  readonly now: Instant;
  readonly folder: string;
} & ({ readonly ticketNumber: string } | { readonly days: ActDays | null });

/** Local dates YYYY-MM-DD, both inclusive. */
interface ActDays {
  readonly fromOn: string;
  readonly toOn: string;
}

/** An act with the files that were written for it. */
export interface IssuedAct {
  readonly act: RegisteredAct;
  readonly paths: readonly string[];
  /** Kinds of files (`html`, `docx`) that are not what was made first: a text was changed in the helpdesk since. */
  readonly differing: readonly string[];
}

const CONTENT_TYPES = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
type FileKind = keyof typeof CONTENT_TYPES;
type ActFiles = Readonly<Record<FileKind, string | Uint8Array>>;

/**
 * Issues an act: takes the year's next number and registers it in one transaction, then makes its files and writes them.
 * Cut off in between, the act is on the register, and `printAct` makes its files.
 * @throws AppError `input` for an unknown document, ticket or period; then no number is taken
 */
export async function issueAct(request: ActRequest, tools: ActTools): Promise<IssuedAct> {
  const { documentId, now, folder } = request;
  const subject = await subjectFor(request, tools);
  const act = await registerAct({ documentId, subject, issuedAt: now, effectKey: null }, tools);
  return printAct(act, folder, tools);
}

/**
 * The files of a ticket's act, for the one request that carries an effect out. However often the effect is tried, it
 * has one act.
 */
export async function attachAct(
  effect: {
    readonly documentId: string;
    readonly subject: string;
    readonly key: string;
    readonly at: Instant;
  },
  tools: ActTools,
): Promise<{ readonly act: RegisteredAct; readonly files: readonly FileToAttach[] }> {
  const { documentId, subject, key, at } = effect;
  const act = await registerAct({ documentId, subject, issuedAt: at, effectKey: key }, tools);
  const files = await setFiles(await makeAct(act, tools), tools);
  await tools.store.acts.noteMade(act, hashesOf(files));
  return {
    act,
    files: kindsOf(files).map((kind) => ({
      filename: fileName(act, kind),
      contentType: CONTENT_TYPES[kind],
      content: bytesOf(files[kind]),
    })),
  };
}

/** Makes the files of an act on the register (again) and writes them into a folder. */
export async function printAct(act: RegisteredAct, folder: string, tools: ActTools): Promise<IssuedAct> {
  const files = await setFiles(await makeAct(act, tools), tools);
  const hashes = hashesOf(files);
  const paths: string[] = [];
  for (const kind of kindsOf(files)) {
    const { path } = await tools.documents.write(files[kind], join(folder, fileName(act, kind)));
    paths.push(path);
  }
  await tools.store.acts.noteMade(act, hashes);
  const isAsIssued = (kind: FileKind): boolean => (act.files[kind] ?? hashes[kind]) === hashes[kind];
  const differing = act.cancelled === null ? kindsOf(files).filter((kind) => !isAsIssued(kind)) : [];
  return { act: { ...act, files: { ...hashes, ...act.files } }, paths, differing };
}

/**
 * Writes one copy of an act's page that shows a typed password. The ledger first notes that such a copy is printed; the
 * password itself, and a hash of the page from which it could be guessed, are kept nowhere.
 * @throws AppError `input` when the document has no line for a secret, or nothing was typed
 * @clause E Appendix 1
 */
export async function printActWithPassword(
  act: RegisteredAct,
  { password, path, now }: { readonly password: string; readonly path: string; readonly now: Instant },
  tools: ActTools,
): Promise<string> {
  const document = findDocument(act.documentId, tools.pack);
  if (document.kind !== 'form' || !document.rows.some(({ secret }) => secret)) {
    throw new AppError('input', `the document "${document.id}" has no line for a password`);
  }
  if (password === '')
    throw new AppError('input', 'no password was typed; print the act without --with-password');
  const page = await tools.documents.setPage(await makeAct(act, tools, password));
  await tools.store.transaction(({ ledger }) =>
    ledger.append([draftOf(act, 'act-password-copy', now, tools)]),
  );
  return (await tools.documents.write(page, path)).path;
}

/** Cancels an act: its number stays taken, and every later copy says that it is cancelled and why. */
export async function cancelAct(
  id: ActId,
  { why, now }: { readonly why: string; readonly now: Instant },
  tools: Pick<ActTools, 'pack' | 'store'>,
): Promise<RegisteredAct> {
  if (why.trim() === '') throw new AppError('input', 'say why the act is cancelled: --why "…"');
  return tools.store.transaction(async ({ acts, ledger }) => {
    const act = await acts.cancel(id, { at: now, why: why.trim() });
    await ledger.append([draftOf(act, 'act-cancelled', now, tools)]);
    return act;
  });
}

/**
 * An act by what people call it: `17/2026`.
 * @throws AppError `input` when that is no number of an act, or none on the register
 */
export async function findAct(
  name: string,
  { acts }: Pick<ActTools['store'], 'acts'>,
): Promise<RegisteredAct> {
  const [, number, year] = /^(\d{1,9})\/(\d{4})$/.exec(name.trim()) ?? [];
  if (number === undefined)
    throw new AppError('input', `"${name}" is no number of an act; write e.g. 17/2026`);
  const act = await acts.get({ year: Number(year), number: Number(number) });
  if (act === null)
    throw new AppError('input', `there is no act ${name} on the register; see reglament act list`);
  return act;
}

async function subjectFor(request: ActRequest, { pack, store }: ActTools): Promise<string> {
  const document = findDocument(request.documentId, pack);
  if ('ticketNumber' in request) {
    if (document.kind !== 'form')
      throw new AppError('input', `"${document.id}" is about a period: give --from and --to, not a ticket`);
    const ticket = await store.tickets.findByNumber(request.ticketNumber);
    if (ticket !== null) return subjectOf(ticket.id);
    throw new AppError('input', `There is no ticket ${request.ticketNumber} in the governed groups`);
  }
  if (document.kind === 'form')
    throw new AppError('input', `"${document.id}" is about a ticket: give its number with --ticket`);
  return periodFor(request.days, request.now, pack.manifest.zone);
}

function periodFor(days: ActDays | null, now: Instant, zone: string): string {
  const today = DateTime.fromMillis(now, { zone });
  if (days === null) {
    const month = today.minus({ months: 1 });
    return periodSubject(
      month.startOf('month').toFormat('yyyy-MM-dd'),
      month.endOf('month').toFormat('yyyy-MM-dd'),
    );
  }
  const [from, to] = [days.fromOn, days.toOn].map((on) => DateTime.fromFormat(on, 'yyyy-MM-dd', { zone }));
  if (from?.isValid !== true || to?.isValid !== true || to < from || from > today) {
    throw new AppError(
      'input',
      `from ${days.fromOn} to ${days.toOn} is no period that has begun; write YYYY-MM-DD, the first day first`,
    );
  }
  return periodSubject(days.fromOn, days.toOn);
}

/** The number, the register and the ledger in one transaction. The year is the local one of the issue. */
async function registerAct(
  draft: Pick<RegisteredAct, 'documentId' | 'subject' | 'issuedAt' | 'effectKey'>,
  tools: ActTools,
): Promise<RegisteredAct> {
  const { pack, store } = tools;
  const { year } = DateTime.fromMillis(draft.issuedAt, { zone: pack.manifest.zone });
  return store.transaction(async ({ acts, ledger }) => {
    const act = await acts.register({ ...draft, year, packHash: pack.hash });
    if (act.issuedAt === draft.issuedAt)
      await ledger.append([draftOf(act, 'act-issued', act.issuedAt, tools)]);
    return act;
  });
}

function draftOf(
  { documentId, subject, year, number }: RegisteredAct,
  code: 'act-issued' | 'act-cancelled' | 'act-password-copy',
  at: Instant,
  { pack }: Pick<ActTools, 'pack'>,
): LedgerDraft {
  const document = pack.documents.get(documentId);
  return {
    at,
    kind: 'admin',
    key: `act:${year}/${number}/${code}/${at}`,
    subject,
    ruleId: documentId,
    ground: groundOf(document ?? {}),
    status: 'noted',
    packHash: pack.hash,
    details: { code, year, number },
  };
}

async function setFiles(model: DocumentModel, { documents }: ActTools): Promise<ActFiles> {
  return { html: await documents.setPage(model), docx: await documents.setWord(model) };
}

function kindsOf(files: ActFiles): readonly FileKind[] {
  return Object.keys(files) as readonly FileKind[];
}

function hashesOf(files: ActFiles): Readonly<Record<FileKind, string>> {
  const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
  return { html: hash(files.html), docx: hash(files.docx) };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

/** Of ids and numbers only: `2026-017-request-form.docx`. */
function fileName({ year, number, documentId }: RegisteredAct, kind: FileKind): string {
  return `${year}-${String(number).padStart(3, '0')}-${documentId}.${kind}`;
}
