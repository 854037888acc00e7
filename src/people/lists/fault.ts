/** Why nothing of a list may be used. */
export interface ListFault {
  readonly code: string;
  readonly line: number;
  readonly message: string;
  readonly hint: string | null;
}
