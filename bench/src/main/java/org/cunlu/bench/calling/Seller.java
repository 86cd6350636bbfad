package org.cunlu.bench.calling;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.bench.calling.Market.Goods;

/** A seller of the demo county, on a connection of his own. Used by one thread at a time. */
public final class Seller implements AutoCloseable {
    /** The demo county's seller, who sells oranges of his own. */
    public static final String SHOP = "S-ZHONGCHENG-01";

    private static final String PHONE = "13800230006";
    private static final String WORD = "cunlu-demo-2026";
    private static final String LIVE = "/api/seller/live";
    private static final String OFFERS = "/api/seller/offers/";
    private static final Duration LASTS = Duration.ofHours(1);

    private final Wire wire;
    private final String bearer;

    private Seller(Wire wire, String bearer) {
        this.wire = wire;
        this.bearer = bearer;
    }

    public static Seller signIn(Address address) {
        var wire = new Wire(address);
        String token = Buyer.call(
                        wire, "POST", "/api/auth/sign-in", "", Buyer.json(Map.of("phone", PHONE, "password", WORD)))
                .must("商家登录不了 · The seller cannot sign in")
                .json()
                .get("accessToken")
                .getStringValue();
        return new Seller(wire, "Authorization: Bearer " + token + "\r\n");
    }

    /** The same seller on a connection of its own, for another thread; nobody signs in again. */
    public Seller beside(Address address) {
        return new Seller(new Wire(address), bearer);
    }

    /** Another price of one of his offers. */
    public Answer price(String offerId, long fen) throws IOException {
        return wire.send("PUT", OFFERS + offerId + "/price", bearer, Buyer.json(Map.of("priceFen", fen)));
    }

    /** @param status what is to be done with one of his offers, {@code publish} or {@code withdraw} */
    public Answer offer(String offerId, String status) throws IOException {
        return wire.send("POST", OFFERS + offerId + '/' + status, bearer, null);
    }

    /** @return id of a session of the shop that begins now, by the county's time */
    public String plan(String shop) throws IOException {
        Instant now = Instant.parse(wire.send("GET", "/api/county/clock", bearer, null)
                .must("问不到县里的时间 · The county's time cannot be asked")
                .json()
                .get("now")
                .getStringValue());
        return send(
                        "",
                        Map.of(
                                "sellerCode",
                                shop,
                                "title",
                                "压测直播",
                                "startsAt",
                                now.toString(),
                                "endsAt",
                                now.plus(LASTS).toString(),
                                "streamUrl",
                                "https://live.example.cn/bench"))
                .must("排不了直播 · A session cannot be planned")
                .json()
                .get("sessionId")
                .getStringValue();
    }

    /** @return the slot, on air; or why not: so many pieces may not be there */
    public Answer add(String session, Goods goods, String node, long priceFen, int pieces) throws IOException {
        return send(
                "/" + session + "/slots",
                Map.of(
                        "offerId", goods.offerId(),
                        "nodeCode", node,
                        "priceFen", priceFen,
                        "floorFen", priceFen,
                        "pieces", pieces,
                        "buyerLimit", 1));
    }

    public Answer act(String session, String what) throws IOException {
        return send("/" + session + "/" + what, Map.of());
    }

    /** @return pieces that orders hold of a session's first slot, and pieces that went back when it ended */
    public List<Long> standing(String session) throws IOException {
        var slot = wire.send("GET", LIVE + "/" + session, bearer, null)
                .must("看不到直播 · The session cannot be read")
                .json()
                .get("slots")
                .get(0);
        return List.of(slot.get("drawn").getLongValue(), slot.get("freed").getLongValue());
    }

    private Answer send(String path, Map<String, Object> body) throws IOException {
        return wire.send(
                "POST", LIVE + path, bearer + "Idempotency-Key: " + Buyer.freshKey() + "\r\n", Buyer.json(body));
    }

    @Override
    public void close() {
        wire.close();
    }
}
