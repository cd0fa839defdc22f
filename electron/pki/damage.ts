import { Failure } from '../contract/failure.ts';
import { Malformed } from './asn1.ts';

/**
 * @param part what was being read: `certificate`, `request`, …
 * @returns the Failure `bundle-damaged` for bytes that are not the structure they should be; anything else as it is.
 */
export const asDamage = (error: unknown, part?: string): unknown =>
  error instanceof Malformed ? new Failure('bundle-damaged', part === undefined ? {} : { part }, { cause: error }) : error;

/** Reads one part. @throws Failure `bundle-damaged` where it is malformed */
export function orDamaged<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asDamage(error, part);
  }
}
