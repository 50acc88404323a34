import { addPhotos } from "../../app/albums/actions/add-photos.ts";
import { changeAlbumQuery } from "../../app/albums/actions/change-query.ts";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import { deleteAlbum } from "../../app/albums/actions/delete-album.ts";
import { orderAlbums } from "../../app/albums/actions/order-albums.ts";
import { removePhotos } from "../../app/albums/actions/remove-photos.ts";
import { renameAlbum } from "../../app/albums/actions/rename-album.ts";
import { reorderPhotos } from "../../app/albums/actions/reorder-photos.ts";
import { setAlbumCover } from "../../app/albums/actions/set-cover.ts";
import type { ActionContext, PerformedAction } from "../../app/journal/act.ts";
import { actionKinds, type ActionKind } from "../../app/journal/action-kinds.ts";
import { partedPairsOf, savePair } from "../../app/db/photo-pairs.ts";
import { joinPair } from "../../app/library/actions/join-pair.ts";
import { partPair } from "../../app/library/actions/part-pair.ts";
import { saveBursts } from "../../app/db/stacks.ts";
import { setStackCover } from "../../app/library/actions/set-stack-cover.ts";
import { stackPhotos } from "../../app/library/actions/stack-photos.ts";
import { takeOutOfStack } from "../../app/library/actions/take-out-of-stack.ts";
import { unstackPhotos } from "../../app/library/actions/unstack-photos.ts";
import { removeFolder } from "../../app/library/actions/remove-folder.ts";
import { carryDecisions } from "../../app/library/carry-decisions.ts";
import { isInside } from "../../app/library/paths.ts";
import { importNames } from "../../app/metadata/actions/import-names.ts";
import { addAppearance } from "../../app/people/actions/add-appearance.ts";
import { confirmSuggestions } from "../../app/people/actions/confirm-suggestions.ts";
import { deleteFalseFace } from "../../app/people/actions/delete-false-face.ts";
import { deletePerson } from "../../app/people/actions/delete-person.ts";
import { drawFace } from "../../app/people/actions/draw-face.ts";
import { enrolLook } from "../../app/people/actions/enrol-look.ts";
import { forgetLooks } from "../../app/people/actions/forget-looks.ts";
import { ignoreFaces } from "../../app/people/actions/ignore-faces.ts";
import { ignoreGroup } from "../../app/people/actions/ignore-group.ts";
import { ignoreOthersInPhoto } from "../../app/people/actions/ignore-others-in-photo.ts";
import { ignoreSmallFaces } from "../../app/people/actions/ignore-small-faces.ts";
import { keepTogether } from "../../app/people/actions/keep-together.ts";
import { markDifferent } from "../../app/people/actions/mark-different.ts";
import { mergeGroups } from "../../app/people/actions/merge-groups.ts";
import { mergePeople } from "../../app/people/actions/merge-people.ts";
import { moveFaces } from "../../app/people/actions/move-faces.ts";
import { nameFace } from "../../app/people/actions/name-face.ts";
import { nameFaces } from "../../app/people/actions/name-faces.ts";
import { nameGroup } from "../../app/people/actions/name-group.ts";
import { rejectMerge } from "../../app/people/actions/reject-merge.ts";
import { rejectSuggestions } from "../../app/people/actions/reject-suggestions.ts";
import { removeAppearance } from "../../app/people/actions/remove-appearance.ts";
import { removeFromPerson } from "../../app/people/actions/remove-from-person.ts";
import { renamePerson } from "../../app/people/actions/rename-person.ts";
import { restoreFalseFace } from "../../app/people/actions/restore-false-face.ts";
import { setBirthDate } from "../../app/people/actions/set-birth-date.ts";
import { setCover } from "../../app/people/actions/set-cover.ts";
import { setHidden } from "../../app/people/actions/set-hidden.ts";
import { setPinned } from "../../app/people/actions/set-pinned.ts";
import { setPrivate } from "../../app/people/actions/set-private.ts";
import { splitFaces } from "../../app/people/actions/split-faces.ts";
import { unignoreFaces } from "../../app/people/actions/unignore-faces.ts";
import { nameButSome } from "../../app/review/name-but-some.ts";
import { sortFaces } from "../../app/review/sort-faces.ts";
import { importTransfer } from "../../app/transfer/import-transfer.ts";
import { RandomPicker } from "./random-picker.ts";
import { randomTransfer } from "./random-transfer.ts";

type RandomAction = (context: ActionContext, pick: RandomPicker) => PerformedAction;
type RandomActions = Partial<Record<ActionKind, readonly RandomAction[]>>;

