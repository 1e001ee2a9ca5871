/**
 * All that the window is given: `window.plumbline`. It only carries; the shell checks sender, command
 * and input of every call against the contract.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeChannels } from '../../shared/contract/bridge.ts';
import type { BridgeMessage, PlumblineBridge } from '../../shared/contract/bridge.ts';
import { removePeerConnections } from './no-peer-connections.ts';
import { pathForFile } from './path-for-file.ts';

const bridge: PlumblineBridge = {
  call: (id, command, input) => ipcRenderer.invoke(bridgeChannels.call, id, command, input),
  cancel: (id) => { ipcRenderer.send(bridgeChannels.cancel, id); },
  onMessage: (listener) => {
    const receive = (_event: unknown, message: BridgeMessage): void => listener(message);
    ipcRenderer.on(bridgeChannels.message, receive);
    return () => { ipcRenderer.off(bridgeChannels.message, receive); };
  },
  pathForFile,
};

void removePeerConnections();
contextBridge.exposeInMainWorld('plumbline', bridge);
