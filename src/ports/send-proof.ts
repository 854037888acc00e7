/** A message whose outcome nobody knows. */
export interface SoughtMessage {
  readonly messageId: string;
  readonly touchlineId: string;
  /** The address it was for. */
  readonly to: string;
  /** When it was last tried, epoch ms. */
  readonly atMs: number;
  /** As they were handed over. */
  readonly bytes: Uint8Array;
}

/** Looks where what was sent is kept: a mailbox's Sent folder, a gateway's list. */
export interface SendProof {
  /**
   * Whether the message lies there, by its Message-ID or by our own id (some servers replace the former); in a gateway's list also by
   * recipient, text and time. Only `true` proves anything: not every server files what it accepted.
   *
   * @throws  When it could not be asked.
   */
  wasSent(sought: SoughtMessage): Promise<boolean>;
}