const ofFaces = {
  "name-face": [
    (context, pick) =>
      nameFace(context, { faceId: pick.face(), person: pick.choice(), allowTwice: pick.flag() }),
  ],
  "name-faces": [
    (context, pick) =>
      nameFaces(context, {
        ...{ faceIds: pick.some(pick.face), groupIds: pick.flag() ? [pick.group()] : [] },
        ...{ person: pick.choice(), allowTwice: pick.flag() },
      }),
  ],
  "name-group": [
    (context, pick) => nameGroup(context, { groupIds: pick.some(pick.group), person: pick.choice() }),
    (context, pick) => {
      const faceIds = pick.companions();
      const exceptFaceIds = faceIds.slice(1);
      return nameButSome(context, { faceIds, alikeFaceIds: [], exceptFaceIds, person: pick.choice() });
    },
  ],
  "move-faces": [
    (context, pick) =>
      moveFaces(context, {
        ...{ faceIds: pick.some(pick.face), person: pick.choice(), allowTwice: pick.flag() },
      }),
  ],
  "remove-from-person": [(context, pick) => removeFromPerson(context, { faceIds: pick.companions() })],
  "confirm-suggestions": [
    (context, pick) =>
      confirmSuggestions(context, { faceIds: pick.some(pick.face), personId: pick.person() }),
  ],
  "reject-suggestions": [
    (context, pick) => rejectSuggestions(context, { faceIds: pick.some(pick.face), personId: pick.person() }),
  ],
  "sort-suggestions": [
    (context, pick) =>
      sortFaces(context, [
        { personId: pick.person(), yes: [pick.face()], no: [] },
        {
          ...{ personId: pick.person(), yes: [pick.face()], no: pick.some(pick.face) },
          ...(pick.flag() && { othersAre: pick.choice() }),
        },
      ]),
  ],
  "keep-names": [
    (context, pick) => {
      const edit = context.db.prepare("UPDATE files SET previous_photo_id = ? WHERE photo_id = ?");
      edit.run(pick.photo(), pick.photo());
      return carryDecisions(context, "mobilefacenet") ?? { actionId: null, summary: "" };
    },
  ],
  "merge-groups": [(context, pick) => mergeGroups(context, { groupIds: pick.some(pick.group) })],
  "reject-merge": [
    (context, pick) =>
      rejectMerge(context, { one: { groupId: pick.group() }, other: { groupId: pick.group() } }),
    (context, pick) =>
      rejectMerge(context, { one: { groupId: pick.group() }, other: { personId: pick.person() } }),
  ],
  "split-faces": [(context, pick) => splitFaces(context, { faceIds: pick.companions() })],
  "keep-together": [(context, pick) => keepTogether(context, { faceIds: pick.companions() })],
  "ignore-faces": [(context, pick) => ignoreFaces(context, { faceIds: pick.some(pick.face) })],
  "ignore-group": [(context, pick) => ignoreGroup(context, { groupIds: pick.some(pick.group) })],
  "ignore-others-in-photo": [(context, pick) => ignoreOthersInPhoto(context, { photoId: pick.photo() })],
  "ignore-small-faces": [
    (context, pick) =>
      ignoreSmallFaces(context, { folder: "/photos", sizePx: 50 + pick.number(100), isInside }),
  ],
  "unignore-faces": [(context, pick) => unignoreFaces(context, { faceIds: pick.some(pick.hiddenFace) })],
  "delete-false-face": [(context, pick) => deleteFalseFace(context, { faceIds: pick.some(pick.face) })],
  "restore-false-face": [
    (context, pick) => restoreFalseFace(context, { faceIds: pick.some(pick.hiddenFace) }),
  ],
  "draw-face": [
    (context, pick) =>
      drawFace(context, {
        ...{ photoId: pick.photo(), box: { x: 40 * pick.number(80), y: 1_000, width: 100, height: 100 } },
        ...(pick.flag() && { person: pick.choice(), allowTwice: pick.flag() }),
      }),
  ],
} satisfies RandomActions;

