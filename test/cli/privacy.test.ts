/** What people may ask of us: what we know of them, and that we forget it. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { email, person, sequence, task } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const LEADS = [
  'email,first_name,last_name,company,phone,linkedin_url,notes',
  'z.quist@quist.example,Zelda,Quist,Quist GmbH,+49 30 1234999,https://linkedin.com/in/zelda-quist,met at the fair',
  'ben@quist.example,Ben,Roe,Quist GmbH,+49 30 7654321,,Zelda Quist is his boss (030/1234 999)',
  'z.quist@@quist.example,Zelda,Quist,Quist GmbH,,,',
  '',
].join('\n');

const NEEDLES =
  'z.quist@quist.example|zelda quist|zelda,quist|quist, zelda|zelda-quist|1234999|1234-999|1234 999'.split(
    '|',
  );

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A message of Ben's that quotes hers, in the encoding. */
function quoting(encoding: 'base64' | 'utf-16' | 'quoted-printable' | 'word', id: number): string {
  const said =
    'I agree.\n\nOn Monday Zelda Quist <z.quist@quist.example> wrote:\n> call 030/1234-999';
  const body = {
    base64: Buffer.from(said).toString('base64'),
    'utf-16': wide(`\ufeff${said}`).toString('base64'),
    'quoted-printable': said.replaceAll('@', '=40').replace('Zelda', 'Zel=\nda'),
    word: 'See above.',
  }[encoding];
  const transfer = encoding === 'utf-16' ? 'base64' : encoding === 'word' ? '8bit' : encoding;
  const subject =
    encoding === 'word'
      ? `=?utf-8?b?${Buffer.from('What Zelda Quist said').toString('base64')}?=`
      : 'Re: us';
  return [
    'From: Ben Roe <ben@quist.example>',
    `Subject: ${subject}`,
    `Message-ID: <ben-${id}@quist.example>`,
    `Content-Type: text/plain; charset=${encoding === 'utf-16' ? 'utf-16' : 'utf-8'}`,
    `Content-Transfer-Encoding: ${transfer}`,
    '',
    body.replace(/(.{60})(?=.)/g, transfer === 'base64' ? '$1\n' : '$1'),
    '',
  ].join('\n');
}

/** Zelda answered, Ben speaks of her in every encoding, and a rep wrote her name into Ben's note. */
async function lived(workspace: Workspace): Promise<void> {
  workspace.write('leads.csv', LEADS);
  await workspace.json('import', 'leads.csv', '--list', 'fair');
  await workspace.json('consent', 'add', 'p1', '--basis', 'inquiry', '--source', 'her own form');
  await workspace.inWorld(async (world) => {
    await world.enroll(sequence([email('intro'), task('letter')]), ['p1', 'p2']);
    await world.run();
    world.clock.set(world.clock.nowMs() + 60_000);
    const thread = `<${(await world.stores.history.touch('e1.intro.1'))!.messageId}>`;
    world.source.deliver(
      `From: Zelda Quist <z.quist@quist.example>\nIn-Reply-To: ${thread}\nMessage-ID: <z1@quist.example>\n\nThank you, call me: +49 30 1234999.\n`,
    );
    for (const [id, encoding] of (
      ['base64', 'utf-16', 'quoted-printable', 'word'] as const
    ).entries())
      world.source.deliver(quoting(encoding, id));
    world.source.deliver('From: z.quist@quist.example\nMessage-ID: <z2@quist.example>\n\nOld.\n');
    await world.run();
    await world.log('p2', 'reply', { details: { text: 'Zelda  Quist sends her regards' } });
  });
  await workspace.json('consent', 'export', 'consents.csv');
  await workspace.json('suppress', 'add', 'in/zelda-quist', '--channel', 'sms');
  await workspace.json('suppress', 'export', 'suppressed.csv');
  await workspace.json('privacy', 'export', 'p1', '--out', 'zelda.json');
  await workspace.json('export', '--out', 'people.csv');
  await workspace.json('export', 'all', '--out', 'all.jsonl');
  // What Zelda wrote, and what Ben did in base64.
  await workspace.json('inbox', 'label', 'm1', 'human_reply');
  await workspace.json('inbox', 'label', 'm2', 'human_reply');
  await workspace.json('inbox', 'export', 'corrections');
}

