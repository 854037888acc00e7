/** What the thread that reads a list is told, and what it says. */
import type { LeadOrder, LeadPart } from '../people/lists/lead-stream.ts';

export interface ListWork {
  /** Absolute. */
  readonly path: string;
  readonly order: LeadOrder;
}

export type ListMessage =
  | Exclude<LeadPart, { readonly kind: 'batch' }>
  /** A batch, by `packVerdicts`. */
  | { readonly kind: 'packed'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'end' };
