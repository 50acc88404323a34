/** Which faces are listed; what is left out does not narrow the list. */
export interface FaceNarrowing {
  readonly photoId?: number | undefined;
  readonly clusterId?: number | undefined;
  /** Theirs by the user's word or the machine's, or suggested to be. */
  readonly personId?: number | undefined;
  readonly isSuggested?: boolean | undefined;
  readonly isIgnored?: boolean | undefined;
  /** The user said that they are none; together with `includeFalse`. */
  readonly isFalse?: boolean | undefined;
}

/**
 * The SQL conditions that narrow a list of faces; they bind photoId, clusterId and personId by name. Each finds its faces
 * by an index, or by ids that are read from one, but the one for false faces: those are few, and seldom asked for.
 */
export function narrowingConditions({
  photoId,
  clusterId,
  personId,
  isSuggested,
  isIgnored,
  isFalse,
}: FaceNarrowing): string[] {
  return [
    ...(photoId === undefined ? [] : ["photo_id = @photoId"]),
    ...(clusterId === undefined ? [] : ["cluster_id = @clusterId"]),
    ...(personId === undefined
      ? []
      : [
          `faces.id IN (SELECT id FROM faces WHERE person_id = @personId
             UNION ALL SELECT face_id FROM assignments WHERE person_id = @personId)`,
        ]),
    ...(isSuggested === true
      ? ["faces.id IN (SELECT face_id FROM assignments WHERE level = 'suggested')"]
      : []),
    ...(isIgnored === true
      ? ["faces.id IN (SELECT id FROM faces INDEXED BY faces_by_person WHERE ignored = 1)"]
      : []),
    ...(isFalse === true ? ["is_false = 1"] : []),
  ];
}
