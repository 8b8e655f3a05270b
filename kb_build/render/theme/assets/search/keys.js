/** @import { View } from "./view.js" */

/**
 * Let the arrow keys go from the field to the results and back.
 * @param {HTMLElement} area holds both
 * @param {View} view
 */
export function moveByArrows(area, { input, list }) {
  area.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = /** @type {(EventTarget | null)[]} */ (stops).indexOf(target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key] ?? 0;
    const next = at < 0 || !step ? undefined : stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
