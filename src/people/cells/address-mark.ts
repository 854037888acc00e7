/** What is good to know of an address before somebody writes to it. */
import { domainOf } from '../../core/person/prospect.ts';
import { isRoleAddress } from '../../core/person/role-address.ts';
import { isFreeMail } from './mail-domains.ts';

/** `role`: whoever has it reads it, so it proves nothing about who somebody is. `free_mail`: its domain is nobody's company. */
export type AddressMark = 'role' | 'free_mail';

/** `null`: neither. An address of a role stays one at a free provider. @param address  Normalised. */
export function addressMark(address: string): AddressMark | null {
  if (isRoleAddress(address)) return 'role';
  return isFreeMail(domainOf(address)) ? 'free_mail' : null;
}
