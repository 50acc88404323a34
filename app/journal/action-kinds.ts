/**
 * Everything that a user can do and undo, by short names that the journal keeps for ever: one is never renamed, and
 * never used for anything else. A journal of a newer Familiar may name others.
 */
export const actionKinds = [
  // Who faces and groups are.
  ...["name-face", "name-faces", "name-group", "move-faces", "remove-from-person"],
  ...["confirm-suggestions", "reject-suggestions", "sort-suggestions", "keep-names"],
  ...["merge-groups", "reject-merge", "split-faces", "keep-together"],
  // Which faces count.
  ...["ignore-faces", "ignore-group", "ignore-others-in-photo", "ignore-small-faces", "unignore-faces"],
  ...["delete-false-face", "restore-false-face", "draw-face", "add-appearance", "remove-appearance"],
  // People.
  ...["rename-person", "merge-people", "mark-different", "delete-person", "set-birth-date", "set-cover"],
  ...["set-pinned", "set-hidden", "set-private"],
  ...["enrol-look", "forget-looks"],
  // Albums.
  ...["create-album", "rename-album", "delete-album", "order-albums", "set-album-cover"],
  ...["add-photos-to-album", "remove-photos-from-album", "reorder-album-photos", "change-album-query"],
  // Names in the metadata of photos.
  "import-names",
  // Raw files and their pictures; stacks.
  ...["part-pair", "join-pair", "stack-photos", "unstack-photos", "take-out-of-stack", "set-stack-cover"],
  // The library.
  ...["remove-folder", "import-library"],
] as const;

/** A short name of what can be done, for example "merge-people". */
export type ActionKind = (typeof actionKinds)[number];
