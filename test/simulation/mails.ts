/** What comes back: raw mail as people and machines write it. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  /** The message it answers, with its brackets; `null`: it refers to none. */
  readonly answers: string | null;
  readonly id: string;
}

const headers = ({ from, to, answers, id }: Letter, subject: string): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    ...(answers === null ? [] : [`In-Reply-To: ${answers}`, `References: ${answers}`]),
  ].join('\n');

export const humanReply = (letter: Letter): string =>
  `${headers(letter, 'Re: About that')}\n\nThanks, that sounds interesting. Call me next week?\n`;

export const optOut = (letter: Letter): string =>
  `${headers(letter, 'Re: About that')}\n\nPlease unsubscribe me from your list and do not write to me again.\n`;

export const outOfOffice = (letter: Letter, back: string): string =>
  `${headers(letter, 'Automatic reply: About that')}\nAuto-Submitted: auto-replied\n\n` +
  `I am out of the office and will be back on ${back}.\n`;

export const bounce = (letter: Letter, failed: string): string =>
  [
    headers({ ...letter, answers: null }, 'Undelivered Mail Returned to Sender'),
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `The mail system: <${failed}>: 550 5.1.1 user unknown`,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `To: ${failed}`,
    `Message-ID: ${letter.answers ?? '<none@example>'}`,
    '',
    '--b--',
    '',
  ].join('\n');
