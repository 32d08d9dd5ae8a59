import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Diagnostic } from '../core/regulation/diagnostic.ts';
import type { Helpdesk, HelpdeskConfiguration, HelpdeskInspector } from '../helpdesk/helpdesk.ts';
import type {
  DocumentSetter,
  IssuedFiles,
  Mailer,
  ReportTemplates,
  RosterWorkbooks,
  WorksFiles,
  WorkbookWriter,
} from '../output/output.ts';
import type { Store } from '../store/store.ts';
import type { Clock, Log } from './ports.ts';

/** What a config names, opened part by part: nothing is contacted before a use case asks for it. */
export interface Installation {
  readonly pack: CompiledPack;
  readonly packFolder: string;
  /** The operator's overlay file; null without one. */
  readonly overlayPath: string | null;
  /** What the pack's linter remarked. */
  readonly warnings: readonly Diagnostic[];
  readonly settings: InstallationSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly workbooks: WorkbookWriter;
  readonly templates: ReportTemplates;
  readonly rosters: RosterWorkbooks;
  readonly works: WorksFiles;
  readonly documents: DocumentSetter;
  readonly issuedFiles: IssuedFiles;
  /** Null where no mail is set up. */
  readonly mailer: Mailer | null;
  /** With the service token. */
  helpdesk(): Promise<Helpdesk>;
  /** With the admin token. */
  configuration(): Promise<HelpdeskConfiguration>;
  /** With the admin token. */
  inspector(): Promise<HelpdeskInspector>;
  /** Opened once; the first mode stays. `write`: for long; `join`: a little beside a daemon; `read`: nothing written. */
  store(mode: 'write' | 'join' | 'read'): Promise<Store>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

/** Settings that use cases need. */
interface InstallationSettings {
  /** Without anything secret that an address can hold. */
  readonly helpdeskUrl: string;
  /** Tells this installation from others; the same over restarts. */
  readonly installationId: string;
  readonly reportsFolder: string;
  readonly tick: string;
  readonly sweep: string;
  readonly healthPort: number;
  readonly actionsPerTick: number;
  /** Version of the time-zone data by which local times are told. */
  readonly timeZoneData: string;
}
