import type { KeyAlgorithm } from '../../electron/contract/entities.ts';
import type { useText } from '../text/text.ts';

/** Kinds of key as a Choice offers them; those whose name says too little have a description. */
export function keyOptions(t: ReturnType<typeof useText>, algorithms: readonly KeyAlgorithm[]) {
  return algorithms.map((value) => ({
    value,
    label: t(`wizards.keys.${value}.name`),
    description: t(`wizards.keys.${value}.why`),
    ...(value === 'p256' && { badge: t('wizards.keys.recommended') }),
  }));
}
