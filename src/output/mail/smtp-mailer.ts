import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { AppError } from '../../core/app-error.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import type { Mailer } from '../output.ts';
import { explainSmtpError } from './smtp-error.ts';
import { writeMessage, type WrittenMessage } from './write-message.ts';

/** A mail server and how it is spoken to. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise the connection is encrypted as soon as the server offers it. */
  readonly secure: boolean;
  readonly from: string;
  /** Read when a connection is opened; null when the server wants no user. */
  readonly credentials: () => Promise<{ readonly user: string; readonly password: string } | null>;
  /** How long each answer is waited for. */
  readonly timeoutMs: number;
  readonly now: () => Instant;
}

/** How far a conversation came: once the message was handed over whole, only the server knows what became of it. */
interface Progress {
  isHandedOver: boolean;
}

type Work = (connection: SMTPConnection, progress: Progress) => Promise<void>;

/** Sends by SMTP, one connection a mail. A password leaves this machine by an encrypted connection only. */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  const { from, now } = options;
  return {
    from,
    async send(mail) {
      const message = await writeMessage(mail, { from, at: now() });
      await converse(options, (connection, progress) => handOver(message, connection, progress));
    },
    check: () => converse(options, () => Promise.resolve()),
  };
}

/** Connects, says who we are, does the work and takes leave. */
async function converse(options: SmtpOptions, work: Work): Promise<void> {
  const credentials = await options.credentials();
  const connection = connectionTo(options, credentials !== null);
  const progress: Progress = { isHandedOver: false };
  const lost = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject);
  });
  try {
    await Promise.race([lost, talk(connection, { credentials, progress, work })]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw error instanceof AppError ? error : explainSmtpError(error, { ...options, ...progress });
  }
}

async function talk(
  connection: SMTPConnection,
  {
    credentials,
    progress,
    work,
  }: {
    readonly credentials: Awaited<ReturnType<SmtpOptions['credentials']>>;
    readonly progress: Progress;
    readonly work: Work;
  },
): Promise<void> {
  await whenDone<unknown>((done) => {
    connection.connect((error) => {
      done(error ?? null);
    });
  });
  if (credentials !== null) {
    const { user, password: pass } = credentials;
    await whenDone<unknown>((done) => {
      connection.login({ user, pass }, done);
    });
  }
  await work(connection, progress);
}

function connectionTo({ host, port, secure, timeoutMs }: SmtpOptions, hasPassword: boolean): SMTPConnection {
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  return new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: hasPassword && !secure && !isHere,
    // A server on this machine has a certificate for another name, if any.
    ...(isHere ? { tls: { rejectUnauthorized: false } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
}

async function handOver(
  { from, to, bytes }: WrittenMessage,
  connection: SMTPConnection,
  progress: Progress,
): Promise<void> {
  // Read only once the server asked for it: its end is the end of the message.
  const body = Readable.from([bytes], { objectMode: false });
  body.once('end', () => {
    progress.isHandedOver = true;
  });
  const { rejected } = await whenDone<{ readonly rejected: readonly string[] }>((done) => {
    connection.send({ from, to: [...to], size: bytes.length }, body, done);
  });
  if (rejected.length === 0) return;
  throw new AppError(
    'partial',
    `the mail server refused ${rejected.length} of ${to.length} recipients; the others were sent the mail`,
    { details: { refused: rejected.length, recipients: to.length } },
  );
}

function whenDone<Answer>(
  start: (done: (error: Error | null, answer?: Answer) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    start((error, answer) => {
      if (error === null) resolve(answer as Answer);
      else reject(error);
    });
  });
}
