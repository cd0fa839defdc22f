import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './latchkey.ts';

/** What a file of a household holds: a bundle under a passphrase, a key with its certificate as text, or a certificate alone. */
export interface FileWish {
  readonly name: string;
  readonly as: { readonly passphrase: string } | 'text' | 'certificate';
}

// a shell starts OpenSSL hundreds of times faster than Node does
const script = `
set -e
while read -r name as passphrase; do
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$name" \\
    -addext extendedKeyUsage=clientAuth -keyout key.tmp -out crt.tmp 2>/dev/null
  case $as in
    bundle) openssl pkcs12 -export -inkey key.tmp -in crt.tmp -out "$name.p12" -passout "pass:$passphrase" ;;
    text) cat key.tmp crt.tmp > "$name.pem" ;;
    certificate) cp crt.tmp "$name.crt" ;;
  esac
done
rm -f key.tmp crt.tmp
`;

/** Has OpenSSL make files of self-signed device certificates. Names have no spaces. @returns the files, in the order of the wishes */
export function opensslMakesFiles(folder: string, wishes: readonly FileWish[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const kind = ({ as }: FileWish) => (typeof as === 'string' ? `${as} -` : `bundle ${as.passphrase}`);
  const input = wishes.map((wish) => `${wish.name} ${kind(wish)}\n`).join('');
  execFileSync('sh', ['-c', script], { cwd: folder, input, stdio: ['pipe', 'ignore', 'inherit'] });
  const extensions = { text: 'pem', certificate: 'crt' } as const;
  return wishes.map(({ name, as }) => path.join(folder, `${name}.${typeof as === 'string' ? extensions[as] : 'p12'}`));
}

/** Copies files of the hostile corpus, each with one fault. @returns the copies */
export function hostileFiles(folder: string, count: number): readonly string[] {
  const corpus = path.join(root, 'electron/pki/fixtures/hostile');
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(corpus).sort();
  // from all over the corpus: its names go by the kind of fault
  const picked = Array.from({ length: count }, (_, at) => names[Math.floor((at * names.length) / count)] ?? '');
  return picked.map((name) => {
    copyFileSync(path.join(corpus, name), path.join(folder, name));
    return path.join(folder, name);
  });
}
