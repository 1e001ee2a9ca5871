/** Starts the window. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '@fontsource-variable/noto-sans/standard.css';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app/app.tsx';
import { FaultBoundary } from './app/fault-boundary.tsx';

// The content security policy allows no code made from text, which zod's compiler would need.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(<StrictMode><FaultBoundary><App /></FaultBoundary></StrictMode>);
