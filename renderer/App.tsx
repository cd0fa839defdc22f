import { useEffect, useState } from 'react';
import { listen } from './bridge.ts';
import { Frame } from './places/frame/Frame.tsx';
import { placeOfCommand } from './places/frame/Sidebar.tsx';
import { TestRuntimeBar } from './places/frame/TestRuntimeBar.tsx';
import { VaultGate } from './places/gate/VaultGate.tsx';
import { usePlace } from './state/place.ts';
import { useSettings } from './state/settings.ts';
import { listenForImports, listenForTests, loadRecords } from './state/start.ts';
import { useVault } from './state/vault.ts';
import './App.css';

/** The whole window: the vault's gate first, then the frame with one place in it. */
export function App() {
  const status = useVault((store) => store.status);
  const [recordsRead, setRecordsRead] = useState(false);
  const isOpen = status?.phase === 'open';
  useAppearance();
  useEffect(() => void useVault.getState().open(), []);
  useEffect(() => {
    if (isOpen) void loadRecords().then(() => setRecordsRead(true));
  }, [isOpen]);
  useEffect(listenForImports, []);
  useEffect(listenForTests, []);
  useEffect(() => listen('menu:command', ({ command }) => usePlace.getState().go({ place: placeOfCommand[command] })), []);
  return (
    <div className="lk-app">
      <TestRuntimeBar />
      {isOpen && recordsRead ? <Frame /> : <VaultGate status={isOpen ? null : status} />}
    </div>
  );
}

/** Follows the system's light and dark, unless the user chose one. */
function useAppearance() {
  const appearance = useSettings((store) => store.settings.appearance);
  useEffect(() => {
    document.documentElement.dataset['theme'] = appearance;
  }, [appearance]);
}
