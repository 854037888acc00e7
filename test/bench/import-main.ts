/** One import in a process of its own, so that its memory can be told: `FILE STORE`. */
import { stat } from 'node:fs/promises';
import { adapters } from '../../src/start.ts';
import { importLeads } from '../../src/usecases/people/import-leads.ts';
import { openStores } from './engine.ts';

const [file = '', path = ''] = process.argv.slice(2);
const { size } = await stat(file);
const stores = openStores(path);
const order = {
  file: 'leads.csv',
  mark: { sha256: String(size), options: '' },
  list: null,
  owner: null,
  source: null,
  reps: [],
  asOfMs: null,
  dryRun: false,
};
const reading = {
  file: 'leads.csv',
  encoding: null,
  delimiter: null,
  maps: [],
  preset: null,
  mapping: null,
  sheet: null,
  country: null,
  ownAddresses: new Set<string>(),
};
const to = { rejects: null, onBytes: () => undefined, stop: null };
const startedMs = performance.now();
const parts = adapters.leads(file, reading);
const imported = await importLeads(stores.imports, parts, order, to, Date.now());
const seconds = (performance.now() - startedMs) / 1_000;
stores.close();
if (!imported.ok) throw new Error('the list can be read');
const { counts } = imported.value;
const megabytes = process.resourceUsage().maxRSS / 1_024;
console.log(JSON.stringify({ seconds, megabytes, ...counts }));
