import './eval-free.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { useApp } from './state/app.ts';
import { useSettings } from './state/settings.ts';
import { loadText, localeFor } from './text/text.ts';
import './ui/tokens.css';
import './ui/base.css';

await Promise.all([useApp.getState().load(), useSettings.getState().load()]);
await loadText(localeFor(useSettings.getState().settings.language, useApp.getState().facts?.systemLanguage ?? ''));

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
