// A photo from a phone is larger than a weak network likes: it is drawn smaller before it is sent. Without this script the
// file goes as it is.
"use strict";
for (const input of document.querySelectorAll("input[type=file][data-shrink]")) {
  input.addEventListener("change", async () => {
    const file = input.files[0];
    const longest = Number(input.dataset.shrink);
    if (!file || !file.type.startsWith("image/")) return;
    try {
      const drawn = await createImageBitmap(file);
      const scale = longest / Math.max(drawn.width, drawn.height);
      if (scale >= 1) return;
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(drawn.width * scale);
      canvas.height = Math.round(drawn.height * scale);
      canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      if (!blob || blob.size >= file.size) return;
      const smaller = new DataTransfer();
      smaller.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
      input.files = smaller.files;
    } catch {
      // What this browser cannot draw the server says something about.
    }
  });
}
