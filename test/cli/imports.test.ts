import { describe, expect, test } from 'vitest';
import { email, sequence } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const FIRST =
  'email,name,title,city\nada@kern.example,Ada Kern,CTO,Berlin\nben@oz.example,Ben Oz,,\n';
const SECOND =
  'email,name,title,tags\nada@kern.example,Ada Kern,CEO,vip\ncem@ay.example,Cem Ay,,\n';

async function imported(workspace: Workspace, ...options: readonly string[]): Promise<void> {
  workspace.write('first.csv', FIRST);
  workspace.write('second.csv', SECOND);
  await workspace.json('import', 'first.csv');
  await workspace.json('import', 'second.csv', '--list', 'spring', ...options);
}

const undo = (workspace: Workspace, ...options: readonly string[]) =>
  workspace.json('imports', 'undo', 'i2', ...options);

describe('undoing an import', () => {
  test('whom it made is gone, what it changed is as before, its list is empty', () =>
    inWorkspace(async (workspace) => {
      workspace.write('first.csv', FIRST);
      await workspace.json('import', 'first.csv');
      const before = (await workspace.json('find')).document;
      workspace.write('second.csv', SECOND);
      await workspace.json('import', 'second.csv', '--list', 'spring');
      const dry = await undo(workspace, '--dry-run');
      expect(dry.document).toMatchObject({ undone: false, removed: 1, restored: 1, kept: 0 });
      expect((await workspace.json('find')).document).toHaveLength(3);
      const { document } = await undo(workspace, '--yes');
      expect(document).toMatchObject({
        import_id: 'i2',
        undone: true,
        removed: 1,
        restored: 1,
        left_list: 1,
        kept: 0,
      });
      expect((await workspace.json('find')).document).toEqual(before);
      expect((await workspace.json('verify')).document.ok).toBe(true);
    }));

  test('again is calm, and a person of a new list gets no id of one who is gone', () =>
    inWorkspace(async (workspace) => {
      await imported(workspace);
      await undo(workspace, '--yes');
      const again = await undo(workspace);
      expect(again).toMatchObject({ exitCode: 0, document: { undone: false, removed: 0 } });
      expect((await workspace.run(['imports', 'undo', 'i2'])).stdout).toContain('undone before');
      await workspace.json('import', 'second.csv');
      const people = (await workspace.json('find')).document as { id: string }[];
      expect(people.map(({ id }) => id)).toEqual(['p1', 'p2', 'p4']);
    }));

  test('what a rep has set since stays, and is named', () =>
    inWorkspace(async (workspace) => {
      await imported(workspace);
      await workspace.json('set', 'ada@kern.example', 'title=Founder');
      await workspace.json('set', 'cem@ay.example', 'city=Bonn');
      const { document } = await undo(workspace, '--yes');
      expect(document).toMatchObject({ removed: 0, restored: 1, kept: 2 });
      expect(document.kept_people).toEqual([
        { prospect: 'p3', name: 'Cem Ay', code: 'changed_since', fields: [] },
        { prospect: 'p1', name: 'Ada Kern', code: 'changed_since', fields: ['title'] },
      ]);
      const [ada] = (await workspace.json('find', 'ada')).document;
      expect(ada).toMatchObject({ title: 'Founder', tags: [] });
    }));

  test('fields are named as commands name them', () =>
    inWorkspace(async (workspace) => {
      workspace.write('first.csv', 'email,name\nada@kern.example,Ada Kern\n');
      workspace.write('second.csv', 'email,name\nada@kern.example,Ada Oz\n');
      await workspace.json('import', 'first.csv');
      await workspace.json('import', 'second.csv');
      await workspace.json('set', 'p1', 'last_name=King');
      const { document } = await undo(workspace, '--yes');
      expect(document.kept_people).toMatchObject([{ fields: ['last_name', 'name'] }]);
    }));

  test('who is in a sequence stays', () =>
    inWorkspace(async (workspace) => {
      await imported(workspace);
      await workspace.inWorld(async (world) => {
        await world.enroll(sequence([email('intro')]), ['p3']);
      });
      const { document } = await undo(workspace, '--yes');
      expect(document.kept_people).toMatchObject([{ prospect: 'p3', code: 'has_history' }]);
    }));

  test('whom a row of it made one person is two again', () =>
    inWorkspace(async (workspace) => {
      workspace.write('first.csv', 'email,linkedin\nada@kern.example,\n,in/ada\n');
      workspace.write('second.csv', 'email,linkedin\nada@kern.example,in/ada\n');
      await workspace.json('import', 'first.csv');
      const before = (await workspace.json('find')).document;
      const { document } = await workspace.json('import', 'second.csv');
      expect(document).toMatchObject({ merged: 1, created: 0 });
      expect((await workspace.json('find')).document).toHaveLength(1);
      const undone = await undo(workspace, '--yes');
      expect(undone.document).toMatchObject({ unmerged: 1, kept: 0 });
      expect((await workspace.json('find')).document).toEqual(before);
    }));

  test('whom it made and joined to somebody at once is gone', () =>
    inWorkspace(async (workspace) => {
      workspace.write('first.csv', 'email\nada@kern.example\n');
      workspace.write(
        'second.csv',
        'email,linkedin\nada@home.example,in/ada\nada@kern.example,in/ada\n',
      );
      await workspace.json('import', 'first.csv');
      const before = (await workspace.json('find')).document;
      await workspace.json('import', 'second.csv');
      const undone = await undo(workspace, '--yes');
      expect(undone.document).toMatchObject({ unmerged: 1, removed: 1, kept: 0 });
      expect((await workspace.json('find')).document).toEqual(before);
    }));

  test('its word on consent goes with it; who gave theirs to a rep stays', () =>
    inWorkspace(async (workspace) => {
      workspace.write('first.csv', 'email\nada@kern.example\n');
      workspace.write(
        'second.csv',
        'email,consent\nada@kern.example,yes\nben@oz.example,yes\ncem@ay.example,yes\n',
      );
      await workspace.json('import', 'first.csv');
      await workspace.json('import', 'second.csv');
      const given = ['--channel', 'email', '--basis', 'consent', '--source', 'fair'];
      await workspace.json('consent', 'add', 'cem@ay.example', ...given);
      expect((await workspace.json('consent', 'list', 'p1')).document).toHaveLength(1);
      const { document } = await undo(workspace, '--yes');
      expect(document).toMatchObject({ removed: 1, kept: 1 });
      expect(document.kept_people).toMatchObject([{ prospect: 'p3', code: 'has_history' }]);
      expect((await workspace.json('consent', 'list', 'p1')).document).toEqual([]);
      expect((await workspace.json('verify')).document.ok).toBe(true);
    }));

  test('needs --yes where nobody can be asked, and an import that is there', () =>
    inWorkspace(async (workspace) => {
      await imported(workspace);
      expect(await undo(workspace)).toMatchObject({
        exitCode: 2,
        document: { error: { code: 'needs_yes' } },
      });
      expect(await workspace.json('imports', 'undo', 'i9', '--yes')).toMatchObject({
        exitCode: 1,
        document: { error: { code: 'unknown_import' } },
      });
    }));
});

