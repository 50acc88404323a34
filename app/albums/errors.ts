/** An action on albums that cannot be done as asked; nothing was changed. A caller shows `message` as it is. */
export abstract class AlbumError extends Error {}

/** No album has this id. */
export class UnknownAlbumError extends AlbumError {
  override readonly name = "UnknownAlbumError";
  readonly albumId: number;

  constructor(albumId: number) {
    super(
      `There is no album with the number ${albumId}. It may have been deleted: list the albums again, or undo.`,
    );
    this.albumId = albumId;
  }
}

/** A name with nothing to read in it. */
export class EmptyAlbumNameError extends AlbumError {
  override readonly name = "EmptyAlbumNameError";

  constructor() {
    super("An album needs a name: type at least one letter.");
  }
}

/** There is an album of this name already. */
export class AlbumNameTakenError extends AlbumError {
  override readonly name = "AlbumNameTakenError";
  readonly albumId: number;
  readonly albumName: string;

  constructor(albumId: number, albumName: string) {
    super(`There is an album called ${albumName} already (number ${albumId}). Choose another name.`);
    this.albumId = albumId;
    this.albumName = albumName;
  }
}

/** A search that fills an album must say something. */
export class EmptyAlbumQueryError extends AlbumError {
  override readonly name = "EmptyAlbumQueryError";

  constructor() {
    super("An album that fills itself needs a search, such as: anna & ben.");
  }
}

/** An album that fills itself was to be filled by hand. */
export class AlbumFillsItselfError extends AlbumError {
  override readonly name = "AlbumFillsItselfError";
  readonly albumId: number;

  constructor(albumId: number, albumName: string) {
    super(
      `The album ${albumName} fills itself by a search: change the search, or make another album to fill by hand.`,
    );
    this.albumId = albumId;
  }
}

/** An album that is filled by hand has no search to change. */
export class AlbumFilledByHandError extends AlbumError {
  override readonly name = "AlbumFilledByHandError";
  readonly albumId: number;

  constructor(albumId: number, albumName: string) {
    super(`The album ${albumName} is filled by hand and has no search. Make a new album with a search.`);
    this.albumId = albumId;
  }
}

/** No photo has one of these ids. */
export class UnknownPhotosError extends AlbumError {
  override readonly name = "UnknownPhotosError";
  readonly photoIds: readonly number[];

  constructor(photoIds: readonly number[]) {
    super(`There is no photo with the number ${photoIds.join(", ")}. Search again and choose from those.`);
    this.photoIds = photoIds;
  }
}

/** No photo was named for an action on photos. */
export class NoPhotosChosenError extends AlbumError {
  override readonly name = "NoPhotosChosenError";

  constructor() {
    super("No photo was chosen. Choose at least one.");
  }
}

/** These photos are not in the album. */
export class PhotosNotInAlbumError extends AlbumError {
  override readonly name = "PhotosNotInAlbumError";
  readonly albumId: number;
  readonly photoIds: readonly number[];

  constructor(album: { readonly id: number; readonly name: string }, photoIds: readonly number[]) {
    super(
      `The album ${album.name} does not have the photo with the number ${photoIds.join(", ")}. Choose photos of the album.`,
    );
    this.albumId = album.id;
    this.photoIds = photoIds;
  }
}

/** The folder for an export cannot be made or written. */
export class ExportFolderError extends AlbumError {
  override readonly name = "ExportFolderError";
  readonly folder: string;

  constructor(folder: string, reason: string, cause: unknown) {
    super(`Nothing can be exported to ${folder}: ${reason}. Choose another folder.`, { cause });
    this.folder = folder;
  }
}
