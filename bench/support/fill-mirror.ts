import { openMirroredDesk } from './mirrored-desk.ts';

/** Pulls and evaluates every ticket once, in a process of its own: making a database takes more memory than using it. */
const [folder = '', size = '0'] = process.argv.slice(2);
const { tick, store } = await openMirroredDesk(folder, Number(size));
await tick();
await store.close();
