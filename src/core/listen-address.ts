/** Where a listener of ours takes connections. */
export interface ListenAddress {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
}

/** `127.0.0.1:8025`, `[::1]:8025`, `localhost:0`; `null`: it is no such thing. */
export function parseListenAddress(written: string): ListenAddress | null {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(written);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host === undefined || port > 65_535 ? null : { host: host.toLowerCase(), port };
}

/** The way it stands in a URL. */
export function shownListenAddress({ host, port }: ListenAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
