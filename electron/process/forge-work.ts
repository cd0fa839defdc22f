import { exportKey, generateKey } from '../pki/key.ts';
import { writeBundle } from '../pki/pkcs12/write.ts';
import { serve } from './serve.ts';

serve<'forge-work'>({
  generateKey: async ({ algorithm }) => exportKey(await generateKey(algorithm)),
  writeBundle,
});
