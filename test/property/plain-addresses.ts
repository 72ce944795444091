/** The bits of an address, written without any code of the program: what judges it must not share its faults. */
function bitsOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [left = '', right] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const [before, after] = [groups(left), right === undefined ? [] : groups(right)];
  const middle = right === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...middle, ...after]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

/** Whether an address lies in a range `10.0.0.0/8`, `2001:db8::/32` or is it itself. */
export function within(address: string, range: string): boolean {
  const [base = '', length] = range.split('/');
  const [one, other] = [bitsOf(address), bitsOf(base)];
  return (
    one.length === other.length && one.startsWith(other.slice(0, length === undefined ? other.length : Number(length)))
  );
}

/** Whether a port lies in `22` or `80-90`. */
export function inPorts(port: number, range: string): boolean {
  const [from = '', to = from] = range.split('-');
  return Number(from) <= port && port <= Number(to);
}
