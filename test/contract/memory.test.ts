/** The store of a rehearsal keeps every promise that the databases keep to the engine. */
import { openMemory } from '../../src/store/memory/stores.ts';
import { describeEngineStore } from './engine-store.contract.ts';
import { describeHolidayStore } from './holiday-store.contract.ts';

// A commit that dies half-way would leave nothing to check with: the store dies with it.
describeEngineStore('the store in memory', openMemory, async () => {});
describeHolidayStore('the store in memory', openMemory);
