/** Why bytes ended before their end. */
export interface Fault {
  readonly reason: string;
}
