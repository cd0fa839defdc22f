import { failuresEn } from '../../electron/contract/text/en/failures.ts';
import { fieldsEn } from '../../electron/contract/text/en/fields.ts';
import { fileFindingsEn } from '../../electron/contract/text/en/file-findings.ts';
import { findingsEn } from '../../electron/contract/text/en/findings.ts';
import { probeEn } from '../../electron/contract/text/en/probe.ts';
import { exportEn } from './en/export.ts';
import { frameEn } from './en/frame.ts';
import { importEn } from './en/import.ts';
import { placesEn } from './en/places.ts';
import { testEn } from './en/test.ts';
import { uiEn } from './en/ui.ts';
import { wizardsEn } from './en/wizards.ts';

/** Every English word of the window, by key. */
export const en = {
  failures: failuresEn,
  fields: fieldsEn,
  fileFindings: fileFindingsEn,
  findings: findingsEn,
  probe: probeEn,
  ui: uiEn,
  frame: frameEn,
  places: placesEn,
  wizards: wizardsEn,
  export: exportEn,
  import: importEn,
  test: testEn,
} as const;
