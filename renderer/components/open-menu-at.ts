/** As a click with the right button in its middle: a browser would open the menu in the middle of the whole grid. */
export function openMenuAt(element: HTMLElement | null): void {
  if (element === null) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  element.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, button: 2, ...at }));
}
