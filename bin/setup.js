// Makes a fresh clone ready: installs, builds, and says in words what is in the way. Silent when there is nothing to do.
// Written for old versions of Node as well, so that they get as far as the message about the version: no `node:`, no `?.`.
import { spawnSync } from 'child_process';
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { fileURLToPath } from 'url';
import { sourceState } from './source-state.js';

const NODE_MIN = [20, 19];

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const addon = join(modules, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

checkNode();
if (!isInstalled()) install();
checkAddon();
if (!isBuilt()) build();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  fail(`needs Node >= ${NODE_MIN.join('.')}, and this is ${process.version}`);
}

/** npm leaves a copy of what it installed: every package of the lock file must be in it, in the same version. */
function isInstalled() {
  const installed = readPackages(join(modules, '.package-lock.json'));
  const locked = readPackages(join(root, 'package-lock.json'));
  if (installed === null) return false;
  return Object.keys(locked).every((path) => {
    const { version, optional } = locked[path];
    // Of the builds for other systems only one is there; '' is this package itself.
    if (path === '' || (optional && !installed[path])) return true;
    return installed[path] !== undefined && installed[path].version === version;
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

function install() {
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) {
    fail('node_modules is a link and does not fit package-lock.json: run npm ci where it leads to');
  }
  say('installing packages (the first time a minute or two: better-sqlite3 is compiled)');
  if (npm(['ci', '--include=dev', '--no-audit', '--no-fund']) !== 0) {
    fail(`npm ci failed, see above\n${compilerHint()}`);
  }
}

/** A compiled package fits one version of Node's interface; loading a wrong one can kill the process, so a child tries. */
function checkAddon() {
  const stamp = join(modules, '.touchline-addon');
  const state = () =>
    existsSync(addon)
      ? [process.versions.modules, process.platform, process.arch, statSync(addon).mtimeMs].join(
          ' ',
        )
      : 'missing';
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) return;
  if (tryAddon() !== null) {
    say('compiling better-sqlite3');
    npm(['rebuild', 'better-sqlite3']);
    const trouble = tryAddon();
    if (trouble !== null) fail(`better-sqlite3 does not load: ${trouble}\n${compilerHint()}`);
  }
  writeFileSync(stamp, state());
}

/** `null`: it works. */
function tryAddon() {
  const code = "new (require('better-sqlite3'))(':memory:').prepare('select 1').get()";
  const { status, signal, stderr } = spawnSync(process.execPath, ['-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return null;
  if (signal !== null)
    return `the process died of ${signal}, so it was built for another version of Node`;
  if (/Could not locate the bindings file/.test(stderr)) return 'it was never compiled';
  if (/NODE_MODULE_VERSION/.test(stderr)) return 'it was built for another version of Node';
  return (/^\w*Error.*$/m.exec(stderr) || [stderr.trim()])[0];
}

function compilerHint() {
  const missing = ['python3', 'make', 'g++'].filter(
    (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
  if (missing.length > 0 && process.platform !== 'win32') {
    return `  not found: ${missing.join(', ')}\n  on Debian and Ubuntu: apt-get install -y python3 make g++`;
  }
  return '  if npm was told to skip install scripts (npm 12 does by itself): npm ci --allow-scripts=better-sqlite3';
}

function isBuilt() {
  const file = join(root, 'dist', '.state');
  return existsSync(file) && readFileSync(file, 'utf8') === sourceState(root);
}

function build() {
  say('building');
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'build.js')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail('the build failed, see above');
}

/** Runs the npm that started us, else the one on the PATH. Its talk goes to stderr. */
function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const { status } =
    script && script.endsWith('npm-cli.js')
      ? spawnSync(process.execPath, [script].concat(args), options)
      : spawnSync('npm', args, Object.assign({ shell: process.platform === 'win32' }, options));
  return status;
}

function say(line) {
  process.stderr.write(`touchline: ${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(1);
}
