// A live room follows its session: what is on air, what it costs and how much is left, each change within a second.
"use strict";
const room = document.querySelector("[data-events]");
if (room && room.dataset.state !== "ENDED") {
  const source = new EventSource(room.dataset.events);
  source.addEventListener("show", (event) => {
    const show = JSON.parse(event.data);
    let known = true;
    for (const slot of show.slots) {
      // Where it is listed, and in the order that is being written.
      const shown = room.querySelectorAll(`[data-slot="${CSS.escape(slot.slotId)}"]`);
      if (shown.length === 0) known = false;
      for (const place of shown) {
        place.dataset.onAir = slot.slotId === show.onAir ? "yes" : "no";
        put(place, "[data-price]", "¥" + (slot.priceFen / 100).toFixed(2));
        put(place, "[data-left]", String(slot.remaining));
        put(place, "[data-sold]", String(slot.sold));
      }
    }
    // What is new in the room has its form from the server: the page says so and offers itself anew.
    room.querySelector("[data-over]").hidden = known && show.state === room.dataset.state;
    if (show.state === "ENDED") source.close();
  });
  window.addEventListener("pagehide", () => source.close());
}
// What is in the cart stays there; the room is as it was.
room?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) room.querySelector("#sheet").replaceChildren();
});
function put(within, selector, text) {
  const place = within.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}
