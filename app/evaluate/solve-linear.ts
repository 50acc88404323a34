/**
 * Solves matrix x = right by Gaussian elimination with row exchanges; null when the matrix is singular. The matrix has
 * as many rows and columns as `right` has numbers; neither is changed.
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = right.length;
  for (let column = 0; column < size; column++) {
    const pivot = pivotBelow(rows, column);
    const pivotRow = rows[pivot];
    const top = rows[column];
    const head = pivotRow?.[column] ?? 0;
    if (pivotRow === undefined || top === undefined || Math.abs(head) < Number.MIN_VALUE * 2 ** 60)
      return null;
    rows[pivot] = top;
    rows[column] = pivotRow;
    for (const [at, row] of rows.entries()) {
      const share = (row[column] ?? 0) / head;
      if (at === column || share === 0) continue;
      for (let place = column; place <= size; place++) {
        row[place] = (row[place] ?? 0) - share * (pivotRow[place] ?? 0);
      }
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 0));
}

function pivotBelow(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let at = column + 1; at < rows.length; at++) {
    if (Math.abs(rows[at]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = at;
  }
  return best;
}
