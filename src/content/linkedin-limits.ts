/**
 * How long may a text on LinkedIn be? In UTF-16 units, as its text fields count.
 *
 * Sources: LinkedIn's form for invitations (300; 200 with a free account). LinkedIn Help, "Send an InMail message" (a554514), gives an InMail
 * 2,000 in its body, newer accounts of the form 1,900: the smaller number binds. For messages to connections and for comments LinkedIn
 * documents none.
 */
import type { LinkedinAction } from '../core/sequence.ts';

/** `null`: no limit is documented. */
export function linkedinLimit(action: LinkedinAction | null): number | null {
  switch (action) {
    case 'connect':
      return 300;
    case 'inmail':
      return 1_900;
    case 'view':
    case 'message':
    case 'comment':
    case 'follow':
    case null:
      return null;
  }
}
