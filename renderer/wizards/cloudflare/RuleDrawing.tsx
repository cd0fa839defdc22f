import type { CloudflareRule } from '../../../electron/contract/cloudflare.ts';
import { useText } from '../../text/text.ts';
import { Drawing, DrawnButton, DrawnField } from './Drawing.tsx';

/** The form of a custom rule, with ours in it. */
export function RuleDrawing({ rule }: { readonly rule: CloudflareRule }) {
  const t = useText();
  return (
    <Drawing title={t('cloudflarePlaces.menus.securityRules')}>
      <DrawnField label={t('cloudflarePlaces.rule.name')} value={rule.name} copyAs={t('cloudflare.rule.name')} mark={2} />
      <DrawnField
        label={t('cloudflarePlaces.rule.editExpression')}
        value={rule.expression}
        copyAs={t('cloudflare.rule.expression')}
        mono
        mark={3}
      />
      <div className="lk-drawn-row">
        <DrawnField label={t('cloudflarePlaces.rule.action')} value={t('cloudflarePlaces.rule.block')} menu mark={4} />
        <DrawnField label={t('cloudflarePlaces.rule.place')} value={t('cloudflarePlaces.rule.last')} menu mark={4} />
      </div>
      <DrawnButton label={t('cloudflarePlaces.rule.deploy')} mark={5} />
    </Drawing>
  );
}
