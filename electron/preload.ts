import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Channel, LatchkeyBridge } from './contract/ipc.ts';

const offer: Channel = 'import:offer';

const bridge: LatchkeyBridge = {
  invoke(channel, request) {
    // a path comes from a real file that was dropped, never from what runs in the page
    if (String(channel) === offer) throw new Error('not for the page');
    return ipcRenderer.invoke('latchkey:invoke', channel, request);
  },

  on(event, listener) {
    const receive = (_: unknown, name: string, payload: Parameters<typeof listener>[0]): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on('latchkey:event', receive);
    return () => void ipcRenderer.off('latchkey:event', receive);
  },

  offerDropped(files) {
    // what is dragged out of a browser or pasted as a picture lies nowhere
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke('latchkey:invoke', offer, { paths });
  },
};

contextBridge.exposeInMainWorld('latchkey', bridge);
