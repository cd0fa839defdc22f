import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../root.mjs';

const release = 'bookworm';

/** Mounts end with the shell that made them. */
const insideRoot = `set -e
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
cp /etc/resolv.conf "$1/etc/"
exec chroot "$1" sh /mnt/clean-root.sh`;

/** What has to be said, in this order; the line between says which program GNOME's viewer leaves as the first choice. */
const wanted = [
  'anna.p12 is application/pkcs12',
  'bert.pfx is application/pkcs12',
  'opens with latchkey.desktop',
  'started by a double-click, shows anna.p12',
  'running already, shows bert.pfx',
  'windows: 1',
];

/** @param {string} folder */
function makeBundles(folder) {
  const openssl = (/** @type {string} */ line) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  openssl('req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=Anna -keyout key -out crt');
  for (const name of ['anna.p12', 'bert.pfx']) openssl(`pkcs12 -export -inkey key -in crt -out ${name} -passout pass:secret`);
}

/** @returns {string | null} why it cannot be tried on this machine */
function obstacle() {
  if (process.getuid?.() !== 0) return 'only root may make a Debian of its own';
  const missing = ['debootstrap', 'unshare', 'openssl'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length > 0 ? `${missing.join(', ')} not installed` : null;
}

/**
 * Installs the package in a bare Debian and double-clicks bundles there: cold, and while the app is running. Takes two minutes.
 *
 * @param {string} deb
 * @returns {string} what was found, for people
 */
export function proveInstalled(deb) {
  const reason = obstacle();
  if (reason !== null) return `NOT PROVED in a clean Debian: ${reason}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-debian-'));
  chmodSync(folder, 0o755); // it becomes the root of everybody in there
  try {
    const made = spawnSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', release, folder], { encoding: 'utf8' });
    if (made.status !== 0) return `NOT PROVED in a clean Debian: there is none to be had\n${made.stdout.split('\n').slice(-3).join('\n')}`;
    const at = (/** @type {string} */ name) => path.join(folder, 'mnt', name);
    copyFileSync(deb, at('latchkey.deb'));
    for (const script of ['clean-root.sh', 'double-click.sh']) copyFileSync(inRoot('build/package', script), at(script));
    makeBundles(at(''));
    const said = spawnSync(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private', 'sh', '-c', insideRoot, 'sh', folder],
      { encoding: 'utf8' },
    );
    const missing = wanted.filter((line) => !said.stdout.includes(`${line}\n`));
    if (missing.length > 0) throw new Error(`In a clean Debian, not so: ${missing.join('; ')}\n${said.stdout}\n${said.stderr}`);
    return `In a clean Debian ${release}:\n${said.stdout.trim().replace(/^/gm, '  ')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
