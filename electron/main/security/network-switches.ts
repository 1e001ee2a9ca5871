/**
 * Switches that keep Chromium itself off the network. They are the second lock: the first is the
 * request allow-list in session-policy.ts, which refuses a request before any of these matter.
 * Must run before the app is ready.
 */
import { app } from 'electron';
import type { CommandLine } from 'electron';

export function applyNetworkSwitches(commandLine: CommandLine): void {
  sendEverythingToADeadProxy(commandLine);
  resolveNoNames(commandLine);
  keepPeerConnectionsOffTheNetwork(commandLine);
  stopBackgroundServices(commandLine);
}

/** Runs once the app is ready; the resolver does not exist before. */
export function turnOffDnsOverHttps(): void {
  // The built-in resolver would open UDP sockets of its own, even to learn whether IPv6 works.
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
}

/** Whatever slips through goes to a proxy whose name (reserved by RFC 2606) cannot be resolved, so no socket is made. */
function sendEverythingToADeadProxy(commandLine: CommandLine): void {
  commandLine.appendSwitch('proxy-server', 'http://offline.invalid:9');
  // Loopback bypasses proxies unless told not to. The test driver's port is served, not called, so it is not affected.
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
}

/** Every name and address, the proxy's included, resolves to “not found”. */
function resolveNoNames(commandLine: CommandLine): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('dns-prefetch-disable');
}

/**
 * WebRTC may only use a proxy, and there is none that works; and it announces no made-up host names on
 * the local network (multicast DNS). The preload also takes its constructor away from our page.
 */
function keepPeerConnectionsOffTheNetwork(commandLine: CommandLine): void {
  const alreadyOff = commandLine.getSwitchValue('disable-features');
  commandLine.appendSwitch('disable-features', [...(alreadyOff === '' ? [] : [alreadyOff]), 'WebRtcHideLocalIpsWithMdns'].join(','));
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

/** Component updates, network time, reporting and link pings. */
function stopBackgroundServices(commandLine: CommandLine): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'no-pings', 'disable-sync']) {
    commandLine.appendSwitch(name);
  }
}
