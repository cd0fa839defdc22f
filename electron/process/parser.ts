import { readBundle } from '../pki/pkcs12/read.ts';
import { serve } from './serve.ts';

serve<'parser'>({ readBundle: ({ der, passphrase }) => readBundle(der, passphrase) });
