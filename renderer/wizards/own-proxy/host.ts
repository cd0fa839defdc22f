/** The host of an origin as people type it: an IPv6 address stands without brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
