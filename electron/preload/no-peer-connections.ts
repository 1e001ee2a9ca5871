/** Takes WebRTC out of our page, which never needs it, before any script of the page runs. */
import { webFrame } from 'electron';

/**
 * Making a peer connection looks up the machine's own addresses and binds ports even where the shell
 * allows it no traffic. Chromium has no switch that turns the interface off. A frame that a hostile script
 * added would have its own; that is why the shell also forbids it traffic (security/network-switches.ts).
 */
export function removePeerConnections(): Promise<unknown> {
  return webFrame.executeJavaScript("for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name];");
}
