import { compareDpkgVersions } from './dpkg-version.ts';
import { compareCodePoints } from './order.ts';
import { compareRpmSegments } from './rpm-version.ts';

/** Orders kernel releases: kernels of rpm (`5.14.0-427.13.1.el9_4.x86_64`) in rpm's order, all others in dpkg's. */
export function compareKernelReleases(a: string, b: string): number {
  if (/\.(el|fc|amzn)\d/.test(a) || /\.(el|fc|amzn)\d/.test(b)) return compareRpmSegments(a, b);
  // An underscore (x86_64) is no letter of a version.
  return compareDpkgVersions(a.replaceAll('_', '.'), b.replaceAll('_', '.')) ?? compareCodePoints(a, b);
}
