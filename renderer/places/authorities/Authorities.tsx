import { useState } from 'react';
import type { Authority } from '../../../electron/contract/entities.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { AuthorityCard } from './AuthorityCard.tsx';
import { BackUpDialog } from './BackUpDialog.tsx';
import { ReplaceAuthority } from './ReplaceAuthority.tsx';
import './Authorities.css';

/** Who signs what: each authority with its job, its backup and what stands under it. */
export function AuthoritiesPlace() {
  const t = useText();
  const go = usePlace((store) => store.go);
  const authorities = useAuthorities((store) => store.items);
  const [backingUp, setBackingUp] = useState<Authority | null>(null);
  const [replacing, setReplacing] = useState<Authority | null>(null);
  if (authorities.length === 0) {
    return (
      <Page title={t('places.authorities.title')}>
        <EmptyState
          icon="authority"
          title={t('places.authorities.none')}
          actions={
            <Button variant="primary" onClick={() => go({ place: 'home' })}>
              {t('places.authorities.toHome')}
            </Button>
          }
        >
          {t('places.authorities.noneText')}
        </EmptyState>
      </Page>
    );
  }
  const nextToBackUp = authorities.find(({ backup }) => backup.phase === 'none');
  const subtitle = (
    <div className="lk-authorities-subtitle">
      {t('places.authorities.subtitle')}
      <Why>{t('places.authorities.why')}</Why>
    </div>
  );
  return (
    <Page title={t('places.authorities.title')} subtitle={subtitle}>
      {authorities.map((authority) => (
        <AuthorityCard
          key={authority.id}
          authority={authority}
          isNext={authority === nextToBackUp}
          onBackUp={() => setBackingUp(authority)}
          onReplace={() => setReplacing(authority)}
        />
      ))}
      {replacing && <ReplaceAuthority authority={replacing} onClose={() => setReplacing(null)} />}
      {backingUp && <BackUpDialog authority={backingUp} onClose={() => setBackingUp(null)} />}
    </Page>
  );
}
