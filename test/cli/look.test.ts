/** The documents of `show`, `timeline`, `why`, `status` and `verify`, and how they leave. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, email, linkedin, person, sequence, task } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli, type CliRun } from '../support/cli/cli.ts';
import { World } from '../support/world/world.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';

const MONDAY = at('2026-03-02T09:00');

type Run = (...argv: readonly string[]) => Promise<CliRun>;

function inWorkspace(use: (world: World, run: Run, dir: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (dir) => {
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
    const world = new World({ nowMs: MONDAY, path: join(dir, 'touchline.db') });
    try {
      await use(world, (...argv) => runCli(argv, { cwd: dir }), dir);
    } finally {
      world.stores.close();
    }
  });
}

const document = ({ stdout }: CliRun): unknown => JSON.parse(stdout);

describe('run --dry-run', () => {
  const enrolled = async (world: World, count: number): Promise<void> => {
    const people = Array.from({ length: count }, (_, index) => person(`q${index}`));
    await world.enroll(sequence([task('letter')]), await world.add(...people));
  };

  test('lists all that is due, and says so', () =>
    inWorkspace(async (world, run) => {
      await enrolled(world, 2);
      expect(document(await run('run', '--dry-run', '--json'))).toMatchObject({
        would: [{ prospect: 'p1' }, { prospect: 'p2' }],
        is_all: true,
      });
      expect((await run('run', '--dry-run')).stdout).not.toContain('more');
    }));

  test('says when there is more than it lists', () =>
    inWorkspace(async (world, run) => {
      await enrolled(world, 1001);
      const shown = document(await run('run', '--dry-run', '--json'));
      expect(shown).toMatchObject({ is_all: false, would: { length: 1000 } });
      expect((await run('run', '--dry-run')).stdout).toContain('\nand more: ');
    }));
});

describe('one person', () => {
  test('is shown with every field that the contract names', () =>
    inWorkspace(async (world, run) => {
      const [ada] = await world.add(person('ada', { zone: null, zoneSource: null }));
      await world.enroll(sequence([email('intro'), linkedin('connect', { wait: '1 day' })]), [
        ada!,
      ]);
      await world.run();
      const shown = await run('show', 'ada@ada.example', '--json');
      expect(shown.exitCode).toBe(0);
      expect(document(shown)).toMatchObject({
        id: 'p1',
        name: 'ada',
        company: 'ada works',
        zone: 'Europe/Berlin',
        zone_source: 'workspace',
        identities: [
          { kind: 'email', value: 'ada@ada.example', status: 'good' },
          { kind: 'phone' },
          { kind: 'linkedin' },
        ],
        enrollments: [
          {
            id: 'e1',
            sequence: 'outreach',
            version: 'v1',
            status: 'active',
            reason: null,
            step: 'connect',
            waiting: 'time',
            holds: [],
            due: '2026-03-03T09:00:00.000Z',
          },
        ],
        timeline: [
          { type: 'enrolled', message_id: null },
          {
            at: '2026-03-02T09:00:00.000Z',
            type: 'touch_sent',
            channel: 'email',
            sequence: 'outreach',
            step: 'intro',
            touch: 'e1.intro.1',
            summary: '250 ok',
            message_id: expect.stringMatching(/^<.+@northwind\.example>$/),
          },
        ],
      });
      expect(document(await run('timeline', 'p1', '--json'))).toEqual(document(shown));
    }));

  test.each([
    [
      'active, for a touch',
      `UPDATE enrollment SET waiting = '{"for":"touch","touchId":"e1.intro.1"}'`,
      'touch',
    ],
    [
      'held until a day',
      `UPDATE enrollment SET status = 'paused', reason = 'by_rep', waiting = '{"for":"frozen","remaining":{"duration":{"amount":1,"unit":"day"},"slackMs":0}}', holds = '[{"reason":"by_rep","sinceMs":0,"untilMs":1,"detail":null}]'`,
      'time',
    ],
    [
      'held until somebody looks',
      `UPDATE enrollment SET status = 'paused', reason = 'suspect', waiting = '{"for":"frozen","remaining":{"duration":{"amount":1,"unit":"day"},"slackMs":0}}', holds = '[{"reason":"suspect","sinceMs":0,"untilMs":null,"detail":null}]'`,
      'signal',
    ],
    [
      'finished',
      `UPDATE enrollment SET status = 'finished', reason = 'replied', due_at_ms = NULL, waiting = '{"for":"nothing"}'`,
      'nothing',
    ],
  ])('who is %s waits for one thing, in one word', (_, change, word) =>
    inWorkspace(async (world, run) => {
      const [ada] = await world.add(person('ada'));
      await world.enroll(sequence([email('intro')]), [ada!]);
      world.stores.db.exec(change);
      const shown = document(await run('show', 'p1', '--json'));
      expect(shown).toMatchObject({ enrollments: [{ waiting: word }] });
    }),
  );

  test.each([
    ['Hello {{ prospect.title }}', 'Next: touchline set p1 FIELD=VALUE'],
    ['Hello {{ sender.nickname }}', 'Next: mend it, then: touchline plan outreach --migrate move'],
  ])('what a text lacks is asked for where it can be given: %s', (body, next) =>
    inWorkspace(async (world, run) => {
      const templates = [{ name: 'intro', subject: 'Hello', body }];
      const written = sequence([email('intro')]);
      await world.stores.enrollments.storeVersion({ sequence: written, templates }, 0);
      const [ada] = await world.add(person('ada'));
      await world.enroll(written, [ada!]);
      expect((await run('why', 'p1')).stdout).toContain(next);
    }),
  );

  test('is explained with every field that the contract names', () =>
    inWorkspace(async (world, run) => {
      const [ada] = await world.add(person('ada'));
      expect(document(await run('why', 'p1', '--json'))).toMatchObject({ enrollments: [] });
      await world.enroll(sequence([email('intro', { wait: '1 day' })]), [ada!]);
      const said = await run('why', 'ada@ada.example', '--json');
      expect(document(said)).toMatchObject({
        enrollments: [
          {
            sequence: 'outreach',
            status: 'active',
            waiting: 'time',
            next: { step: 'intro', channel: 'email', earliest: '2026-03-03T09:00:00.000Z' },
            checks: [
              { rule: 'wait', verdict: 'blocks', clears_at: '2026-03-03T09:00:00.000Z' },
              { rule: 'mailbox', verdict: 'not_asked', detail: null, clears_at: null },
              ...Array.from({ length: 14 }, () => ({ verdict: 'not_asked' })),
            ],
          },
        ],
      });
    }));

  test('whom nobody knows is an error, not an empty answer', () =>
    inWorkspace(async (_world, run) => {
      for (const command of ['show', 'timeline', 'why']) {
        const seen = await run(command, 'nobody@nowhere.example', '--json');
        expect(seen.exitCode).toBe(1);
        expect(document(seen)).toMatchObject({ error: { code: 'unknown_person' } });
      }
    }));

  test('cannot drive the terminal with a name', () =>
    inWorkspace(async (world, run) => {
      const [eve] = await world.add(person('eve', { name: 'Eve\u001b[2J\u202e', title: '\u0007' }));
      await world.enroll(sequence([email('intro')]), [eve!]);
      await world.signal(eve!, 'note', { details: { text: 'x\u001b]0;owned\u0007' } });
      for (const command of ['show', 'timeline', 'why']) {
        // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
        expect((await run(command, 'p1')).stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      }
    }));
});

describe('the store', () => {
  test('that holds leaves with 0, one that does not with 3, and says which promise', () =>
    inWorkspace(async (world, run) => {
      await world.add(person('ada'));
      const good = await run('verify', '--json');
      expect(good.exitCode).toBe(0);
      expect(document(good)).toMatchObject({ ok: true });
      world.stores.db.exec(`DELETE FROM link_key WHERE name <> ''`);
      const bad = await run('verify', '--json');
      expect(bad.exitCode).toBe(3);
      expect(document(bad)).toMatchObject({ ok: false });
      const { checks } = document(bad) as { checks: { ok: boolean }[] };
      expect(checks.filter((check) => !check.ok)).toEqual([
        {
          check: 'identities_agree',
          ok: false,
          promise: expect.any(String),
          broken: ['p1'],
        },
      ]);
    }));

  test('that a journal is ahead of was restored', () =>
    inWorkspace(async (world, run, dir) => {
      const { storeId } = await world.stores.runner.identity();
      writeFileSync(join(dir, 'touchline.db.journal'), `${storeId} 7 0123456789abcdef\n`);
      const seen = await run('verify', '--json');
      expect(seen.exitCode).toBe(3);
      expect(seen.stdout).toContain('the journal has 7 sends, the store 0');
    }));

  test('that is well leaves status with 0, with the numbers', () =>
    inWorkspace(async (world, run) => {
      await world.add(person('ada'));
      const seen = await run('status', '--json');
      expect(seen.exitCode).toBe(0);
      expect(document(seen)).toMatchObject({ ok: true, last_run: null, counts: { people: 1 } });
    }));

  test('that is missing fails status with 3 and a document', async () => {
    await inTemporaryFolder(async (dir) => {
      writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
      const seen = await runCli(['status', '--json'], { cwd: dir });
      expect(seen.exitCode).toBe(3);
      expect(document(seen)).toMatchObject({
        ok: false,
        checks: [{ check: 'store', ok: false, cure: expect.stringContaining('import') }],
      });
    });
  });
});