const ofPeople = {
  "add-appearance": [
    (context, pick) => addAppearance(context, { person: pick.choice(), photoIds: pick.some(pick.photo) }),
  ],
  "remove-appearance": [
    (context, pick) =>
      removeAppearance(context, { personId: pick.person(), photoIds: pick.some(pick.photo) }),
  ],
  "rename-person": [
    (context, pick) =>
      renamePerson(context, {
        ...{ personId: pick.person(), name: `Person ${pick.number(9)}`, allowSameName: pick.flag() },
      }),
  ],
  "merge-people": [
    (context, pick) =>
      mergePeople(context, {
        ...{ intoId: pick.person(), fromIds: pick.some(pick.person) },
        ...(pick.flag() && { groupIds: pick.some(pick.group), faceIds: pick.some(pick.face) }),
        ...{ allowTwice: pick.flag(), allowDifferent: pick.flag() },
      }),
  ],
  "mark-different": [(context, pick) => markDifferent(context, { personIds: pick.some(pick.person) })],
  "delete-person": [(context, pick) => deletePerson(context, { personIds: [pick.person()] })],
  "set-birth-date": [
    (context, pick) =>
      setBirthDate(context, {
        personId: pick.person(),
        birthDate: pick.flag() ? `1960-01-0${1 + pick.number(2)}` : null,
      }),
  ],
  "set-cover": [
    (context, pick) =>
      setCover(context, { personId: pick.person(), faceId: pick.flag() ? pick.face() : null }),
  ],
  "set-pinned": [
    (context, pick) => setPinned(context, { personIds: pick.some(pick.person), isPinned: pick.flag() }),
  ],
  "set-hidden": [
    (context, pick) => setHidden(context, { personIds: pick.some(pick.person), isHidden: pick.flag() }),
  ],
  "set-private": [
    (context, pick) => setPrivate(context, { personIds: pick.some(pick.person), isPrivate: pick.flag() }),
  ],
  "enrol-look": [
    (context, pick) => {
      const vector = new Float32Array(4);
      vector[pick.number(4)] = 1;
      const takenAtMs = pick.flag() ? 1_000_000 : null;
      const look = { model: "m", vector, faces: 1, weight: 0.5 };
      return enrolLook(context, {
        ...{ look: { ...look, firstTakenAtMs: takenAtMs, lastTakenAtMs: takenAtMs }, person: pick.choice() },
      });
    },
  ],
  "forget-looks": [(context, pick) => forgetLooks(context, { personId: pick.person() })],
} satisfies RandomActions;

const ofAlbums = {
  "create-album": [
    (context, pick) =>
      createAlbum(context, { name: `Album ${pick.number(99)}`, photoIds: pick.some(pick.photo) }),
    (context, pick) =>
      createAlbum(context, { name: `Album ${pick.number(99)}`, query: `faces >= ${pick.number(4)}` }),
  ],
  "rename-album": [
    (context, pick) => renameAlbum(context, { albumId: pick.album(), name: `Album ${pick.number(99)}` }),
  ],
  "delete-album": [(context, pick) => deleteAlbum(context, { albumId: pick.album() })],
  "order-albums": [(context, pick) => orderAlbums(context, { albumIds: pick.some(pick.album) })],
  "set-album-cover": [
    (context, pick) => {
      const { albumId, photoIds } = pick.filledAlbum();
      return setAlbumCover(context, { albumId, photoId: photoIds[0] ?? null });
    },
    (context, pick) => setAlbumCover(context, { albumId: pick.album(), photoId: null }),
  ],
  "add-photos-to-album": [
    (context, pick) => addPhotos(context, { albumId: pick.album(), photoIds: pick.some(pick.photo) }),
  ],
  "remove-photos-from-album": [(context, pick) => removePhotos(context, pick.filledAlbum())],
  "reorder-album-photos": [
    (context, pick) => reorderPhotos(context, { ...pick.filledAlbum(), beforePhotoId: null }),
  ],
  "change-album-query": [
    (context, pick) =>
      changeAlbumQuery(context, { albumId: pick.album(), query: `faces < ${2 + pick.number(4)}` }),
  ],
} satisfies RandomActions;

const ofLibrary = {
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

const ofPairs = {
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

const ofMetadata = {
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

const randomActions: Required<RandomActions> = {
  ...ofFaces,
  ...ofPeople,
  ...ofAlbums,
  ...ofLibrary,
  ...ofPairs,
  ...ofMetadata,
};

/** All that a user can do, some of it in several ways. */
const ways = actionKinds.flatMap((kind) => randomActions[kind]);

/** How many ways there are to act. */
export const randomActionCount = ways.length;

/** What is done in a way. */
export function kindOfWay(way: number): ActionKind | undefined {
  const perform = ways[way % ways.length];
  return actionKinds.find((kind) => perform !== undefined && randomActions[kind].includes(perform));
}

/** Does something, on what the random numbers choose. Throws what the action throws. */
export function randomAction(
  context: ActionContext,
  way: number,
  numbers: readonly number[],
): PerformedAction {
  const perform = ways[way % ways.length];
  if (perform === undefined) throw new RangeError("There is nothing to do.");
  return perform(context, new RandomPicker(context.db, numbers));
}
