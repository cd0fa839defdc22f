import { Failure } from '../contract/failure.ts';
import { serve } from './serve.ts';

const service = 'app.latchkey.desktop';

// Loaded at the first call: without libsecret it cannot be loaded at all, and that is an answer too.
// Never findCredentials: on a locked Linux keyring it kills the process.
const keytar = async () => (await import('keytar')).default;

serve<'keyring'>({
  read: ({ account }) => orUnavailable(async () => (await keytar()).getPassword(service, account)),
  write: ({ account, secret }) =>
    orUnavailable(async () => {
      await (await keytar()).setPassword(service, account, secret);
      return null;
    }),
});

/** Everything that keytar throws comes from the system: no service, locked, refused. */
async function orUnavailable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new Failure('vault-keyring-unavailable', { reason: error instanceof Error ? error.message : '' });
  }
}
