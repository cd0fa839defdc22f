/** Reads what it is sent and answers with the bug that comes of it, if any. It may hang or die: it runs apart. */
import { bugWith } from './readers.ts';

process.on('message', async (bytes: Uint8Array) => process.send?.({ bug: await bugWith(Buffer.from(bytes)) }));
process.on('disconnect', () => process.exit());
