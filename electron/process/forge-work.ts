import { exportKey, generateKey } from '../pki/key.ts';
import { writeBundle } from '../pki/pkcs12/write.ts';
import { encryptKey } from '../pki/private-key.ts';
import { serve } from './serve.ts';

serve<'forge-work'>({
  generateKey: async ({ algorithm }) => exportKey(await generateKey(algorithm)),
  writeBundle,
  encryptKey: ({ key, passphrase }) => encryptKey(key, passphrase),
});
