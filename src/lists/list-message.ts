/** What the thread that reads a list is told, and what it says. */
import type { ReadyPart, RowTerms } from '../people/identity/ready-leads.ts';
import type { LeadOrder } from '../people/lists/lead-stream.ts';
import type { PackedLeads } from './packed-leads.ts';

export interface ListWork {
  /** Absolute. */
  readonly path: string;
  readonly order: LeadOrder;
  readonly terms: RowTerms;
}

type Batch = Extract<ReadyPart, { readonly kind: 'batch' }>;

export type ListMessage =
  | Exclude<ReadyPart, Batch>
  | (Omit<Batch, 'kind' | 'leads'> & {
      readonly kind: 'packed';
      readonly leads: PackedLeads;
    })
  | { readonly kind: 'end' };
