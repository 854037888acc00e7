/** Reports of failures and complaints that name no message of ours: whoever knows an address and how we write can make one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const PEOPLE = ['ada', 'bea'];

async function written(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const ids = await world.add(...PEOPLE.map((name) => person(name)));
  await world.enroll(sequence([email('intro'), email('bump', { wait: '2 days' })]), ids);
  await world.run();
  return world;
}

async function state({ stores }: World): Promise<string> {
  const ids = ['p1', 'p2'];
  return JSON.stringify([
    await Promise.all(ids.map((id) => stores.people.byId(id))),
    await Promise.all(ids.map((id) => stores.enrollments.ofPerson(id))),
    await Promise.all(ids.map((id) => stores.history.timeline(id))),
  ]);
}

interface Forgery {
  readonly kind: 'bounce' | 'complaint' | 'prose' | 'notice';
  readonly about: string;
  readonly from: string;
  /** What it says came back. */
  readonly returned: readonly string[];
  readonly envelope: string | null;
}

const REASON = 'smtp; 550 5.1.1 no such user';

function letterOf({ kind, about, from, returned, envelope }: Forgery): string {
  const head = `From: Mail Delivery System <${from}>\nTo: anna@northwind.example\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nReturn-Path: <>`;
  const back = returned.join('\n');
  if (kind === 'notice') return `${head}\n\n${noticeOf(about, returned, envelope)}\n`;
  if (kind === 'prose')
    return `${head}\n\nThe following message could not be delivered:\n\n<${about}>: host mx.ada.example said: ${REASON.slice(6)}\n\n${back}\n`;
  const type = kind === 'bounce' ? 'delivery-status' : 'feedback-report';
  const machine =
    kind === 'bounce'
      ? `Reporting-MTA: dns; mx.ada.example${envelope === null ? '' : `\nOriginal-Envelope-Id: ${envelope}`}\n\nFinal-Recipient: rfc822; ${about}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: ${REASON}`
      : `Feedback-Type: abuse\nVersion: 1\nUser-Agent: Loop/1\nOriginal-Rcpt-To: ${about}`;
  return `${head}\nContent-Type: multipart/report; report-type=${type}; boundary=cut\n\n--cut\n\nYour letter was not delivered.\n--cut\nContent-Type: message/${type}\n\n${machine}\n\n--cut\nContent-Type: message/rfc822\n\n${back}\n\nDear Ada\n--cut--\n`;
}

/** As Amazon SES tells of a failure. */
function noticeOf(about: string, returned: readonly string[], messageId: string | null): string {
  const headers = returned.map((line) => {
    const [name = '', value] = line.split(': ');
    return { name, value };
  });
  return JSON.stringify({
    notificationType: 'Bounce',
    bounce: { bouncedRecipients: [{ emailAddress: about, status: '5.1.1' }] },
    mail: { sourceArn: 'arn:aws:ses:eu-west-1:1:identity/x', messageId, headers },
  });
}

/** Nearly an id of ours, as a forger would guess it. */
const guess = fc.stringMatching(/^[a-z2-7]{26}$/);

const forgery: fc.Arbitrary<Forgery> = fc
  .record({
    kind: fc.constantFrom('bounce', 'complaint', 'prose', 'notice'),
    about: fc.constantFrom(...PEOPLE.map((name) => `${name}@${name}.example`)),
    from: fc.constantFrom(
      'mailer-daemon@mx.ada.example',
      'postmaster@ada.example',
      'complaints@google.example',
    ),
    subject: fc.constantFrom('intro', 'Hello', 'Re: intro'),
    id: guess,
    has: fc.record({ id: fc.boolean(), ours: fc.boolean(), envelope: fc.boolean() }),
  })
  .map(({ kind, about, from, subject, id, has }) => ({
    kind,
    about,
    from,
    returned: [
      'From: Anna <anna@northwind.example>',
      `To: ${about}`,
      `Subject: ${subject}`,
      ...(has.id ? [`Message-ID: <${id}@northwind.example>`] : []),
      ...(has.ours ? [`X-Touchline-Id: ${id}`] : []),
    ],
    envelope: has.envelope ? id : null,
  }));

test('a forged report changes nothing for anybody, and waits for a rep', async () => {
  const world = await written();
  const before = await state(world);
  const kinds = new Set<string>();
  let heard = 0;
  await fc.assert(
    fc.asyncProperty(forgery, async (forged) => {
      const bytes = letterOf(forged);
      world.source.deliver(`Message-ID: <forged-${(heard += 1)}@mx.ada.example>\n${bytes}`);
      await world.run();
      expect(await state(world)).toBe(before);
      const [found] = await world.stores.inbox.inbox(1);
      expect(found).toMatchObject({ prospectId: null, matchedBy: 'unproven_report' });
      kinds.add(found?.class ?? '');
    }),
    { numRuns: 200 },
  );
  expect([...kinds].toSorted()).toEqual(['bounce', 'complaint']);
});
