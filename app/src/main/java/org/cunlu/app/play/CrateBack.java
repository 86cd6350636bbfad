package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.cunlu.kernel.caller.Role;

/** A crate arrived damaged: its buyer brings it to his station, it rides home, is inspected there, and his money goes back. */
final class CrateBack {
    private final Api api;
    private final People people;
    private final Carrying carrying;
    private final Waiting waiting;

    /** Looks until there is something. */
    interface Waiting {
        <T> T on(String what, Supplier<T> look);
    }

    CrateBack(Api api, People people, Carrying carrying, Waiting waiting) {
        this.api = api;
        this.people = people;
        this.carrying = carrying;
        this.waiting = waiting;
    }

    /** @param orderId of one line, received, of the demo seller's own shop */
    Outcome.Back play(Person buyer, String orderId) {
        JsonNode order = api.get(buyer, "/api/shop/orders/" + orderId);
        String station = order.get("toNode").getStringValue();
        String home = order.get("fromNode").getStringValue();
        JsonNode line = order.get("lines").get(0);
        String request = asked(buyer, orderId, line.get("lineNo").getIntValue());
        api.post(people.of(Role.SELLER), "/api/seller/returns/" + request + "/accept", key(), Map.of());
        String code = look(buyer, request).get("returnCode").getStringValue();
        api.post(
                people.staff(),
                "/api/station/goods-back",
                key(),
                Map.of("node", station, "code", code, "weightGrams", 2_800));
        carrying.bringHome(() -> Freight.of(look(buyer, request)));
        String barcode = look(buyer, request).get("barcode").getStringValue();
        inspect(home, barcode);
        JsonNode settled = waiting.on("a settled return", () -> {
            JsonNode seen = look(buyer, request);
            return "SETTLED".equals(seen.get("state").getStringValue()) ? seen : null;
        });
        return new Outcome.Back(
                line.get("name").getStringValue(),
                station,
                home,
                settled.get("settledFen").getLongValue());
    }

    /** As one of those pieces that went out. */
    private void inspect(String home, String barcode) {
        JsonNode waits = api.get(people.staff(), "/api/station/return-inspections?limit=100&node=" + home);
        for (JsonNode parcel : waits.get("items").values()) {
            if (barcode.equals(parcel.get("barcode").getStringValue())) {
                JsonNode out = parcel.get("wentOut").get(0);
                var part = new HashMap<String, Object>();
                part.put("skuCode", out.get("skuCode").getStringValue());
                part.put("owner", out.get("owner").getStringValue());
                part.put("found", "QUARANTINED");
                part.put("pieces", 1);
                if (out.get("lotCode") != null && out.get("lotCode").isString()) {
                    part.put("lotCode", out.get("lotCode").getStringValue());
                }
                api.post(
                        people.staff(),
                        "/api/station/return-inspections/" + barcode,
                        key(),
                        Map.of("node", home, "parts", List.of(part)));
                return;
            }
        }
        throw new Unplayable("the crate does not wait to be inspected at " + home);
    }

    private String asked(Person buyer, String orderId, int lineNo) {
        String photo =
                api.upload(buyer, "/api/shop/photos", photo()).get("photoId").getStringValue();
        return api.post(
                        buyer,
                        "/api/shop/returns",
                        key(),
                        Map.of(
                                "orderId",
                                orderId,
                                "kind",
                                "RETURN",
                                "reason",
                                "DAMAGED",
                                "lines",
                                List.of(Map.of("lineNo", lineNo, "pieces", 1)),
                                "words",
                                "箱子压破了 · the crate is crushed",
                                "photos",
                                List.of(photo)))
                .get("requestId")
                .getStringValue();
    }

    private JsonNode look(Person buyer, String request) {
        return api.get(buyer, "/api/shop/returns/" + request);
    }

    private static byte[] photo() {
        try {
            var file = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new Unplayable("no photo", e);
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
