import { describe, expect, it } from "vitest";
import { isOwnAddress } from "../../main/address.ts";
import { isPermitted } from "../../main/permissions.ts";
import { isLoadable } from "../../main/requests.ts";

const foreign = [
  "https://example.com/",
  "http://127.0.0.1:8125/",
  "file:///etc/passwd",
  "familiar://app.evil/",
  "familiar://evil/?familiar://app/",
  "familiar://app@evil/",
  "familiar://user@app/",
  "familiar://app:1/",
  "javascript:alert(1)",
  "familiar:app",
  "nonsense",
  "",
];

describe("the addresses of the window", () => {
  it("are those of familiar://app, compared in parts", () => {
    for (const own of ["familiar://app", "familiar://app/", "familiar://app/people/7?sort=name#top"]) {
      expect(isOwnAddress(own), own).toBe(true);
    }
    for (const address of foreign) expect(isOwnAddress(address), address).toBe(false);
  });

  it("and what it made itself are all that it may load; developer tools only in a checkout", () => {
    const packaged = { hasDeveloperTools: false };
    for (const own of [
      "familiar://app/api/events",
      "blob:familiar://app/5f1d",
      "data:image/png;base64,AA==",
    ]) {
      expect(isLoadable(own, packaged), own).toBe(true);
    }
    for (const address of [
      ...foreign,
      "blob:https://example.com/5f1d",
      "blob:familiar://app.evil/5f1d",
      "ws://example.com/",
    ]) {
      expect(isLoadable(address, packaged), address).toBe(false);
    }
    expect(isLoadable("devtools://devtools/bundled/x.js", packaged)).toBe(false);
    expect(isLoadable("devtools://devtools/bundled/x.js", { hasDeveloperTools: true })).toBe(true);
  });
});

describe("permissions", () => {
  const camera = { permission: "media", media: ["video"], address: "familiar://app/live" };

  it("are denied, but for the camera on the live page", () => {
    expect(isPermitted(camera)).toBe(true);
    expect(isPermitted({ ...camera, address: "familiar://app/live?person=7" })).toBe(true);
  });

  it("are denied to other pages, for a microphone, and of any other kind", () => {
    for (const address of [
      "familiar://app/",
      "familiar://app/lively",
      "familiar://app/people/live",
      ...foreign,
    ]) {
      expect(isPermitted({ ...camera, address }), address).toBe(false);
    }
    for (const media of [[], ["audio"], ["video", "audio"], ["unknown"]]) {
      expect(isPermitted({ ...camera, media }), media.join()).toBe(false);
    }
    for (const permission of [
      "geolocation",
      "notifications",
      "fullscreen",
      "display-capture",
      "usb",
      "clipboard-read",
    ]) {
      expect(isPermitted({ ...camera, permission }), permission).toBe(false);
    }
  });
});
