import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that arrived, as its server saw it. */
interface SunkMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** How the server behaves with the next mails. */
export interface SinkManners {
  /** Answers this to these recipients instead of taking them: [code, address or all]. */
  readonly refuses?: { readonly code: number; readonly address?: string };
  /** Ends the connection without an answer: at the recipients, or once it has the whole mail. */
  readonly cuts?: 'early' | 'after-data';
}

/** A mail server of this machine that keeps what it gets and passes nothing on. */
export interface MailSink {
  readonly port: number;
  readonly mails: readonly SunkMail[];
  behave(manners: SinkManners): void;
  close(): Promise<void>;
}

/** Opens one on a free port of the loopback; with a user, it wants that one and the password. */
export async function openMailSink(login?: {
  readonly user: string;
  readonly password: string;
}): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const sockets = new Set<Socket>();
  let manners: SinkManners = {};
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      const isKnown = username === login?.user && password === login?.password;
      done(isKnown ? null : new Error('who are you'), { user: username });
    },
    onRcptTo: ({ address }, _session, done) => {
      if (manners.cuts === 'early') {
        cut();
        return;
      }
      const { refuses } = manners;
      const isRefused = refuses !== undefined && (refuses.address ?? address) === address;
      done(isRefused ? Object.assign(new Error('no'), { responseCode: refuses.code }) : undefined);
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((parsed) => {
          mails.push({ to: envelope.rcptTo.map(({ address }) => address), raw: raw.toString(), parsed });
          if (manners.cuts === 'after-data') cut();
          else done();
        });
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    behave: (next) => {
      manners = next;
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(resolve);
      }),
  };
}
