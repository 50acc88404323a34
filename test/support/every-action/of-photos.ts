import { partedPairsOf, savePair } from "../../../app/db/photo-pairs.ts";
import { joinPair } from "../../../app/library/actions/join-pair.ts";
import { partPair } from "../../../app/library/actions/part-pair.ts";
import { saveBursts } from "../../../app/db/stacks.ts";
import { setStackCover } from "../../../app/library/actions/set-stack-cover.ts";
import { stackPhotos } from "../../../app/library/actions/stack-photos.ts";
import { takeOutOfStack } from "../../../app/library/actions/take-out-of-stack.ts";
import { unstackPhotos } from "../../../app/library/actions/unstack-photos.ts";
import { removeFolder } from "../../../app/library/actions/remove-folder.ts";
import { importNames } from "../../../app/metadata/actions/import-names.ts";
import { importTransfer } from "../../../app/transfer/import-transfer.ts";
import { randomTransfer } from "../random-transfer.ts";
import type { RandomActions } from "./random-action.ts";

/** What is done with folders, and with what comes from elsewhere. */
export const ofLibrary = {
  "remove-folder": [(context, pick) => removeFolder(context, { folderId: pick.folder() })],
  "import-library": [
    (context, pick) => {
      const sameName = pick.flag() ? "merge" : "separate";
      const transfer = randomTransfer(context.db, pick);
      return importTransfer(context, {
        ...{ transfer, fileName: "other.json", sameName: () => sameName, dimensionsOf: () => null },
      });
    },
  ],
} satisfies RandomActions;

/** What is done with photos that belong together. */
export const ofPairs = {
  "part-pair": [
    (context, pick) => {
      const [rawPhotoId, photoId] = [pick.photo(), pick.photo()];
      // As a scan finds it.
      if (rawPhotoId !== photoId && partedPairsOf(context.db, rawPhotoId).length === 0)
        savePair(context.db, { rawPhotoId, photoId });
      return partPair(context, { photoId });
    },
  ],
  "stack-photos": [(context, pick) => stackPhotos(context, { photoIds: pick.some(pick.photo) })],
  "unstack-photos": [(context, pick) => unstackPhotos(context, { photoId: pick.stackedPhoto() })],
  "take-out-of-stack": [
    (context, pick) => {
      const photoIds = pick.some(pick.photo);
      // As a scan finds them.
      saveBursts(context.db, [{ photoIds: [...new Set(photoIds)], bestPhotoId: photoIds[0] ?? 0 }]);
      return takeOutOfStack(context, { photoId: pick.stackedPhoto() });
    },
  ],
  "set-stack-cover": [(context, pick) => setStackCover(context, { photoId: pick.stackedPhoto() })],
  "join-pair": [(context, pick) => joinPair(context, { photoId: pick.photo(), model: "mobilefacenet" })],
} satisfies RandomActions;

/** What is done with names that photos bring. */
export const ofMetadata = {
  "import-names": [
    (context, pick) => {
      const [path, appliedTo] = ["/photos/a.jpg", null];
      const written = { path, appliedTo, place: "sidecar", usualFrame: "upright" } as const;
      const regions = Array.from({ length: 1 + pick.number(3) }, () => ({
        ...{ ...written, name: `Imported ${pick.number(9)}`, kind: "mwg" as const },
        area: pick.flag() ? null : { x: pick.number(9) / 10, y: 0, width: 0.2, height: 0.2 },
      }));
      const picture = { width: 4_000, height: 3_000, orientation: 1 };
      const photos = [{ photoId: pick.photo(), path, picture, regions }];
      return importNames(context, { photos, photosRead: 1, problems: [] });
    },
  ],
} satisfies RandomActions;
