// A live room follows its session: what is on air, what it costs and how much is left, each change within a second.
"use strict";
const room = document.querySelector("[data-events]");
if (room && room.dataset.state !== "ENDED") {
  const source = new EventSource(room.dataset.events);
  source.addEventListener("show", (event) => {
    const show = JSON.parse(event.data);
    let known = true;
    for (const slot of show.slots) {
      const shown = room.querySelector(`[data-slot="${CSS.escape(slot.slotId)}"]`);
      if (!shown) { known = false; continue; }
      shown.dataset.onAir = slot.slotId === show.onAir ? "yes" : "no";
      put(shown, "[data-price]", "¥" + (slot.priceFen / 100).toFixed(2));
      put(shown, "[data-left]", String(slot.remaining));
      put(shown, "[data-sold]", String(slot.sold));
    }
    // What is new in the room has its form from the server: the page says so and offers itself anew.
    room.querySelector("[data-over]").hidden = known && show.state === room.dataset.state;
    if (show.state === "ENDED") source.close();
  });
  window.addEventListener("pagehide", () => source.close());
}
function put(within, selector, text) {
  const place = within.querySelector(selector);
  if (place.textContent !== text) place.textContent = text;
}
