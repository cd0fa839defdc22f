import { readContent } from '../pki/content.ts';
import { joinIdentity } from '../pki/identity.ts';
import { inspectContent, openContent } from '../pki/inspect.ts';
import { readBundle } from '../pki/pkcs12/read.ts';
import { serve } from './serve.ts';

serve<'parser'>({
  readBundle: ({ der, passphrase }) => readBundle(der, passphrase),
  readContent: ({ bytes, passphrase }) => readContent(bytes, passphrase),
  inspect: ({ bytes, passphrase }) => inspectContent(bytes, passphrase),
  open: ({ bytes, passphrase }) => openContent(bytes, passphrase),
  joinIdentity: async ({ contents }) => joinIdentity(contents),
});
