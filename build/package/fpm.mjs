#!/usr/bin/env node
/** Stands in for fpm where it cannot be downloaded: makes the .deb that electron-builder asks fpm for, with dpkg-deb. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string' });
const texts = /** @type {const} */ ({ type: 'string', multiple: true });

/** The part of fpm's command line that electron-builder uses. */
const { values, positionals: sources } = parseArgs({
  allowPositionals: true,
  options: {
    'input-type': { ...text, short: 's' },
    'output-type': { ...text, short: 't' },
    depends: { ...texts, short: 'd' },
    'deb-recommends': texts,
    'deb-compression': text,
    'deb-priority': { ...text, default: 'optional' },
    category: { ...text, default: 'misc' },
    force: { type: 'boolean' },
    'after-install': text,
    'after-remove': text,
    architecture: text,
    description: { ...text, default: '' },
    license: text,
    maintainer: text,
    name: text,
    package: { ...text, default: '' },
    url: text,
    vendor: text,
    version: text,
  },
});

/** @param {string} folder */
async function copySources(folder) {
  for (const source of sources) {
    const [from = '', to = ''] = source.split('=');
    // A slash at the end means: what is in it.
    await cp(from, path.join(folder, to), { recursive: true, verbatimSymlinks: true });
  }
}

/**
 * Gives every folder and file the modes of a package and measures it.
 *
 * @param {string} folder
 */
async function listFiles(folder) {
  const sums = [];
  let kibibytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(file, 0o755);
    if (!entry.isFile()) continue;
    const { size, mode } = await stat(file);
    await chmod(file, mode & 0o111 ? 0o755 : 0o644);
    kibibytes += Math.ceil(size / 1024);
    sums.push(
      `${createHash('md5')
        .update(await readFile(file))
        .digest('hex')}  ${path.relative(folder, file)}\n`,
    );
  }
  return { sums: sums.sort().join(''), kibibytes };
}

/**
 * The first line is the summary; the others stand one space in, an empty one as a dot (Debian policy 5.6.13).
 *
 * @param {string} description
 */
function descriptionField(description) {
  const [summary = '', ...others] = description.trim().split('\n');
  return [summary, ...others.map((line) => ` ${line.trim() || '.'}`)].join('\n');
}

/** @param {number} kibibytes */
function controlFile(kibibytes) {
  const fields = {
    Package: values.name,
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(kibibytes),
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: descriptionField(values.description),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

if (values['output-type'] !== 'deb') throw new Error(`Only .deb is made here: install fpm for ${values['output-type']}`);
const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-deb-'));
try {
  await chmod(folder, 0o755);
  await copySources(folder);
  const { sums, kibibytes } = await listFiles(folder);
  const control = path.join(folder, 'DEBIAN');
  await mkdir(control);
  await writeFile(path.join(control, 'control'), controlFile(kibibytes));
  await writeFile(path.join(control, 'md5sums'), sums);
  const scripts = { postinst: values['after-install'], postrm: values['after-remove'] };
  for (const [name, script] of Object.entries(scripts)) {
    if (script) await writeFile(path.join(control, name), await readFile(script), { mode: 0o755 });
  }
  // Packages made this way are for tests: quick rather than small.
  const build = ['--root-owner-group', '-Zxz', '-z1', '--build', folder, values.package];
  execFileSync('dpkg-deb', build, { stdio: 'inherit' });
} finally {
  await rm(folder, { recursive: true, force: true });
}
