/** A list that is in memory already. */
import { readLeads, type LeadListOptions, type LeadPart } from '../../people/lists/lead-stream.ts';

export function listOfBytes(
  bytes: Uint8Array,
  options: Pick<LeadListOptions, 'file' | 'country' | 'ownAddresses'>,
): AsyncIterable<LeadPart> {
  return readLeads(chunkOf(bytes), {
    encoding: null,
    delimiter: null,
    maps: [],
    preset: null,
    mapping: null,
    ...options,
  });
}

async function* chunkOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
