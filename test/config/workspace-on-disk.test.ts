import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configCacheFile, loadConfig } from '../../src/config/load-config.ts';
import { isTrusted, trustFile, trustWorkspace } from '../../src/config/trust.ts';

const TEXT = 'workspace: acme\nzone: UTC\nreps: { anna: { name: Anna } }\n';

/** A home and a workspace on a real disk. */
async function workspace() {
  const root = await mkdtemp(join(tmpdir(), 'touchline-config-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'acme');
  await mkdir(join(folder, 'a', 'b'), { recursive: true });
  const file = join(folder, 'touchline.yaml');
  await writeFile(file, TEXT);
  return { root, folder, file, env: { HOME: join(root, 'home') } };
}

test('trust belongs to the text, and ends with an edit', async () => {
  const { file, env } = await workspace();
  expect(await isTrusted(file, env)).toBe(false);
  await trustWorkspace(file, env);
  expect(await isTrusted(file, env)).toBe(true);
  await writeFile(file, `${TEXT}# edited\n`);
  expect(await isTrusted(file, env)).toBe(false);
});

test('a copy elsewhere is not trusted, the same file by another path is', async () => {
  const { root, folder, file, env } = await workspace();
  await trustWorkspace(file, env);
  await symlink(folder, join(root, 'link'));
  await writeFile(join(folder, 'a', 'touchline.yaml'), TEXT);
  expect(await isTrusted(join(root, 'link', 'touchline.yaml'), env)).toBe(true);
  expect(await isTrusted(join(folder, 'a', 'touchline.yaml'), env)).toBe(false);
});

test('the trust file is ours alone, and a damaged one trusts nothing', async () => {
  const { file, env } = await workspace();
  await trustWorkspace(file, env);
  const path = trustFile(env);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  await writeFile(path, '{"trusted": ');
  expect(await isTrusted(file, env)).toBe(false);
});

test('$XDG_CONFIG_HOME moves the trust file, unless it is relative', () => {
  expect(trustFile({ HOME: '/h', XDG_CONFIG_HOME: '/x' })).toBe('/x/touchline/trust.json');
  expect(trustFile({ HOME: '/h', XDG_CONFIG_HOME: 'x' })).toBe('/h/.config/touchline/trust.json');
});

test('a config is read once per text: the second time it comes from the cache', async () => {
  const { file, env } = await workspace();
  const first = await loadConfig(file, env);
  const cache = configCacheFile(file, env);
  expect((await stat(cache)).mode & 0o777).toBe(0o600);
  const before = await stat(cache);
  expect(await loadConfig(file, env)).toEqual(first);
  expect((await stat(cache)).ino).toBe(before.ino);
});

test('an edit is seen, and leaves one cache file', async () => {
  const { folder, file, env } = await workspace();
  await loadConfig(file, env);
  await writeFile(file, TEXT.replace('acme', 'other'));
  expect(await loadConfig(file, env)).toMatchObject({
    ok: true,
    value: { workspace: 'other', folder },
  });
  expect(await readdir(dirname(configCacheFile(file, env)))).toHaveLength(1);
});

test.each([
  ['cut', (text: string) => text.slice(0, -20)],
  ['edited', (text: string) => text.replace('acme', 'evil')],
  ['no JSON', () => 'nonsense'],
  ['of another shape', () => 'null'],
])('a cache that is %s is ignored', async (_, damage) => {
  const { file, env } = await workspace();
  const first = await loadConfig(file, env);
  const cache = configCacheFile(file, env);
  await writeFile(cache, damage(await readFile(cache, 'utf8')));
  expect(await loadConfig(file, env)).toEqual(first);
});

test('a home that can hold no cache changes nothing', async () => {
  const { root, file } = await workspace();
  await writeFile(join(root, 'blocked'), '');
  expect(await loadConfig(file, { HOME: join(root, 'blocked') })).toMatchObject({ ok: true });
});

test('errors are not cached', async () => {
  const { file, env } = await workspace();
  await writeFile(file, 'workspace: acme\n');
  expect(await loadConfig(file, env)).toMatchObject({
    ok: false,
    diagnostics: [{ file: 'touchline.yaml', code: 'missing_key' }],
  });
  await expect(stat(configCacheFile(file, env))).rejects.toMatchObject({ code: 'ENOENT' });
});
