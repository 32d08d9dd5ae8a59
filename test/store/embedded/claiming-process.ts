/** Claims a folder and keeps it until it is killed. */
import { claimFolder } from '../../../src/store/embedded/claim-folder.ts';

const claim = await claimFolder(process.argv[2] ?? '');
process.stdout.write(`${claim.kind}\n`);
