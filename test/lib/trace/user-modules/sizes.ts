export type Size = 'small' | 'large';

export function replicasOf(size: string): number {
  switch (size) {
    case 'small':
      return 1;
    case 'large':
      return 30;
    default:
      return 2;
  }
}
