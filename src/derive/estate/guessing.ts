import { type Fact, isKnown, mapFact, type Place, unknown } from '../../core/fact.ts';
import type { Snapshot } from '../../model/generated/model.ts';
import { allOf, anyOf } from '../organization/fact-values.ts';

type Host = NonNullable<Snapshot['host']>;

/** Whether something locks out sources that guess passwords of sshd: a jail of fail2ban, CrowdSec with a bouncer, sshguard. */
export function guessingStopped(host: Host | undefined, at: Place): Fact<boolean> {
  const { fail2ban, ids } = host ?? {};
  const jails = fail2ban?.data?.jails ?? [];
  const server = fail2ban?.data;
  const byJail = jails.map((jail): Fact<boolean> => {
    const forSshd = mapFact(jail.filter, (filter) => filter === 'sshd');
    return server === undefined
      ? forSshd
      : allOf([forSshd, jail.enabled, jail.log_source_present, server.installed, server.enabled], jail.at);
  });
  const byBanner = (ids?.data?.banners ?? []).map((banner) => allOf([banner.enabled, banner.blocks], banner.at));
  const unread = [fail2ban, ids].find((section) => section?.data === undefined);
  const notRead = unknown(unread?.reason ?? 'what locks out guessing sources was not collected', at);
  const blind =
    fail2ban?.data === undefined || ids?.data === undefined || fail2ban.flag !== 'complete' || ids.flag !== 'complete';
  return anyOf([...byJail, ...byBanner, ...(blind ? [notRead] : [])], at);
}

/** A log that is older tells nothing about now: sshd may log to the journal alone since. */
const STALE_DAYS = 7;

/** How many logins failed, as far as a log that is still written reaches back. */
export function failedLogins(host: Host | undefined, at: Place): Fact<number> {
  const log = host?.auth_log;
  if (log?.data === undefined) return unknown(log?.reason ?? 'the authentication log was not collected', at);
  const age = host?.auth_log_age?.data?.newest_line_days;
  if (age !== undefined && isKnown(age) && age.value > STALE_DAYS)
    return unknown(`the newest line of the authentication log is ${age.value} days old: give a newer one`, age.at);
  return log.data.failed_attempts;
}
