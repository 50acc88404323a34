/** Ids from `from` up to but without `to`: a part of a table that is read without anybody waiting. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}
