/** Both roads in the real app without hands: `npm run demo`. Run by build/demo.mjs, on a display and with a keyring. */
import { lockCloudflare } from './cloudflare.ts';
import { readOptions } from './options.ts';
import { OutFolder } from './out-folder.ts';
import { lockOwnProxy } from './own-proxy.ts';
import { say, walking } from './walk.ts';

try {
  const options = readOptions(process.argv.slice(2));
  const { roads, out, dark } = options;
  if (roads.includes('proxy')) await walking(new OutFolder(out, dark), (walk) => lockOwnProxy(walk, options));
  if (roads.includes('cloudflare')) await walking(new OutFolder(`${out}/cloudflare`, dark), lockCloudflare);
  say(`All that was made, and a picture of every step, is in ${out}.`);
} catch (trouble) {
  console.error(trouble instanceof Error ? trouble.message : trouble);
  process.exitCode = 1;
}
