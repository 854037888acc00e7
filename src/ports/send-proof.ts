/** Looks where a mailbox keeps what it sent, for touches whose outcome nobody knows. */
export interface SendProof {
  /**
   * Whether the message lies there, by its Message-ID or by our own id (some servers replace the former). Only `true` proves anything:
   * not every server files what it accepted.
   *
   * @throws  When the mailbox could not be asked.
   */
  wasSent(messageId: string, touchlineId: string): Promise<boolean>;
}
