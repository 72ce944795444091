import { redactionFunctions } from './redaction-programs.ts';

/** What the client and the probe agree on before the first question. */
export interface ProbeSetting {
  /** Random hex: begins every frame, so that no content can look like one. */
  readonly nonce: string;
  /** Random numbers that key the aliases of names (redaction-programs.ts). */
  readonly aliasKeys: readonly [number, number];
  /** Where programs are looked for. */
  readonly path: string;
}

/** The folders of programs, the system's own first; the last one is that of NixOS. */
export const REMOTE_PATH = '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin:/run/current-system/sw/bin';

/** The commands that the login shell of the remote account is given; understood by sh, csh and fish alike. */
export const REMOTE_SHELL = {
  plain: 'exec sh',
  sudo: `exec sh -c 'if [ "$(id -u)" = 0 ]; then exec sh; fi; exec sudo -n /bin/sh'`,
} as const;

/**
 * The first line for the remote shell, and the program it then reads. A shell may read ahead of the line it runs, so the
 * program is sent only when the line has said `ready`; dd takes exactly its bytes.
 */
export function bootstrap(setting: ProbeSetting): { readonly line: string; readonly program: string } {
  const program = `${PROBE}\n${WALK}\n${redactionFunctions()}\n${LOOP}\n`;
  const [first, second] = setting.aliasKeys;
  const line = [
    `N=${setting.nonce}`,
    `K1=${first}`,
    `K2=${second}`,
    `PATH=${setting.path}`,
    `printf '\\n%s ready\\n' "$N"`,
    `eval "$(dd bs=1 count=${Buffer.byteLength(program)} 2>/dev/null)"`,
  ].join('; ');
  return { line: `${line}\n`, program };
}

/**
 * POSIX shell, run by dash, busybox ash, bash and ksh. It writes nowhere but to its output. A path arrives as one word in
 * which every byte but letters, digits and a few signs is an octal escape, and is used only as "$p": it never becomes code.
 */
