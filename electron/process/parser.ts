import { readAnswer } from '../pki/answer.ts';
import { identityIn } from '../pki/identity.ts';
import { inspectContent, joinOpen, openContent } from '../pki/inspect.ts';
import { readBundle } from '../pki/pkcs12/read.ts';
import { readRequestedKey } from '../pki/request.ts';
import { serve } from './serve.ts';

serve<'parser'>({
  readBundle: ({ der, passphrase }) => readBundle(der, passphrase),
  inspect: ({ bytes, passphrase }) => inspectContent(bytes, passphrase),
  open: ({ bytes, passphrase }) => openContent(bytes, passphrase),
  readRequestedKey: ({ bytes }) => readRequestedKey(bytes),
  readAnswer: ({ bytes, keys }) => readAnswer(bytes, keys),
  join: async ({ contents }) => joinOpen(contents),
  identity: async ({ content, leaf }) => identityIn(content, leaf),
});
