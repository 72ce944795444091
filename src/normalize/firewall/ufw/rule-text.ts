/** Chains that the rule files of ufw declare. */
const DECLARES = /^:ufw6?-(?:before|after|user)-(?:input|output|forward) - /m;
const MARKS = /^### (?:tuple|RULES) ###/m;
/** The jumps that ufw-init puts around them: text with them is a dump of what is loaded. */
const LOADED = /^(?:\[\d+:\d+\] )?-A (?:INPUT|FORWARD|OUTPUT) -j ufw6?-before-/m;

/** True for the text of ufw's own rule files, which are iptables-restore text too. */
export function isUfwRules(text: string): boolean {
  return (MARKS.test(text) || DECLARES.test(text)) && !LOADED.test(text);
}
