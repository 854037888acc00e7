/** Everything that somebody is known by, in one cell: for those of whom the columns of a list can't say it. */
import type { Identity } from '../../core/person/prospect.ts';
import { parseEmailAddress } from '../cells/email-address.ts';
import { parseLinkedin } from '../cells/linkedin.ts';

/** `email ada@kern.example; bad email old@kern.example; phone +49301234567`, in their order. No spreadsheet calculates it. */
export function addressesCell(identities: readonly Identity[]): string {
  return identities
    .map(({ kind, value, status }) => {
      const written = value.replace(/[%;]/g, encodeURIComponent);
      return `${status === 'bad' ? 'bad ' : ''}${kind} ${written}`;
    })
    .join('; ');
}

/** What can't be read is left out: the other columns say it, or nobody does. */
export function addressesIn(cell: string): readonly Identity[] {
  return cell.split(';').flatMap((part): Identity[] => {
    const [, bad, kind = '', written = ''] = PART.exec(part.trim()) ?? [];
    const value = written.replace(/%25|%3B/g, decodeURIComponent);
    const known = KINDS.find((each) => each === kind);
    if (known === undefined || !isNormalised(known, value)) return [];
    return [{ kind: known, value, status: bad === undefined ? 'good' : 'bad' }];
  });
}

const PART = /^(bad )?([a-z]+) (.+)$/s;
const KINDS: readonly Identity['kind'][] = ['email', 'phone', 'linkedin', 'external'];

function isNormalised(kind: Identity['kind'], value: string): boolean {
  switch (kind) {
    case 'email': {
      const address = parseEmailAddress(value);
      return address.ok && address.value === value;
    }
    case 'phone':
      return /^\+\d{3,15}$/.test(value);
    case 'linkedin':
      return parseLinkedin(value) === value;
    case 'external':
      return true;
  }
}