describe('source times', () => {
  test('an older list that comes later does not take back what a newer one said', () =>
    inWorkspace(async (workspace) => {
      workspace.write('new.csv', 'email,title\nada@kern.example,CEO\n');
      workspace.write('old.csv', 'email,title,city\nada@kern.example,CTO,Berlin\n');
      await workspace.json('import', 'new.csv', '--as-of', '2026-02-01');
      const { document } = await workspace.json('import', 'old.csv', '--as-of', '2025-06-01');
      expect(document).toMatchObject({ updated: 1, as_of: '2025-05-31T22:00:00.000Z' });
      const [ada] = (await workspace.json('find')).document;
      expect(ada).toMatchObject({ title: 'CEO', city: 'Berlin' });
    }));

  test('what a rep set stays when the same list comes again', () =>
    inWorkspace(async (workspace) => {
      workspace.write('leads.csv', FIRST);
      await workspace.json('import', 'leads.csv');
      await workspace.json('set', 'ada@kern.example', 'title=Founder');
      const later = ['--now', '2026-03-09T09:00:00Z'];
      const { document } = await workspace.json('import', 'leads.csv', ...later);
      expect(document).toMatchObject({ unchanged: 2, updated: 0 });
      expect((await workspace.json('find', 'ada')).document[0].title).toBe('Founder');
    }));
});
