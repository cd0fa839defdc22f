import type { FailureCode } from '../contract/failure.ts';

/** What a command ends with; the usage text explains each. */
export const exitCodes = {
  fine: 0,
  cannotReadOrWrite: 1,
  notLocked: 1,
  usage: 2,
  passphrase: 3,
  unsupportedAlgorithm: 4,
  damaged: 5,
  nothingUsable: 6,
  overLimit: 7,
  /** As shells count: 128 and the number of SIGINT. */
  interrupted: 130,
} as const;

const byFailure: Partial<Readonly<Record<FailureCode, number>>> = {
  'bundle-passphrase-needed': exitCodes.passphrase,
  'bundle-passphrase-wrong': exitCodes.passphrase,
  'passphrase-unsuitable': exitCodes.passphrase,
  'bundle-algorithm-unsupported': exitCodes.unsupportedAlgorithm,
  'bundle-key-unsupported': exitCodes.unsupportedAlgorithm,
  'bundle-damaged': exitCodes.damaged,
  'request-signature-wrong': exitCodes.damaged,
  'bundle-not-a-bundle': exitCodes.nothingUsable,
  'file-nothing-usable': exitCodes.nothingUsable,
  'bundle-no-key': exitCodes.nothingUsable,
  'key-without-certificate': exitCodes.nothingUsable,
  'file-too-large': exitCodes.overLimit,
  'bundle-over-limit': exitCodes.overLimit,
  'bundle-took-too-long': exitCodes.overLimit,
  'job-cancelled': exitCodes.interrupted,
};

/** @returns the exit code of a failure; 1 for all trouble with reading and writing. */
export const exitCodeOf = (code: FailureCode): number => byFailure[code] ?? exitCodes.cannotReadOrWrite;
