/** A list that is in memory already. */
import { readyLeads, type ReadyPart, type RowTerms } from '../../people/identity/ready-leads.ts';
import { readLeads, type LeadListOptions } from '../../people/lists/lead-stream.ts';

export function listOfBytes(
  bytes: Uint8Array,
  options: Pick<LeadListOptions, 'file' | 'country' | 'ownAddresses'>,
  terms: RowTerms,
): AsyncIterable<ReadyPart> {
  const parts = readLeads(chunkOf(bytes), {
    encoding: null,
    delimiter: null,
    maps: [],
    preset: null,
    mapping: null,
    ...options,
  });
  return readyLeads(parts, terms);
}

async function* chunkOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
