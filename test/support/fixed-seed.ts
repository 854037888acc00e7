/** Laws are tried on the same inputs in every `npm test`, so that it never fails by luck; `LONG=1` draws new ones. */
import { configureGlobal } from 'fast-check';

if (process.env['LONG'] === undefined) configureGlobal({ seed: 20_260_302 });
