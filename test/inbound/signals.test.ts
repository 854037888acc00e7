import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/inbound/match.ts';
import { signalsOf } from '../../src/inbound/signals.ts';
import { classifiedWithMessage, letter, NOW_MS, report } from './mail.ts';

const facts = { inboundId: 'answer-1@kern.example', source: 'max', receivedAtMs: NOW_MS };
const adas: Match = {
  kind: 'person',
  prospectId: 'p1',
  touchId: 'e12.intro.1',
  how: 'message_id',
  colleagues: ['p2'],
  writtenBy: null,
  invited: [],
};

async function kinds(bytes: Uint8Array, match: Match = adas): Promise<string[]> {
  const [message, classification] = await classifiedWithMessage(bytes);
  return signalsOf(message, classification, match, facts).map(
    ({ prospectId, kind }) => `${prospectId} ${kind}`,
  );
}

test('an answer is a signal with what they wrote, and one for each colleague', async () => {
  const [message, classification] = await classifiedWithMessage(letter('Not interested.'));
  expect(signalsOf(message, classification, adas, facts)).toEqual([
    {
      prospectId: 'p1',
      kind: 'reply',
      atMs: NOW_MS,
      source: 'max',
      externalId: 'answer-1@kern.example p1 reply',
      channel: 'email',
      details: {
        text: 'Not interested.',
        intent: 'objection_no_reason',
        touchId: 'e12.intro.1',
        inboundId: 'answer-1@kern.example',
      },
    },
    expect.objectContaining({
      prospectId: 'p2',
      kind: 'colleague_reply',
      externalId: 'answer-1@kern.example p2 colleague_reply',
    }),
  ]);
});

test.each(['Remove me from your list', 'Not interested.'])(
  'who writes "%s" in the thread of a colleague speaks for both',
  async (text) => {
    const kind = text.startsWith('Remove') ? 'opt_out' : 'reply';
    expect(
      await kinds(letter(text), { ...adas, writtenBy: 'p2', colleagues: ['p2', 'p3'] }),
    ).toEqual([`p1 ${kind}`, `p2 ${kind}`, 'p3 colleague_reply']);
  },
);

test('who is away says so of themselves, in whosever thread', async () => {
  const away = letter('I am away until 12 March.', { Subject: 'Automatic reply' });
  expect(await kinds(away, { ...adas, writtenBy: 'p2' })).toEqual([
    'p1 out_of_office',
    'p2 out_of_office',
  ]);
});

describe('a message means', () => {
  const bounced = 'Final-Recipient: rfc822; ada@kern.example\nAction: failed\nStatus: 5.1.1';
  const answer = (method: string, status: string): Uint8Array =>
    letter(
      `--b\n\nx\n--b\nContent-Type: text/calendar; method=${method}\n\nATTENDEE;PARTSTAT=${status}:mailto:a@b\n--b--`,
      { 'Content-Type': 'multipart/mixed; boundary=b' },
    );
  test.each([
    ['a request to stop', letter('Remove me from your list'), ['p1 opt_out', 'p2 colleague_reply']],
    [
      'an absence note',
      letter('I am away until 12 March.', { Subject: 'Automatic reply' }),
      ['p1 out_of_office'],
    ],
    [
      'an acknowledgement',
      letter('Got it.', { 'Auto-Submitted': 'auto-replied' }),
      ['p1 auto_reply'],
    ],
    ['a bounce', report(bounced), ['p1 bounce']],
    ['a delay', report(bounced.replace('failed', 'delayed')), []],
    [
      'an accepted meeting',
      answer('REPLY', 'ACCEPTED'),
      ['p1 meeting_booked', 'p2 colleague_reply'],
    ],
    [
      'a declined meeting',
      answer('REPLY', 'DECLINED'),
      ['p1 meeting_cancelled', 'p2 colleague_reply'],
    ],
    [
      'a cancelled meeting',
      answer('CANCEL', 'NEEDS-ACTION'),
      ['p1 meeting_cancelled', 'p2 colleague_reply'],
    ],
  ])('%s', async (_, bytes, expected) => expect(await kinds(bytes)).toEqual(expected));

  test('a suspicion for all whom it may concern, unless a machine wrote it', async () => {
    const suspect: Match = { kind: 'suspect', prospectIds: ['p1', 'p2'], how: 'domain' };
    expect(await kinds(letter('Hello'), suspect)).toEqual(['p1 suspect', 'p2 suspect']);
    expect(await kinds(letter('Hello', { 'Auto-Submitted': 'auto-replied' }), suspect)).toEqual([]);
  });

  test('nothing when it is ours or a stranger’s', async () => {
    expect(await kinds(letter('Hello'), { kind: 'own' })).toEqual([]);
    expect(await kinds(letter('Hello'), { kind: 'none' })).toEqual([]);
  });
});

test('a bounce carries its kind and address, a note the day of return', async () => {
  const [message, classification] = await classifiedWithMessage(
    report('Final-Recipient: rfc822; ada@kern.example\nAction: failed\nStatus: 5.1.1'),
  );
  expect(signalsOf(message, classification, adas, facts)[0]?.details).toMatchObject({
    bounce: 'hard',
    failedAddress: 'ada@kern.example',
  });
  const [note, noted] = await classifiedWithMessage(
    letter('Back on 12 March.', { Subject: 'Out of office' }),
  );
  expect(signalsOf(note, noted, adas, facts)[0]?.details).toMatchObject({
    returnAtMs: Date.parse('2027-03-12T00:00:00Z'),
  });
});