/** Files that name her, in any encoding that mail has. */
function naming(dir: string): string[] {
  const shapes = NEEDLES.flatMap((needle) => {
    const named = needle.replace(/\b[qz](?=uist|elda)/g, (letter) => letter.toUpperCase());
    return [needle, named].flatMap((text) => [
      Buffer.from(text),
      wide(text),
      ...[0, 1, 2].map((shift) => base64Within(Buffer.from(`${'x'.repeat(shift)}${text}`), shift)),
      ...[0, 1, 2].map((shift) =>
        base64Within(Buffer.concat([Buffer.alloc(shift), wide(text)]), shift),
      ),
      Buffer.from(text.replaceAll('@', '=40')),
    ]);
  });
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const path = join(dir, file);
    if (statSync(path).isDirectory()) return false;
    const bytes = readFileSync(path);
    return shapes.some((shape) => bytes.includes(shape));
  });
}

/** The letters that stand for these bytes alone, wherever in a base64 text they begin. */
function base64Within(bytes: Buffer, shift: number): Buffer {
  const text = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return Buffer.from(shift === 0 ? text : text.slice(4));
}

describe('privacy export', () => {
  test('writes down all that is known, for the eyes of its owner', () =>
    inWorkspace(async (workspace) => {
      await lived(workspace);
      expect(statSync(workspace.path('zelda.json')).mode & 0o777).toBe(0o600);
      const known = JSON.parse(readFileSync(workspace.path('zelda.json'), 'utf8'));
      expect(Object.keys(known)).toEqual(
        expect.arrayContaining(
          (
            'profile enrollments touches tasks signals timeline mail_received mail_sent ' +
            'consents lists imports suppressions'
          ).split(' '),
        ),
      );
      expect(known.profile[0].profile.identities).toHaveLength(3);
      expect(known.mail_sent[0].bytes).toContain('z.quist@quist.example');
      expect(
        known.mail_received.some(({ bytes }: { bytes: string }) => bytes.includes('call me')),
      ).toBe(true);
      workspace.write('mine.json', 'of Zelda Quist, and none of ours');
      const mine = await workspace.json('privacy', 'export', 'p1', '--out', 'mine.json');
      expect(mine).toMatchObject({ exitCode: 1, document: { error: { code: 'file_exists' } } });
      await workspace.json('privacy', 'erase', 'p1', '--yes');
      expect(existsSync(workspace.path('mine.json'))).toBe(true);
    }));

  test('never writes over a file unasked', () =>
    inWorkspace(async (workspace) => {
      await lived(workspace);
      const again = await workspace.json('privacy', 'export', 'p1', '--out', 'zelda.json');
      expect(again).toMatchObject({ exitCode: 1, document: { error: { code: 'file_exists' } } });
    }));
});