const PROBE = String.raw`
LC_ALL=C; QUOTING_STYLE=literal; export LC_ALL QUOTING_STYLE PATH
unset IFS CDPATH ENV BASH_ENV POSIXLY_CORRECT XZ_OPT GZIP LS_COLORS BLOCK_SIZE BLOCKSIZE LS_BLOCK_SIZE TIME_STYLE
umask 077; cd /; exec 4>&1
nl='
'
F="$N s %f %u %g %s %Y %y$nl%n$nl$N t$nl%N"
G="$N S %f %u %g %s %Y %y$nl%n"
# The watcher of the busybox timeout holds our pipes open for a second.
H='timeout -s KILL'
case $(timeout --help 2>&1) in
*BusyBox*) H=limited;;
*) $H 5 true 2>/dev/null </dev/null || H=limited;;
esac
B=
if printf '/\0' | xargs -0 stat -c '%f %u %g %s %Y %y' >/dev/null 2>&1; then B=1; fi

d() {
case $1 in
-) p=;;
*\\*) p=$(printf '%bx' "$1"); p=${'$'}{p%x};;
*) p=$1;;
esac
}

get() {
q=
while IFS= read -r e; do case $e in .) return 0;; esac; q="$q $e"; done
exit 0
}

# The names in $b, hidden ones too, each with NUL behind; fails when there are none.
names() {
z=1
for y in 1 2 3; do
case $y in
1) set -- "$b"/*; x="$b/*";;
2) set -- "$b"/.[!.]*; x="$b/.[!.]*";;
3) set -- "$b"/..?*; x="$b/..?*";;
esac
if [ $# -eq 1 ] && [ "$1" = "$x" ] && [ ! -e "$1" ] && [ ! -L "$1" ]; then continue; fi
z=0
if [ -z "$o" ]; then printf '%s\0' "$@"; else for x in "$@"; do if [ -L "$x" ]; then printf '%s\0' "$x"; fi; done; fi
done
return $z
}

paths() {
for e in $q; do d "$e"; if [ -z "$o" ] || [ -L "$p" ]; then printf '%s\0' "$p"; fi; done
}

members() {
for e in $q; do
d "$e"; b=${'$'}{p%/}
case $o$p in L/proc|L/proc/*) continue;; esac
if [ -d "$p" ] && [ -r "$p" ]; then names; fi
done
}

# The facts of what $1 names, by two programs for all of them; one by one where stat is missing.
facts() {
printf '\n%s facts\n' "$N"
if [ -n "$B" ]; then
o=; $1 | xargs -0 stat -c "$F" 2>/dev/null
o=L; $1 | xargs -0 stat -L -c "$G" 2>/dev/null
elif [ "$1" = paths ]; then
for e in $q; do
d "$e"
if m=$(ls -ldn "$p" 2>/dev/null); then printf '%s l %s %s\n%s\n' "$N" "$e" "$(date -r "$p" +%s 2>/dev/null)" "$m"; fi
if [ -L "$p" ] && m=$(ls -ldnL "$p" 2>/dev/null); then printf '%s L %s %s\n%s\n' "$N" "$e" "$(date -r "$p" +%s 2>/dev/null)" "$m"; fi
done
fi
printf '%s .\n' "$N"
}

list() {
for e in $q; do
d "$e"; b=${'$'}{p%/}; o=
printf '\n%s d %s\n' "$N" "$e"
c=1
if [ -d "$p" ] && [ -r "$p" ]; then if names || ls "$p/" >/dev/null 2>&1; then c=0; fi; fi
printf '\n%s e %s\n' "$N" "$c"
done
}

why() {
for e in $q; do
d "$e"
if [ -n "$B" ]; then m=$(stat -L "$p" 2>&1 >/dev/null); else m=$(ls -ldL "$p" 2>&1 >/dev/null); fi
printf '\n%s w %s\n%s' "$N" "$e" "$m"
done
}

links() {
for e in $q; do d "$e"; printf '\n%s k %s\n' "$N" "$e"; readlink -n "$p" 2>/dev/null; printf '\n%s e %s\n' "$N" "$?"; done
}

# Lines: bytes, redaction or -, path. A pipe or a device is never opened.
contents() {
while read -r n g e; do
case $n in .) return 0;; esac
d "$e"; c=n; m=
printf '\n%s r %s\n' "$N" "$e"
# Where others may write, a pipe may stand by now in place of the file.
case $p in /proc/*|/sys/*|/etc/*|/usr/*|/lib/*|/var/lib/*|/boot/*|/run/*) t=;; *) t="$H 20";; esac
if [ -f "$p" ]; then
case $g in
-) $t head -c "$n" "$p" 2>/dev/null </dev/null; c=$?;;
*) c=$( { { $t head -c "$n" "$p" 2>/dev/null </dev/null; echo "h$?" >&3; } | { "r_$g" >&4; echo "s$?" >&3; }; } 3>&1 )
case $c in "h0${'$'}{nl}s0"|"s0${'$'}{nl}h0") c=0;; *s0*) c=1;; *) c=s;; esac;;
esac
case $c in 0|s) ;; *) m=$(head -c 1 "$p" 2>&1 >/dev/null </dev/null);; esac
fi
printf '\n%s e %s\n%s' "$N" "$c" "$m"
done
exit 0
}

limited() {
l=$1; shift
"$@" & j=$!
( sleep "$l" & u=$!; trap 'kill "$u"; exit' TERM; wait "$u"; kill -9 "$j" ) >/dev/null 2>&1 </dev/null 3>&- 4>&- 5>&- &
l=$!; wait "$j"; j=$?; kill "$l" 2>/dev/null
return "$j"
}

# The first word of $q is the redaction or -, the others the program and its arguments.
command_() {
set --; g=
for e in $q; do
d "$e"
if [ -z "$g" ]; then g=$e; else set -- "$@" "$p"; fi
done
case $g in -) g=cat;; *) g=r_$g;; esac
printf '\n%s c\n' "$N"
m=$( { { $H 10 env -i LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null 4>&-; printf '\n=%s %s\n' "$N" "$?" >&2; } 2>&3 | head -c 16777217 | "$g" >&4; } 3>&1 )
printf '\n%s e 0\n%s' "$N" "$m"
}
`;

/** The one walk: find(1) with the words of the question; it is ended when it takes too long. */
const WALK = String.raw`
walk() {
set --
for e in $q; do d "$e"; set -- "$@" "$p"; done
w="$H 300 find"
printf '\n%s walk\n' "$N"
m=$( { $w "$@" 2>&1 >&4 </dev/null; echo "=$N $?"; } )
printf '\n%s e 0\n%s' "$N" "$m"
}

count() {
set --
for e in $q; do d "$e"; set -- "$@" "$p"; done
printf '\n%s n\n' "$N"
$w "$@" 2>/dev/null </dev/null | wc -l
printf '\n%s e 0\n' "$N"
}
`;

const LOOP = String.raw`
printf '\n%s hello %s %s\n' "$N" "$(id -u)" "${'$'}{B:-0}"
while IFS= read -r v; do
case $v in
facts) get; facts paths;;
list) get; list; facts members;;
why) get; why;;
links) get; links;;
read) contents;;
run) get; command_;;
walk) get; walk;;
count) get; count;;
'end '*) printf '\n%s %s\n' "$N" "$v";;
*) exit 0;;
esac
done
exit 0
`;
