import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Settings } from '../../electron/contract/entities.ts';
import { en } from './catalogue.ts';

/** The catalogue's keys; what stands in a sentence's gaps comes from main as plain facts and is not typed. */
type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words<typeof en> };
  }
}

/** The languages of the catalogue, each with the region whose dates it takes where the system speaks another language. */
const regions = { en: 'en-GB' } as const;

/** @returns the tag to speak and format by, such as `en-US`. */
export function localeFor(language: Settings['language'], systemLanguage: string): string {
  const [system = ''] = systemLanguage.split('-');
  const wanted = language === 'system' ? (Object.keys(regions).find((known) => known === system) ?? 'en') : language;
  return system === wanted ? systemLanguage : regions.en;
}

/** Loads the catalogue and speaks by a tag of `localeFor`: its language picks the words, the whole of it the shape of dates. */
export async function loadText(locale: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false }, // React escapes.
  });
  document.documentElement.lang = locale;
}

/** Words by key; the compiler knows every key. */
export const useText = () => useTranslation().t;
