import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { EventName, Events } from '../contract/ipc.ts';
import type { Router } from './router.ts';
import { isOurFrame } from './sender.ts';

/** Opens the one way from the window into main. Messages of any other page or frame get no answer at all. */
export function bindRouter(router: Router, origin: string): void {
  ipcMain.handle('latchkey:invoke', (event: IpcMainInvokeEvent, channel: unknown, request: unknown) => {
    if (!isOurFrame(event.senderFrame, origin)) throw new Error('untrusted sender');
    return router(channel, request);
  });
}

/** Tells the window what happened. */
export function sendEvent<E extends EventName>(to: WebContents, event: E, payload: Events[E]): void {
  if (!to.isDestroyed()) to.send('latchkey:event', event, payload);
}
