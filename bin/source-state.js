// Which sources was dist/ built from? Shared by build.js and setup.js, so it uses only what old versions of Node know.
import { createHash } from 'crypto';
import { readdirSync, statSync } from 'fs';
import { join } from 'path';

/** Beside the code itself: what decides how it is bundled. */
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'bin/build.js'];

/** A fingerprint of every source file's name, size and mtime: a few milliseconds, and a false alarm only costs a build. */
export function sourceState(root) {
  const hash = createHash('sha256');
  for (const path of FILES.concat(filesBelow(root, 'src'))) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  const paths = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...filesBelow(root, path));
    else paths.push(path);
  }
  return paths.sort((a, b) => (a < b ? -1 : 1));
}