describe('privacy erase', () => {
  test('leaves no trace in any file but a hash, and touches nobody else', () =>
    inWorkspace(async (workspace) => {
      await lived(workspace);
      writeFileSync(workspace.path('touchline.db.backup-v9'), 'of z.quist@quist.example');
      rmSync(workspace.path('leads.csv'));
      expect(naming(workspace.dir)).toEqual(
        expect.arrayContaining([
          'all.jsonl',
          'consents.csv',
          'corrections/m1.eml',
          'corrections/m2.eml',
          'leads.rejected.csv',
          'people.csv',
          'touchline.db',
          'zelda.json',
        ]),
      );
      const dry = await workspace.json('privacy', 'erase', 'p1', '--dry-run');
      expect(dry).toMatchObject({ exitCode: 0, document: { dry_run: true, rows: { touches: 1 } } });
      const asked = await workspace.json('privacy', 'erase', 'p1');
      expect(asked).toMatchObject({ exitCode: 2, document: { error: { code: 'needs_yes' } } });
      const done = await workspace.json('privacy', 'erase', 'p1', '--yes');
      expect(done).toMatchObject({
        exitCode: 0,
        document: { erased: true, mail_of_others: 4, cleaned: true, files_unreadable: [] },
      });
      expect(naming(workspace.dir)).toEqual([]);
      expect(existsSync(workspace.path('zelda.json'))).toBe(false);
      const exported = readFileSync(workspace.path('all.jsonl'), 'utf8');
      expect([exported.includes('"p1"'), exported.includes('"p2"')]).toEqual([false, true]);
      expect(statSync(workspace.path('touchline.db.key')).mode & 0o777).toBe(0o600);
      await workspace.inWorld(async (world) => {
        expect(await world.broken()).toEqual([]);
        const ben = (await world.stores.people.byId('p2'))!;
        expect(ben.fields['notes']).toBe('[erased] is his boss ([erased])');
        expect(await world.status('e2')).toBe('finished: replied');
      });
      const again = await workspace.json('privacy', 'erase', 'z.quist@quist.example', '--yes');
      expect(again).toMatchObject({ exitCode: 0, document: { erased: false, already: true } });
      const log = await workspace.json('privacy', 'log');
      expect(log.document).toMatchObject([
        { action: 'erase', prospect: 'p1', reason: 'asked', counts: done.document.rows },
        { action: 'export', prospect: 'p1' },
      ]);
    }));

  test('takes out a domain of another script however others wrote it', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@müller.example');
      await workspace.json('add', 'email=ben@kern.example', 'notes=cc: ada@müller.example');
      await workspace.json('privacy', 'erase', 'p1', '--yes');
      const [ben] = (await workspace.json('export', '--json')).document;
      expect(JSON.stringify(ben)).toContain('cc: [erased]');
    }));

  test('leaves no trigram of them in the index that find looks into', () =>
    inWorkspace(async (workspace) => {
      await workspace.json('add', 'email=ada@kern.example', 'name=Ada Zqxjkv');
      await workspace.json('add', 'email=ben@kern.example', 'name=Ben Roe');
      expect((await workspace.json('find', 'zqxjkv')).document).toHaveLength(1);
      const isThere = (): boolean => readFileSync(workspace.path('touchline.db')).includes('zqx');
      expect(isThere()).toBe(true);
      await workspace.json('privacy', 'erase', 'p1', '--yes');
      expect(isThere()).toBe(false);
      expect((await workspace.json('find', 'ben roe')).document).toHaveLength(1);
    }));

  test('lets nobody bring the person back, by whichever of their identities', () =>
    inWorkspace(async (workspace) => {
      await lived(workspace);
      await workspace.json('privacy', 'erase', 'p1', '--yes');
      const seen = await workspace.json('import', 'leads.csv');
      expect(seen.document).toMatchObject({ rows: 3, created: 0, rejected: 2 });
      expect(seen.document.rejects[0]).toEqual({
        line: 2,
        code: 'erased',
        message: 'this person was erased, and is never contacted again',
      });
      for (const field of [
        'email=z.quist@quist.example',
        'linkedin_url=linkedin.com/in/zelda-quist',
      ])
        expect(await workspace.json('add', field)).toMatchObject({
          exitCode: 1,
          document: { error: { code: 'erased' } },
        });
      const set = await workspace.json('set', 'p2', 'phone=+49301234999');
      expect(set.document).toMatchObject({ error: { code: 'erased' } });
      const kept = await workspace.json('suppress', 'remove', 'z.quist@quist.example');
      expect(kept.document).toMatchObject({ error: { code: 'their_wish' } });
      await workspace.json('suppress', 'remove', 'z.quist@quist.example', '--force');
      const back = await workspace.json('add', 'email=z.quist@quist.example');
      expect(back).toMatchObject({ exitCode: 0, document: { id: 'p3' } });
    }));

  test('without its key nobody is sent to, added or enrolled, and it is said', () =>
    inWorkspace(async (workspace) => {
      await lived(workspace);
      await workspace.json('privacy', 'erase', 'p1', '--yes');
      const key = readFileSync(workspace.path('touchline.db.key'), 'utf8');
      await workspace.inWorld(async (world) => {
        const steps = [email('intro', { wait: '9 days' })];
        await world.enroll(sequence(steps, { version: 'w' }), await world.add(person('eva')));
      });
      for (const [code, change] of [
        ['suppression_key_missing', () => rmSync(workspace.path('touchline.db.key'))],
        ['suppression_key_wrong', () => workspace.write('touchline.db.key', 'ab\n')],
      ] as const) {
        change();
        for (const command of [
          ['run', '--once'],
          ['add', 'email=new@new.example'],
          ['import', 'leads.csv'],
          ['why', 'eva@eva.example'],
        ])
          expect(await workspace.json(...command)).toMatchObject({
            exitCode: 1,
            document: { error: { code } },
          });
        const health = await workspace.json('status');
        expect(health.exitCode).toBe(3);
        expect(JSON.stringify(health.document)).toContain('suppression_key');
      }
      workspace.write('touchline.db.key', key);
      expect((await workspace.json('add', 'email=new@new.example')).exitCode).toBe(0);
    }));
});
