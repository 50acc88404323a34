/** Of resources/icons, the one for the tray. macOS draws a template in the colour of its menu bar. */
export function trayIcon(platform: NodeJS.Platform): string {
  if (platform === "darwin") return "tray/trayTemplate.png";
  return platform === "win32" ? "icon.ico" : "32x32.png";
}
