/** Reads what strace recorded of socket calls. */

/** Lines about internet addresses (IPv4 or IPv6). */
export function inetLines(lines: readonly string[]): string[] {
  return lines.filter((line) => /sa_family=AF_INET6?\b/.test(line));
}

/**
 * Calls that reach, or could be reached, beyond this machine: any connect or send to an internet
 * address, even a loopback one (the app only ever answers there), and any bind that is not to loopback.
 */
export function foreignAddresses(lines: readonly string[]): string[] {
  return inetLines(lines).filter((line) => {
    const loopback = line.includes('inet_addr("127.0.0.1")') || line.includes('"::1"');
    return /\b(?:connect|sendto|sendmmsg)\(/.test(line) || !loopback;
  });
}
