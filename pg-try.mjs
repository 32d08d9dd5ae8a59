import { PGlite } from '@electric-sql/pglite';
const t=(l,a)=>console.log(l,Math.round(performance.now()-a), Math.round(process.cpuUsage().user/1000));
let a=performance.now(); const db=await PGlite.create(); await db.query('select 1'); t('init',a);
a=performance.now(); const dump=await db.dumpDataDir('none'); t('dump',a); console.log(dump.size);
a=performance.now(); const d2=await PGlite.create({loadDataDir:dump}); await d2.query('select 1'); t('load',a);
a=performance.now(); const d3=await PGlite.create(); await d3.query('select 1'); t('init2',a);
