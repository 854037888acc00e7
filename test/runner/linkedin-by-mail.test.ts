/** LinkedIn writes to the rep's own mailbox when somebody answers there: that is heard as their answer. */
import { expect, test } from 'vitest';
import { at, email, linkedin, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

const notice = (subject: string, link: string | null): string =>
  `From: Ada Kern via LinkedIn <messages-noreply@linkedin.com>\nTo: anna@northwind.example\nSubject: ${subject}\n` +
  `Message-ID: <${subject.length}.${link?.length ?? 0}@linkedin.com>\nAuto-Submitted: auto-generated\nContent-Type: text/plain; charset=utf-8\n\n` +
  `Hello Anna\n${link === null ? '' : `View the profile: https://www.linkedin.com/comm/${link}?trk=eml`}\n`;

async function begun() {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada', { name: 'Ada Kern' }), person('ben'));
  const steps = [linkedin('connect'), email('bump', { wait: '3 days' })];
  const [enrollment] = await world.enroll(sequence(steps), [ada!]);
  await world.run();
  await world.doTasks();
  return { world, enrollment: enrollment! };
}

test('a message there stops the sequence here, and a rep gets it to answer', async () => {
  const { world, enrollment } = await begun();
  world.source.deliver(notice('Ada Kern sent you a message', 'in/ada'));
  await world.runDays(5);
  expect(await world.status(enrollment)).toBe('finished: replied');
  expect(world.channel.accepted).toEqual([]);
  expect(await world.stores.tasks.open(null)).toMatchObject([
    { kind: 'reply', channel: 'linkedin' },
  ]);
});

test('an invitation that was accepted is heard, and stops nothing', async () => {
  const { world, enrollment } = await begun();
  world.source.deliver(notice('Ada Kern accepted your invitation', 'in/ada'));
  await world.run();
  expect(await world.status(enrollment)).toBe('active');
  const { signals } = await world.stores.engine.history(enrollment, 0);
  expect(signals.map(({ kind }) => kind)).toContain('connection_accepted');
});

test('a name alone raises a suspicion, and a digest nothing', async () => {
  const { world, enrollment } = await begun();
  world.source.deliver(notice('Ada, see who viewed your profile', 'in/ada'));
  await world.run();
  expect(await world.status(enrollment)).toBe('active');
  world.source.deliver(notice('Ada Kern sent you a message', null));
  await world.run();
  expect(await world.status(enrollment)).toBe('paused: suspect');
});
